"""The list of national measures without a notification, each with its evidence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.counterpart import Counterpart, CounterpartState
from models.notice import Notice
from web.notices.rows import Row, make_rows
from web.radar.doubts import (
    Doubt,
    Knowledge,
    doubts_about,
    doubts_about_all,
    read_knowledge,
)

PAGE = 20
FARTHEST = 0.15
"""A notification less like the measure than this says nothing."""


class Standing(StrEnum):
    """How the search for a notification stands, as far as it may be said."""

    ABSENT = "absent"
    UNCERTAIN = "uncertain"
    """Not found, but what we hold does not suffice to say so."""
    SOUGHT = "sought"
    FOUND = "found"
    ASKED = "asked"
    DISMISSED = "dismissed"


@dataclass
class Entry:
    """A national measure, how the search stands, and what was looked at."""

    row: Row
    counterpart: Counterpart
    standing: Standing
    doubts: list[Doubt]
    near: list[dict[str, Any]]
    days: int
    """Days since its publication."""


@dataclass
class Radar:
    """One page of entries, and how many there are of each standing."""

    entries: list[Entry]
    counts: dict[Standing, int] = field(default_factory=dict)
    pages: int = 1
    doubts: list[Doubt] = field(default_factory=list)
    """What forbids to say of any measure that it was not notified."""


def read_radar(
    session: Session, standing: Standing, page: int, language: str, when: "When"
) -> Radar:
    """A page of the measures of one standing, the oldest question first."""
    known = read_knowledge(session, when.now)
    found = [(one, standing_of(one, known)) for one in read_counterparts(session)]
    counts = Counter(told for _, told in found)
    chosen = [one for one, told in found if told == standing]
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    return Radar(
        entries=make_entries(session, shown, language, when, known),
        counts={one: counts[one] for one in Standing},
        pages=max(1, -(-len(chosen) // PAGE)),
        doubts=doubts_about_all(known),
    )


@dataclass(frozen=True)
class When:
    """The instant and the day of a question."""

    now: datetime
    today: date


def read_counterparts(session: Session) -> Sequence[Counterpart]:
    """All that was looked for, the longest known first."""
    query = (
        select(Counterpart)
        .options(joinedload(Counterpart.notice).selectinload(Notice.members))
        .order_by(Counterpart.due, Counterpart.id)
    )
    return session.scalars(query).all()


def member_of(notice: Notice) -> str:
    """The Member whose measure it is."""
    return notice.members[0].member_code if notice.members else ""


def standing_of(one: Counterpart, known: Knowledge) -> Standing:
    """How the search stands; absence is only said where nothing forbids it."""
    if one.state != CounterpartState.ABSENT:
        return Standing(one.state)
    return Standing.ABSENT if is_certain(one, known) else Standing.UNCERTAIN


def is_certain(one: Counterpart, known: Knowledge) -> bool:
    """Whether nothing that we know forbids to say that there is no notification."""
    own = doubts_about(one.notice, member_of(one.notice), known)
    return not own and not doubts_about_all(known)


def make_entries(
    session: Session,
    found: Sequence[Counterpart],
    language: str,
    when: When,
    known: Knowledge,
) -> list[Entry]:
    """The entries of a page with their rows and what was looked at."""
    rows = make_rows(session, [one.notice for one in found], language, when.today)
    return [
        Entry(
            row=row,
            counterpart=one,
            standing=standing_of(one, known),
            doubts=doubts_about(one.notice, member_of(one.notice), known),
            near=[told for told in one.evidence if told["score"] >= FARTHEST],
            days=(when.today - one.notice.distributed).days,
        )
        for row, one in zip(rows, found, strict=True)
    ]


def find_counterpart(session: Session, counterpart_id: int) -> Counterpart | None:
    """One search with its measure."""
    query = (
        select(Counterpart)
        .where(Counterpart.id == counterpart_id)
        .options(selectinload(Counterpart.notice).selectinload(Notice.members))
    )
    return session.scalar(query)


def counterpart_of(session: Session, notice_id: int) -> Counterpart | None:
    """What is known of the notification of a measure."""
    query = select(Counterpart).where(Counterpart.notice_id == notice_id)
    return session.scalar(query.options(joinedload(Counterpart.found)))


def notified(
    session: Session, notice_id: int, now: datetime
) -> tuple[Standing, Counterpart] | None:
    """How the search for the notification of a measure stands; None: not looked for."""
    one = counterpart_of(session, notice_id)
    if one is None:
        return None
    return standing_of(one, read_knowledge(session, now)), one


def has_any(session: Session) -> bool:
    """Whether anything was looked for."""
    return session.scalar(select(Counterpart.id).limit(1)) is not None
