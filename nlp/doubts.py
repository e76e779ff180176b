"""Which stated codes the text speaks against, and the words that do; pure.

Members copy codes from earlier notices and from lists. A code in doubt is kept, is
shown as doubtful, and weighs less.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from models.fold import fold
from models.kinds import INCIDENTS
from models.lemmas import lemma
from models.reference import code_names
from nlp.findings import Finding
from nlp.languages import LONGEST
from nlp.nomenclature import codes_under, own_words
from nlp.text import NoticeText
from nlp.words import read_lexicon

DOUBTFUL = "doubtful"
LEVELS = (2, 4, 6)
ALL_CHAPTERS = frozenset(f"{chapter:02}" for chapter in range(1, 98))
WORD = re.compile(r"[^\W\d_]{4,}")
LESS = re.compile(
    r"(?:other than|excluding|except|not|without|whether or not|n\.e\.c)\b[^,;]*"
)
COMMON = frozenset(
    re.findall(
        r"\w+",
        "other similar product article thereof heading kind part than with from that"
        " type based used whether containing including specification",
    )
)
"""Words of the nomenclature that name no goods."""


def with_doubts(found: Iterable[Finding], text: NoticeText) -> list[Finding]:
    """The findings, with a note on every code that the text contradicts."""
    findings = list(found)
    doubtful = {id(one) for one, _ in doubts(findings, text)}
    return [
        replace(one, note=DOUBTFUL) if id(one) in doubtful else one for one in findings
    ]


def doubts(findings: list[Finding], text: NoticeText) -> Iterator[tuple[Finding, str]]:
    """Each code in doubt, with the words of the text that speak against it.

    The products of an incident are a wide category and stand in doubt likewise.
    """
    codes = [one for one in findings if one.origin == "stated" or is_wide(one, text)]
    codes = [one for one in codes if one.scheme in ("hs", "ics")]
    if not codes:
        return
    named = [one for one in findings if is_named(one, text)]
    words = told_words(text.title[: text.headline], text.products[:LONGEST])
    chapters = {one.code[:2] for one in named}
    stated = {one.code[:2] for one in codes if one.scheme == "hs"}
    for one in codes:
        about = chapters if one.scheme == "hs" else chapters | stated
        against = against_chapter(one, named, about, words)
        against = against or against_line(one, named, words)
        if against:
            yield one, against


def is_wide(one: Finding, text: NoticeText) -> bool:
    """Whether a code comes from the wide category of an incident."""
    return one.field == "products" and text.kind in INCIDENTS


def is_named(one: Finding, text: NoticeText) -> bool:
    """Whether a finding names goods in the title or the products."""
    goods = one.scheme == "hs" and one.origin == "found"
    return goods and text.is_told(one.field, one.start) and not is_wide(one, text)


@lru_cache(maxsize=256)
def told_words(title: str, products: str) -> frozenset[str]:
    """The words in which the Member names the goods, without the codes' wording."""
    return lemmas(f"{title} {own_words(products)}")


def lemmas(words: str) -> frozenset[str]:
    """The words of a text in the singular."""
    return frozenset(lemma(word) for word in WORD.findall(fold(words))) - COMMON


def against_chapter(
    one: Finding, named: list[Finding], about: set[str], words: frozenset[str]
) -> str:
    """The sure goods of the title, where all goods named are of other chapters."""
    sure = [each for each in named if each.field == "title" and each.score >= 1]
    if not sure or about & own_chapters(one) or repeats(one, words):
        return ""
    parts = set[str]().union(*(goes_into(each.code) for each in sure))
    return "" if parts & own_chapters(one) else sure[0].words


def goes_into(code: str) -> frozenset[str]:
    """The chapters of the goods that some goods are a part of, if they are one."""
    found = (table for goods, table in ingredients().items() if code.startswith(goods))
    return frozenset[str]().union(*found)


@lru_cache(maxsize=1)
def ingredients() -> dict[str, frozenset[str]]:
    """Goods that are named where the goods they go into are meant as well."""
    rows = read_lexicon("ingredients.csv")
    return {row["goods"]: frozenset(row["chapters"].split("|")) for row in rows}


def own_chapters(one: Finding) -> frozenset[str]:
    """The chapters that a stated code can be about."""
    if one.scheme == "hs":
        return frozenset({one.code[:2]})
    return ics_chapters().get(one.code[:2], ALL_CHAPTERS)


@lru_cache(maxsize=1)
def ics_chapters() -> dict[str, frozenset[str]]:
    """The chapters that the standards of an ICS field are about."""
    rows = read_lexicon("ics_chapters.csv")
    return {row["ics"]: frozenset(row["chapters"].split("|")) for row in rows}


def repeats(one: Finding, words: frozenset[str]) -> bool:
    """Whether the text uses a word of the code's own wording."""
    return not wording(one.scheme, one.code).isdisjoint(words)


@lru_cache(maxsize=4096)
def wording(scheme: str, code: str) -> frozenset[str]:
    """The words of a code's own line, without what it leaves out."""
    return lemmas(LESS.sub(" ", code_names(scheme).get(code, ("", ""))[1].lower()))


def against_line(one: Finding, named: list[Finding], words: frozenset[str]) -> str:
    """The word that fits another line of the same heading and not this one."""
    if one.scheme != "hs" or len(one.code) != LEVELS[-1]:
        return ""
    own = telling(one.code)
    goods = [each for each in named if each.code[:4] == one.code[:4]]
    if not own or own & words or any(each.code == one.code for each in goods):
        return ""
    ruled_out = opposite(own, words)
    if ruled_out:
        return ruled_out
    called = [(each.words, lemmas(each.words)) for each in goods]
    others = [telling(code) - own for code in siblings(one.code)]
    return next((name for name, each in called for o in others if each & o), "")


def opposite(own: frozenset[str], words: frozenset[str]) -> str:
    """A word of the text that rules out a word of the line."""
    rows = (row for row in read_opposites() if row["wording"] in own)
    found = (row["against"] for row in rows)
    return next((word for word in found if lemmas(word) <= words), "")


@lru_cache(maxsize=1)
def read_opposites() -> list[dict[str, str]]:
    """Words of the nomenclature, and words that rule them out."""
    return read_lexicon("opposites.csv")


@lru_cache(maxsize=4096)
def telling(code: str) -> frozenset[str]:
    """The words that stand in this subheading and in none of its sisters."""
    others = (wording("hs", one) for one in siblings(code))
    return wording("hs", code).difference(*others)


@lru_cache(maxsize=1024)
def siblings(code: str) -> tuple[str, ...]:
    """The other subheadings of the same heading."""
    alike = codes_under("hs", code[:4])
    return tuple(one for one in alike if len(one) == LEVELS[-1] and one != code)
