"""What an event touches, told in the terms that subscriptions are keyed by."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    exists,
    func,
    literal,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import aliased

from models.notice import Notice
from models.sector import Certainty, Match
from models.tag import Tag
from web.subscriptions.keys import ANY

CERTAIN = ("sure", "likely")
FOLLOW_UPS = ("addendum", "corrigendum", "supplement", "revision")
LENGTHS = {"hs": (2, 4, 6), "ics": (2, 6, 9)}
ALONE = 4
"""A heading told alone concerns each of its subheadings; a chapter alone, nobody."""
ALONE_PREFIX = "hs="
BEGINNINGS = ("hs:", "ics:", ALONE_PREFIX)
FOUND = ("stated", "found")
LEAST_SCORE = 0.5


def touches(events: CTE, terms: Sequence[str] | None = None) -> CTE:
    """Each event (event_id, notice_id) with the terms it touches, and who says so.

    Where only some terms matter, naming them spares the work of other lengths.
    """
    origin = origins(events)
    sectors = (
        select(
            origin.c.event_id,
            (literal("sector:") + Match.sector_id).label("term"),
            origin.c.from_id,
        )
        .join(Match, Match.notice_id == origin.c.from_id)
        .where(Match.certainty.in_(CERTAIN), ~refused(origin))
    )
    anything = select(origin.c.event_id, literal(ANY).label("term"), origin.c.from_id)
    parts = [sectors, anything, *codes(origin, terms)]
    return union_all(*parts).cte("touches")


def refused(origin: CTE) -> ColumnElement[bool]:
    """Whether an officer has said that the event's own notice is none of a sector's.

    A follow-up may have its sectors from its family; what was refused for it stands.
    """
    own = aliased(Match)
    return exists().where(
        own.notice_id == origin.c.notice_id,
        own.sector_id == Match.sector_id,
        own.certainty == Certainty.REFUSED,
    )


def codes(origin: CTE, terms: Sequence[str] | None) -> Iterator[Select[Any]]:
    """The codes of each event, cut to every length that a subscription may name."""
    asked = None if terms is None else {shape(term) for term in terms}
    for scheme, lengths in LENGTHS.items():
        for length in lengths:
            if asked is not None and (f"{scheme}:", length) not in asked:
                continue
            term = literal(f"{scheme}:") + func.substr(Tag.code, 1, length)
            least = max(length, ALONE)
            yield tagged(origin, scheme, term).where(func.length(Tag.code) >= least)
    if asked is None or (ALONE_PREFIX, ALONE) in asked:
        alone = tagged(origin, "hs", literal(ALONE_PREFIX) + Tag.code)
        yield alone.where(func.length(Tag.code) == ALONE)


def shape(term: str) -> tuple[str, int]:
    """Of which scheme a code is, and how long."""
    begins = next((one for one in BEGINNINGS if term.startswith(one)), "")
    return begins, len(term) - len(begins)


def tagged(origin: CTE, scheme: str, term: Any) -> Select[Any]:
    """Each event with a term made of the codes of one scheme."""
    return (
        select(origin.c.event_id, term.label("term"), origin.c.from_id)
        .join(Tag, Tag.notice_id == origin.c.from_id)
        .where(
            Tag.scheme.concat("") == scheme,  # by the notice, not by all of a scheme
            Tag.origin.in_(FOUND),
            Tag.score >= LEAST_SCORE,
        )
    )


def origins(events: CTE) -> CTE:
    """The notices that say what an event is about.

    The event's own; and for a follow-up that names no goods itself, those of its
    family that came before it.
    """
    own = select(
        events.c.event_id, events.c.notice_id, events.c.notice_id.label("from_id")
    )
    late, early = aliased(Notice), aliased(Notice)
    named = exists().where(Match.notice_id == late.id, Match.certainty.in_(CERTAIN))
    family = (
        select(events.c.event_id, events.c.notice_id, early.id.label("from_id"))
        .join(late, late.id == events.c.notice_id)
        .join(early, early.measure_id == late.measure_id)
        .where(
            early.id != late.id,
            early.distributed <= late.distributed,
            late.type.concat("").in_(FOLLOW_UPS),
            ~named,
        )
    )
    return union(own, family).cte("origins")
