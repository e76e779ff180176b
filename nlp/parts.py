"""Goods named as a part, a content or a use of the goods that stand before them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from models.fold import fold_in_place
from nlp.definitions import Word
from nlp.finding_words import grouped
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

NEAR = 40
BREAK = re.compile(r"[.;:,()\[\]—–]")
"""What ends a phrase: goods on the other side of it stand for themselves."""
Place = tuple[str, int]


def parts(
    findings: Iterable[Finding], words: Iterable[Word], text: NoticeText
) -> dict[Place, str]:
    """The places of goods that are a part or a use of others, and which of the two.

    "Cars with electric motors" is about cars, and "boxes for mushrooms" about boxes;
    without other goods before it, "requirements for mushrooms" is about mushrooms.
    """
    named = [
        (one.field, one.start, one.end)
        for one in findings
        if one.scheme == "hs" and one.origin == "found"
    ]
    named += [
        (one.field, one.start, one.start + len(one.words))
        for one in words
        if one.sector
    ]
    told = [each for each in named if text.is_told(each[0], each[1])]
    first: dict[str, int] = {}
    for field, _, end in told:
        first[field] = min(end, first.get(field, end))
    later = {(field, start) for field, start, _ in told if start >= first[field]}
    plain = {field: fold_in_place(getattr(text, field)) for field, _ in later}
    found = ((each, link(plain[each[0]], each[1])) for each in later)
    return {each: kind for each, kind in found if kind}


def link(plain: str, start: int) -> str:
    """How the words before this place tie what follows to the goods before it."""
    before = BREAK.split(plain[max(0, start - NEAR) : start])[-1].split()
    for words in range(min(len(before), 3) + 1):
        told = " ".join(before[: len(before) - words])
        for kind, terms in ties().items():
            if told in terms or told.endswith(after_blank(terms)):
                return kind
    return ""


@lru_cache(maxsize=8)
def after_blank(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The same as the last of several words."""
    return tuple(f" {term}" for term in terms)


@lru_cache(maxsize=1)
def ties() -> dict[str, tuple[str, ...]]:
    """The words that announce a part, and those that announce a use."""
    return grouped(read_lexicon("ties.csv"), "kind")
