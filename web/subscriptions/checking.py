"""What a wish cannot say, told in one sentence each; known to no framework."""

from collections.abc import Iterable, Mapping, Sequence

from models.audience import word_term
from models.audience_words import PREFIX
from models.reference import hs_codes, ics_codes
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.keys import expand
from web.subscriptions.reading import CODE, ICS, LONGEST
from web.subscriptions.wish import Wish

MOST_CODES, MOST_WORDS, SHORTEST = 200, 20, 2


def check(wish: Wish) -> None:
    """Refuse a wish for everything, one for nothing, and what cannot be read."""
    if not wish.names_something:
        raise RefusedError(N_("请至少选择一个行业、编码、关键词或市场。"))
    if not wish.kinds:
        raise RefusedError(N_("请至少选择一类变化。"))
    if not wish.documents:
        raise RefusedError(N_("请至少选择一类文件。"))
    check_hs(wish.hs)
    check_hs(wish.excluded_hs)
    check_ics(wish.ics)
    check_words(wish.words)
    check_words(wish.excluded)
    check_contradictions(wish)


def check_hs(codes: Sequence[str]) -> None:
    """Refuse too many codes, and what is no code of the nomenclature."""
    if len(codes) > MOST_CODES:
        text = N_(
            "HS编码最多 %(most)d 个，现有 %(count)d 个；同一品目的编码可合写为4位品目。"
        )
        raise RefusedError(text, most=MOST_CODES, count=len(codes))
    for code in codes:
        if not CODE.fullmatch(code):
            raise RefusedError(
                N_("“%(code)s”不是HS编码，请填写2、4、6位数字，或8、10位商品编码。"),
                code=code[:LONGEST],
            )
        if code not in hs_codes():
            text = N_("HS编码 %(code)s 不在2022年版目录中，请核对。")
            raise RefusedError(text, code=code)


def check_ics(codes: Sequence[str]) -> None:
    """Refuse too many codes, and what is no code of the classification."""
    if len(codes) > MOST_CODES:
        text = N_("ICS号最多 %(most)d 个，现有 %(count)d 个。")
        raise RefusedError(text, most=MOST_CODES, count=len(codes))
    for code in codes:
        if not ICS.fullmatch(code) or code not in ics_codes():
            raise RefusedError(
                N_("“%(code)s”不是ICS号，请按 29、29.220 或 29.220.30 的写法填写。"),
                code=code[:LONGEST],
            )


def check_words(words: Sequence[str]) -> None:
    """Refuse too many words, and those too long or too short to mean anything."""
    if len(words) > MOST_WORDS:
        text = N_("关键词和排除词各最多 %(most)d 个，现有 %(count)d 个。")
        raise RefusedError(text, most=MOST_WORDS, count=len(words))
    for word in words:
        if len(word) > LONGEST:
            text = N_("“%(word)s……”太长，每个词最多 %(most)d 个字。")
            raise RefusedError(text, word=word[: SHORTEST * 10], most=LONGEST)
        term = word_term(word)
        if term is None:
            raise RefusedError(N_("“%(word)s”中没有可供查找的文字。"), word=word)
        if len(term.removeprefix(PREFIX).replace(" ", "")) < SHORTEST:
            text = N_("“%(word)s”太短，会带来大量无关内容，请至少写两个字。")
            raise RefusedError(text, word=word)


def check_contradictions(wish: Wish) -> None:
    """Refuse what is wanted and kept out at once: nothing could be both."""
    out = {word_term(word) for word in wish.excluded}
    for word in wish.words:
        if word_term(word) in out:
            text = N_("“%(word)s”既是关键词又是排除词，请删去一处。")
            raise RefusedError(text, word=word)
    for code in wish.hs:
        wider = next((one for one in wish.excluded_hs if code.startswith(one)), None)
        if wider is not None:
            text = N_("HS %(code)s 已选，又被排除的 HS %(out)s 包含，请删去一处。")
            raise RefusedError(text, code=code, out=wider)


def check_markets(wish: Wish, seats: Mapping[str, Sequence[str]]) -> None:
    """Refuse a market that is wanted and kept out, and markets of which none is left.

    A Member may be kept out of a group that was chosen as a whole.
    """
    both = next((one for one in wish.markets if one in wish.excluded_members), None)
    if both is not None:
        raise RefusedError(
            N_("%(market)s 既是所选市场又被排除，请删去一处。"), market=both
        )
    if wish.markets:
        out = set(wish.excluded_members)
        if not set(expand(wish.markets, seats)) - out:
            raise RefusedError(N_("所选市场都被排除了，请至少保留一个。"))


def check_offered(values: Iterable[str], offered: Iterable[str]) -> None:
    """Refuse what is not among the choices."""
    known = set(offered)
    strange = next((one for one in values if one not in known), None)
    if strange is not None:
        raise RefusedError(N_("“%(value)s”不在可选范围内。"), value=strange[:40])
