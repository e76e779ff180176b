"""What changed lately in a list of notices: new, extended, adopted, in force, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.events import EventKind
from models.measure import Event
from models.notice import Notice
from models.notice_filter import NoticeFilter, conditions
from web.notices.rows import Row, make_rows

SPAN = timedelta(days=90)
MOST = 20
"""So many of each kind are shown; the rest are only counted."""
NEWS: Mapping[str, str] = {
    EventKind.CIRCULATED: "new",
    EventKind.REVISED: "new",
    EventKind.EXTENDED: "extended",
    EventKind.ADOPTED: "adopted",
    EventKind.PUBLISHED: "adopted",
    EventKind.FINAL_TEXT: "adopted",
    EventKind.IN_FORCE: "in_force",
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.VOID: "withdrawn",
}
"""The kinds of events that are news here, each with the news it is."""
ORDER = ("new", "extended", "adopted", "in_force", "withdrawn")


@dataclass(frozen=True)
class Change:
    """Something that happened to a measure, with the notice that tells it.

    ``day`` is the day of the notice; for what came into force the day it did so.
    """

    news: str
    day: date
    measure_id: int
    notice_id: int
    row: Row | None = field(default=None, compare=False)


@dataclass(frozen=True)
class News:
    """The changes of one kind: how many measures, and the latest of them."""

    kind: str
    count: int
    changes: Sequence[Change]


def read_changes(
    session: Session, chosen: NoticeFilter, language: str, today: date
) -> list[News]:
    """What changed in the last ninety days, each measure once for each kind of news."""
    found = list(latest(changes(session, chosen, today)))
    groups = [(kind, [one for one in found if one.news == kind]) for kind in ORDER]
    shown = [one for _kind, every in groups for one in every[:MOST]]
    dressed = {one: one for one in with_rows(session, shown, language, today)}
    return [
        News(kind, len(every), [dressed[one] for one in every[:MOST]])
        for kind, every in groups
        if every
    ]


def all_changes(
    session: Session, chosen: NoticeFilter, news: str, today: date
) -> list[Change]:
    """All changes of one kind, each measure once: those that its number counts."""
    found = latest(changes(session, chosen, today))
    return [one for one in found if one.news == news]


def with_rows(
    session: Session, some: Sequence[Change], language: str, today: date
) -> list[Change]:
    """The same changes with the rows of their notices."""
    rows = rows_by_id(session, {one.notice_id for one in some}, language, today)
    return [replace(one, row=rows[one.notice_id]) for one in some]


def changes(session: Session, chosen: NoticeFilter, today: date) -> Iterable[Change]:
    """Every event of the time, the newest first."""
    first = today - SPAN
    bound = Event.kind == EventKind.IN_FORCE
    lately = or_(
        and_(bound, Event.day.between(first, today)),
        and_(~bound, Notice.distributed.between(first, today)),
    )
    query = (
        select(Event.kind, Event.day, Event.measure_id, Notice.id, Notice.distributed)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Event.kind.in_(NEWS), lately)
        .where(*conditions(chosen, session.get_bind().dialect.name))
    )
    made = [change_of(row) for row in session.execute(query)]
    return sorted(made, key=lambda one: (one.day, one.notice_id), reverse=True)


def change_of(row: Any) -> Change:
    """One event as a change."""
    kind, day, measure_id, notice_id, distributed = row
    when = day if kind == EventKind.IN_FORCE else distributed
    return Change(NEWS[kind], when, measure_id, notice_id)


def latest(found: Iterable[Change]) -> Iterable[Change]:
    """The newest change of each kind to each measure."""
    seen = set()
    for one in found:
        key = (one.news, one.measure_id)
        if key not in seen:
            seen.add(key)
            yield one


def rows_by_id(
    session: Session, ids: Iterable[int], language: str, today: date
) -> dict[int, Row]:
    """Some notices as rows, by id."""
    notices = session.scalars(select(Notice).where(Notice.id.in_(ids))).all()
    return {one.id: one for one in make_rows(session, notices, language, today)}
