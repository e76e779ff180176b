"""Which notices have what a subscription asks for: its terms looked up one by one.

The other way round than `web.alerts.touching`, which tells the terms of an event; the
rules are the same, and a test holds the two together.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)

from models.audience_words import PREFIX
from models.notice import Notice
from models.search_index import matches_search
from models.sector import Match
from models.tag import Tag
from web.alerts.touching import ALONE, ALONE_PREFIX, CERTAIN, FOUND, LEAST_SCORE

SECTOR = "sector:"
LAST = chr(ord("9") + 1)
"""Comes behind every figure: the end of all codes that begin alike."""
LONG = 60_000
"""Beyond so many bytes PostgreSQL may no longer know where in a text a word stands."""


def named(terms: Sequence[str], dialect: str) -> CTE | None:
    """Every notice (notice_id) with each of these terms that it has; None if none can.

    Terms that hang on the event alone (any product, a measure) are left out.
    """
    sectors = [one for one in terms if one.startswith(SECTOR)]
    parts = [*(of_sectors(sectors) if sectors else ())]
    for term in terms:
        parts += of_term(term, dialect)
    return union_all(*parts).cte("named") if parts else None


def of_sectors(terms: Sequence[str]) -> Iterator[Select[int, str]]:
    """The notices that surely or likely touch some sectors."""
    ids = [term.removeprefix(SECTOR) for term in terms]
    term = literal(SECTOR) + Match.sector_id
    yield select(Match.notice_id, term.label("term")).where(
        Match.sector_id.in_(ids), Match.certainty.in_(CERTAIN)
    )


def of_term(term: str, dialect: str) -> Iterator[Select[int, str]]:
    """The notices with one code or word; nothing for terms of other kinds."""
    scheme, _, code = term.partition(":")
    if term.startswith(ALONE_PREFIX):
        heading = term.removeprefix(ALONE_PREFIX)
        yield tagged("hs", term, Tag.code == heading)
    elif scheme in {"hs", "ics"}:
        inside = and_(Tag.code >= code, Tag.code < code + LAST)
        least = max(len(code), ALONE)
        yield tagged(scheme, term, inside, func.length(Tag.code) >= least)
    elif term.startswith(PREFIX):
        words = term.removeprefix(PREFIX)
        query = select(Notice.id.label("notice_id"), literal(term).label("term"))
        yield query.where(holds(words, dialect))


def tagged(
    scheme: str, term: str, *conditions: ColumnElement[bool]
) -> Select[int, str]:
    """The notices with a code that counts."""
    counts = Tag.scheme == scheme, Tag.origin.in_(FOUND), Tag.score >= LEAST_SCORE
    query = select(Tag.notice_id, literal(term).label("term"))
    return query.where(*counts, *conditions).distinct()


def holds(words: str, dialect: str) -> ColumnElement[bool]:
    """That the tokens stand side by side in the text of the search."""
    found = matches_search(dialect, f'"{words}"')
    if found is None:
        return false()
    if dialect == "sqlite":
        return found
    place: Any = func.strpos
    inside = place(literal(" ") + Notice.search_text + " ", f" {words} ") > 0
    return or_(found, and_(func.octet_length(Notice.search_text) > LONG, inside))
