"""Measures for goods of any kind: labels, packaging, papers, marks, procedures.

A measure is horizontal where its title or its products say so in words, and neither
its title nor its codes name goods of one kind.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from models.fold import fold_in_place
from nlp.finding_words import likely
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import CJK, read_lexicon

HORIZONTAL = "horizontal"
ALL, PACKAGING = "all", "packaging"
NARROW = "narrow"
FEW = 20
"""So many stated headings are still a list of goods; more are goods of any kind."""


def with_scope(found: Iterable[Finding], text: NoticeText) -> list[Finding]:
    """The findings, with a tag where the measure is for goods of any kind."""
    findings = list(found)
    return [*findings, *scopes(findings, text)]


def scopes(findings: list[Finding], text: NoticeText) -> Iterator[Finding]:
    """The words that make a measure horizontal; at most one finding."""
    special = names_goods(findings, text)
    for field in ("title", "products"):
        words = getattr(text, field)
        for start, end, kind in places(words):
            if text.is_told(field, start) and (kind == PACKAGING or not special):
                told = words[start:end]
                yield Finding(
                    "scope", HORIZONTAL, 1.0, "found", field, start, end, told
                )
                return


def names_goods(findings: list[Finding], text: NoticeText) -> bool:
    """Whether the title or the codes name goods of one kind."""
    hs = [one for one in findings if one.scheme == "hs"]
    stated = {one.code[:4] for one in hs if one.origin == "stated"}
    titled = [
        one
        for one in hs
        if one.origin == "found"
        and one.field == "title"
        and one.score >= 1
        and text.is_told(one.field, one.start)
    ]
    return bool(titled) or 0 < len(stated) <= FEW


def places(words: str) -> Iterator[tuple[int, int, str]]:
    """Each telling wording that nothing behind it narrows, with its kind."""
    folded = fold_in_place(words)
    if not any(term in folded for term in likely(folded, wordings())):
        return  # a plain search for each costs a tenth of the pattern of all
    for match in telling().finditer(folded):
        rest = folded[match.end() :].lstrip()
        kind = kinds()[match.group()]
        if kind != ALL or not narrowing().match(rest):
            yield match.start(), match.end(), kind


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """Each wording as it is compared, with its kind."""
    rows = read_lexicon("scopes.csv")
    return {
        fold_in_place(row["term"]): row["kind"] for row in rows if row["kind"] != NARROW
    }


@lru_cache(maxsize=1)
def wordings() -> tuple[str, ...]:
    """Each wording as it is compared."""
    return tuple(kinds())


@lru_cache(maxsize=1)
def telling() -> re.Pattern[str]:
    """All wordings in one pattern, the longest first; Latin ones as whole words."""
    terms = sorted(kinds(), key=lambda term: -len(term))
    return re.compile("|".join(bounded(term) for term in terms))


@lru_cache(maxsize=1)
def narrowing() -> re.Pattern[str]:
    """The words after which the goods are named."""
    rows = read_lexicon("scopes.csv")
    terms = [fold_in_place(row["term"]) for row in rows if row["kind"] == NARROW]
    return re.compile("|".join(bounded(term) for term in terms))


def bounded(term: str) -> str:
    """The pattern of a wording: whole words, save in Chinese and after an elision."""
    if re.search(f"[{CJK}]", term):
        return re.escape(term)
    end = "" if term.endswith("'") else r"\b"
    return rf"\b{re.escape(term)}{end}"
