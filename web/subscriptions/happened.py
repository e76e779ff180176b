"""The events of the last twelve months that a subscription would have been told of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Row,
    Select,
    and_,
    exists,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from models.audience import ANY, UNSEATED, Asked
from models.deadlines import HERE
from models.measure import Event, Measure
from models.notice import Notice, NoticeMember
from models.sector import Certainty, Match
from models.subscription import Subscription
from web.alerts.touching import BEGINNINGS, CERTAIN, FOLLOW_UPS, touches
from web.subscriptions.named import SECTOR, named

YEAR = timedelta(days=365)
MEASURE = "measure:"
TOUCHED = (SECTOR, *BEGINNINGS)
FEW = 12
"""Codes and sectors that are looked up one by one; of more, what happened is read."""
COLUMNS = (
    Event.id.label("event_id"),
    Event.kind,
    Event.baseline,
    Event.created_at,
    Notice.id.label("notice_id"),
    Notice.type,
    Notice.distributed,
)


@dataclass
class Told:
    """An alert that would have been made: of what, when, and by which terms."""

    event_id: int
    notice_id: int
    kind: str
    type: str
    day: date
    terms: set[str] = field(default_factory=set)


def would_tell(
    session: Session, one: Subscription, asked: Asked, today: date
) -> list[Told]:
    """What goods, markets, kinds and codes kept out let through, the newest first.

    What was there before the program first called is taken as told on the day it was
    distributed; what came later, on the day it came.
    """
    terms, window = list(asked.clauses[0]), conditions(one, asked, today)
    found: dict[int, Told] = {}
    for query in meeting(session, terms, window):
        for row in session.execute(query):
            told = found.setdefault(row.event_id, as_told(row))
            told.terms.add(row.term)
    for event_id in kept_out(session, list(asked.without), window):
        found.pop(event_id, None)
    return sorted(found.values(), key=lambda told: (told.day, told.event_id))[::-1]


def as_told(row: Row[Any]) -> Told:
    """The alert of an event, whose terms are still to come."""
    came = row.created_at.astimezone(HERE).date()
    day = row.distributed if row.baseline else came
    return Told(row.event_id, row.notice_id, row.kind, row.type, day)


def conditions(
    one: Subscription, asked: Asked, today: date
) -> list[ColumnElement[bool]]:
    """What events must be: of the last year, of these kinds, of these Members."""
    since = today - YEAR
    begin, end = (
        datetime.combine(day + timedelta(days=1), time(), HERE).astimezone(UTC)
        for day in (since, today)
    )
    day = Notice.distributed
    first = and_(Event.baseline, day > since, day <= today)
    live = and_(not_(Event.baseline), Event.created_at >= begin, Event.created_at < end)
    found = [or_(first, live), Notice.kind.in_(one.notice_kinds)]
    if one.kinds:
        found.append(Event.kind.in_(one.kinds))
    if UNSEATED not in asked.markets:
        found.append(seated(one, asked.markets))
    return found


def seated(one: Subscription, markets: Sequence[str]) -> ColumnElement[bool]:
    """Whether a notice has a Member that is wanted, and one that is not kept out."""
    seat = NoticeMember.notice_id == Notice.id
    out = one.excluded_members
    left = [NoticeMember.member_code.not_in(out)] if out else []
    there = exists().where(seat, *left)
    if ANY in markets:
        return there
    return and_(there, exists().where(seat, NoticeMember.member_code.in_(markets)))


def meeting(
    session: Session, terms: list[str], window: list[ColumnElement[bool]]
) -> Iterator[Select[Any]]:
    """Queries that together give each event with each term of these that it has."""
    own = select(*COLUMNS).join_from(Event, Notice, Notice.id == Event.notice_id)
    if ANY in terms:
        yield own.add_columns(literal(ANY).label("term")).where(*window)
    for term in terms:
        if term.startswith(MEASURE):
            number = int(term.removeprefix(MEASURE))
            follows = is_of(number)
            yield own.add_columns(literal(term).label("term")).where(follows, *window)
    coded = [term for term in terms if term.startswith(TOUCHED)]
    if len(coded) > FEW:
        yield touching(coded, window)
        terms = [term for term in terms if term not in set(coded)]
    naming = named(terms, session.get_bind().dialect.name)
    if naming is not None:
        yield directly(naming, window)
        yield by_family(naming, window)


def touching(terms: list[str], window: list[ColumnElement[bool]]) -> Select[Any]:
    """The events of the time with the terms they touch, as alerts find them.

    Where many codes are asked for, most of what happened has one: it is read once,
    rather than once for each code.
    """
    events = (
        select(Event.id.label("event_id"), Event.notice_id, Event.created_at)
        .join(Notice, Notice.id == Event.notice_id)
        .where(*window)
        .cte("happened")
    )
    touched = touches(events, terms)
    return (
        select(*COLUMNS, touched.c.term)
        .select_from(touched)
        .join(Event, Event.id == touched.c.event_id)
        .join(Notice, Notice.id == Event.notice_id)
        .where(touched.c.term.in_(terms))
    )


def is_of(measure_id: int) -> ColumnElement[bool]:
    """Whether an event is of a measure, or of the one that it was joined to."""
    joined = select(Measure.redirect_id).where(Measure.id == measure_id)
    return or_(
        Event.measure_id == measure_id, Event.measure_id == joined.scalar_subquery()
    )


def directly(naming: CTE, window: list[ColumnElement[bool]]) -> Select[Any]:
    """The events whose own notice has a term."""
    return (
        select(*COLUMNS, naming.c.term)
        .select_from(naming)
        .join(Notice, Notice.id == naming.c.notice_id)
        .join(Event, Event.notice_id == Notice.id)
        .where(*window)
    )


def by_family(naming: CTE, window: list[ColumnElement[bool]]) -> Select[Any]:
    """The events of follow-ups that name no goods, by what came before in the family.

    A sector that an officer refused for the follow-up itself stays refused.
    """
    early = aliased(Notice)
    has_goods = exists().where(
        Match.notice_id == Notice.id, Match.certainty.in_(CERTAIN)
    )
    refused = exists().where(
        Match.notice_id == Notice.id,
        literal(SECTOR) + Match.sector_id == naming.c.term,
        Match.certainty == Certainty.REFUSED,
    )
    return (
        select(*COLUMNS, naming.c.term)
        .select_from(naming)
        .join(early, early.id == naming.c.notice_id)
        .join(Notice, Notice.measure_id == early.measure_id)
        .join(Event, Event.notice_id == Notice.id)
        .where(
            early.id != Notice.id,
            early.distributed <= Notice.distributed,
            Notice.type.in_(FOLLOW_UPS),
            ~has_goods,
            ~refused,
            *window,
        )
    )


def kept_out(
    session: Session, without: list[str], window: list[ColumnElement[bool]]
) -> Iterator[int]:
    """The events that have a code that must not be there."""
    for query in meeting(session, without, window):
        for row in session.execute(query):
            yield row.event_id
