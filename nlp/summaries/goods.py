"""What the goods of a notice are called, in Chinese and English; pure.

The words of the notice come first, by our own Chinese word for them; then the names
of the codes; and where we know neither, the publisher's words in quotation marks.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from models.fold import fold
from models.kinds import NoticeKind
from models.reference import code_names, is_low_signal
from nlp.findings import Finding
from nlp.incidents import fault_in
from nlp.summaries.facts import Goods, Name

NAMES = Path(__file__).parent / "goods_names.csv"
OTHERS = "等产品"
HAN = re.compile(r"[\u4e00-\u9fff]")
PLURALS = re.compile(r"(?<=ss|ch|sh)es$|(?<=x)es$|(?<=o)es$|(?<![sui])s$")
UNSAID = re.compile(r"^(?:其他品目未列明的|其他未列明的|未列名的?|其他)|综合$")
ENDS = re.compile(r"[；;（(]")
CODED = re.compile(r"\(?(?:HS|ICS)\b[^();]*(?:\([^)]*\)[^();]*)?\)?")
FIELDS = ("title", "products")
MOST = 3
WEAK = 0.5
"""Words of a lower score name goods only where nothing else does."""
LONG, LONGEST, QUOTE = 10, 18, 60
LONG_EN = 40


def name_goods(
    found: Sequence[Finding],
    texts: dict[str, str],
    language: str,
    kind: str = NoticeKind.NOTIFICATION,
) -> Goods:
    """The goods by name; a few of them, what the title names first.

    What was found in the goods of an incident is not what they are.
    """
    fault = fault_in(texts.get("title") or "", kind)
    named = [one for one in found if one.field != "title" or one.start not in fault]
    told = sorted(filter(is_told, named), key=lambda one: one.field != "title")
    strong = without_chapters([one for one in told if one.score >= WEAK], language)
    names = without_parts(next(filter(None, tries(strong, told, found, language)), []))
    if names:
        return Goods(names[:MOST], more=len(names) > MOST)
    return Goods(quoted=quote(texts.get("products") or ""))


def tries(
    strong: Sequence[Finding],
    told: Sequence[Finding],
    found: Sequence[Finding],
    language: str,
) -> Iterator[list[Name]]:
    """Names of goods, the most telling ones first: each list may be empty.

    These are words for which we have our own, the names of stated codes, those of
    the codes of other words, and words that say little. Where we have no word for
    what is named first, the names of codes stand before words for the rest.
    """
    named = once(name_of(one, language) for one in strong)
    stated = once(name_of_code(*key) for key in codes_of(found))
    if named and is_exact(strong[0]) and not name_of(strong[0], language).zh:
        yield stated
        lead = own_or_code(strong[0], language)
        others = once(own_or_code(one, language) for one in strong if is_exact(one))
        yield others if lead.zh else []
    yield named
    yield stated
    yield once(name_of_code("hs", one.code) for one in strong if is_exact(one))
    yield once(name_of(one, language) for one in told)


def without_chapters(found: list[Finding], language: str) -> list[Finding]:
    """Goods of headings alone, where we have a word for one: 干木耳 beside 蔬菜."""
    exact = [one for one in found if len(one.code) > 2]
    return exact if any(name_of(one, language).zh for one in exact) else found


def is_exact(one: Finding) -> bool:
    """Whether words surely mean the goods of a heading."""
    return one.score >= 1 and len(one.code) > 2


def own_or_code(one: Finding, language: str) -> Name:
    """Our word for what was found, else the name of its code."""
    own = name_of(one, language)
    return own if own.zh else name_of_code("hs", one.code)


def once(names: Iterable[Name]) -> list[Name]:
    """The names that there are in Chinese, each once."""
    return list({one.zh: one for one in reversed([*names]) if one.zh}.values())[::-1]


def is_told(one: Finding) -> bool:
    """Whether the title or the row of products names goods with these words."""
    return (
        one.scheme == "hs"
        and one.origin == "found"
        and one.field in FIELDS
        and bool(one.words)
        and one.note != "doubtful"
    )


def name_of(one: Finding, language: str) -> Name:
    """What was found by its words; no Chinese name where we have no word for it."""
    words = " ".join(one.words.split())
    coded = name_of_code("hs", one.code)
    if HAN.search(words):
        return Name(words, coded.en)
    en = plain_words(words) if language == "en" else coded.en
    return Name(own_word(words, language), en)


def own_word(words: str, language: str) -> str:
    """Our Chinese word for goods as they are called; '' if we have none."""
    known = own_words()
    plain = singular(words)
    return known.get((language, plain)) or known.get(("en", plain)) or ""


@lru_cache(maxsize=1)
def own_words() -> dict[tuple[str, str], str]:
    """Our Chinese words by language and term, in one form for singular and plural."""
    with NAMES.open(encoding="utf-8", newline="") as lines:
        return {
            (row["language"], singular(row["term"])): row["zh"]
            for row in csv.DictReader(lines)
        }


@lru_cache(maxsize=8192)
def singular(words: str) -> str:
    """The words without accents and plurals; both sides are compared so."""
    plain = fold(words).replace("-", " ")
    parts = (re.sub(r"ies$", "y", part) for part in plain.split())
    return " ".join(PLURALS.sub("", part) for part in parts)


def codes_of(found: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """The codes that the Member stated: HS headings, else ICS codes that say much."""
    stated = [one for one in found if one.origin == "stated" and one.note != "doubtful"]
    hs = dict.fromkeys(one.code[:4] for one in stated if one.scheme == "hs")
    if len(hs) > MOST:
        hs = dict.fromkeys(shared(list(hs)))
    if hs:
        yield from (("hs", code) for code in hs)
        return
    for one in stated:
        if one.scheme == "ics" and not is_low_signal(one.code):
            yield "ics", one.code


def shared(codes: Sequence[str]) -> Iterator[str]:
    """Chapters in place of headings where these are many."""
    for code in codes:
        same = sum(other[:2] == code[:2] for other in codes)
        yield code[:2] if same > 1 else code


@lru_cache(maxsize=4096)
def name_of_code(scheme: str, code: str) -> Name:
    """The first words of the name of a code, without what it does not hold."""
    code = code[:4] if scheme == "hs" else code
    zh, en = code_names(scheme).get(code, ("", ""))
    return Name(shorten(zh), shorten_en(en))


def shorten_en(name: str) -> str:
    """The first of the goods in a long English name; it says that there are more."""
    first = ENDS.split(name)[0].strip()
    if len(first) <= LONG_EN or "," not in first:
        return first
    return f"{first.split(',')[0]} and similar goods"


def plain_words(words: str) -> str:
    """Words of a title in small letters where all of them began with capitals."""
    parts = words.split()
    shouted = len(parts) > 1 and all(re.match("[A-Z][a-z]+$", one) for one in parts)
    return words.lower() if shouted else words


def shorten(name: str) -> str:
    """A name short enough for a sentence; '' where it cannot be cut well.

    Where goods of other names were cut off, it says so.
    """
    first, *others = ENDS.split(UNSAID.sub("", name))
    cut = bool(others) and "；" in name
    name = first.replace(",", "，")
    if cut or len(name) > LONG:
        name = name.split("，")[0]
    if len(name) > LONGEST and not {"的", "用"}.intersection(name):
        name, cut = name.split("、")[0], True
    if not 1 < len(name) <= LONGEST:
        return ""
    return name + OTHERS if cut else name


def without_parts(names: Sequence[Name]) -> list[Name]:
    """The names, but for one that stands inside another that one: 电动车辆 for 车辆."""
    found = {}
    for one in names:
        whole = max((o for o in names if one.zh in o.zh), key=lambda o: len(o.zh))
        found[whole.zh] = whole
    return list(found.values())


def quote(words: str) -> str:
    """The publisher's words, cut where a word ends."""
    words = " ".join(CODED.sub(" ", words).split()).strip(" ;,.")
    if len(words) <= QUOTE:
        return words.rstrip(" .;,")
    return words[:QUOTE].rpartition(" ")[0].rstrip(" .;,(") + "…"
