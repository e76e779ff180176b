"""The wording of the HS and ICS codes, and where a text only repeats it."""

import re
from functools import lru_cache

from models.codes import ancestors
from nlp.words import REFERENCE, fold, read_rows

CODED = re.compile(
    r"\(?\b(HS|ICS)\s*(?:codes?(?:\(s\))?)?\s*[:：]?\s*(\d[\d.;, -]*)\)?", re.I
)
WORD = re.compile(r"[^\W\d_]{3,}")
REPEATS = 0.6


@lru_cache(maxsize=2)
def known_codes(scheme: str) -> frozenset[str]:
    """Every code of the HS or ICS edition that we hold."""
    return frozenset(titles(scheme))


@lru_cache(maxsize=2)
def titles(scheme: str) -> dict[str, str]:
    """The English wording of every code."""
    return {row["code"]: row["en"] for row in read_rows(REFERENCE / f"{scheme}.csv")}


@lru_cache(maxsize=4096)
def title_words(scheme: str, code: str) -> frozenset[str]:
    """The words of a code's wording and of what it lies under."""
    held = titles(scheme)
    lines = [held.get(each, "") for each in ancestors(code)]
    lines += [held[each] for each in held if each.startswith(code) and each != code]
    return frozenset(WORD.findall(fold(" ".join(lines))))


def repeated_titles(products: str) -> list[tuple[int, int]]:
    """The places where a products field repeats the wording of a code it states.

    "Tiles; Ceramic flags and paving (HS code(s): 6907)" holds one: the words after
    the semicolon.
    """
    places, done = [], 0
    for match in CODED.finditer(products):
        codes = re.findall(r"[\d.]*\d", match[2])
        start = repeated_from(products[done : match.start()], match[1].lower(), codes)
        if start is not None:
            places.append((done + start, match.start()))
        done = match.end()
    return places


def repeated_from(words: str, scheme: str, codes: list[str]) -> int | None:
    """Where in the words before a code its wording begins; None if nowhere."""
    known = frozenset[str]().union(*(title_words(scheme, code) for code in codes))
    starts = [0, *(match.end() for match in re.finditer(r"[;:\n]", words))]
    for start in starts:
        told = WORD.findall(fold(words[start:]))
        if told and sum(word in known for word in told) >= REPEATS * len(told):
            return start
    return None


def own_words(products: str) -> str:
    """The products field with code titles and codes blanked out, at equal length."""
    blanked = list(products)
    places = repeated_titles(products)
    places += [match.span() for match in CODED.finditer(products)]
    for start, end in places:
        blanked[start:end] = " " * (end - start)
    return "".join(blanked)
