"""Whose goods a measure is aimed at: China's, another Member's, or all; pure."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from models.fold import fold_in_place
from models.kinds import INCIDENTS
from models.reference import member_by_name
from nlp.domains import domain_of
from nlp.finding_words import grouped
from nlp.findings import Finding
from nlp.incidents import CHINA, ON_THE_WAY, origins
from nlp.text import NoticeText
from nlp.words import read_lexicon

ALL = "all"
UNTOLD = 0.5
"""The score where nothing says that all are meant, and nobody is named."""
BORDER = frozenset({"animal-health-import", "plant-health-import", "prohibition"})
NEAR = 24


def aims(found: list[Finding], text: NoticeText) -> Iterator[Finding]:
    """One tag for each Member whose goods are meant, or one for all.

    The regions that an SPS form names lead; then the origin of an incident; then a
    Member named as an origin, or in the title of a measure at the border.
    """
    own = {member_by_name(name) or name for name in text.members}
    named = regions_of(found, own) or origins(
        found, text.kind, text.title, text.members
    )
    if not named and text.kind not in INCIDENTS:
        named = list(named_origins(found, text, own))
    seen = set()
    for one in named:
        if one.code not in seen:
            seen.add(one.code)
            score = 1.0 if one.origin == "stated" else 0.9
            yield replace(one, scheme="aim", score=score, note="")
    told = text.title or text.products or text.description
    if told and not seen and text.kind not in INCIDENTS:
        yield all_members(text)


def all_members(text: NoticeText) -> Finding:
    """That the goods of all Members are meant, and whether the form says so."""
    if text.all_partners:
        return Finding("aim", ALL, 1.0, "stated", "all_partners")
    return Finding("aim", ALL, UNTOLD, "found", "")


def regions_of(found: list[Finding], own: set[str]) -> list[Finding]:
    """The Members that the row of affected regions names; its own are none."""
    return [
        one
        for one in found
        if one.scheme == "market" and one.field == "regions" and one.code not in own
    ]


def named_origins(
    found: list[Finding], text: NoticeText, own: set[str]
) -> Iterator[Finding]:
    """Members named as the origin of goods, in a measure that may be about it."""
    kinds = {one.code for one in found if one.scheme == "measure"}
    border = domain_of(text) == "SPS" and bool(kinds & BORDER)
    plain: dict[str, str] = {}
    for one in found:
        if one.scheme != "market" or one.code in own or not one.end:
            continue
        words = getattr(text, one.field, "")
        told = text.is_told(one.field, one.start)
        if not told and not (border or one.code == CHINA):
            continue
        if ON_THE_WAY.search(words[: one.start]):
            continue
        folded = plain.setdefault(one.field, fold_in_place(words))
        if is_origin(folded, one.start, one.end) or (told and border):
            yield one


def is_origin(plain: str, start: int, end: int) -> bool:
    """Whether the words about a Member's name make it the origin of goods."""
    before = plain[max(0, start - NEAR) : start].rstrip(" “\"'(").removesuffix(" the")
    after = plain[end : end + NEAR].lstrip()
    terms = cues()
    return before.rstrip().endswith(terms["before"]) or after.startswith(terms["after"])


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[str, ...]]:
    """What stands before, and what after, the name of an origin."""
    return grouped(read_lexicon("origin_cues.csv"), "place")
