"""The inbox: each measure once, with what the firm does with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from models.alert import Alert
from models.handling import SETTLED, Handling, HandlingState
from models.measure import Measure
from models.user import User
from web.alerts.items import ORDER, Item, item
from web.inbox.circle import Circle, circle_of, present_id, their_alerts
from web.paging import cut

PAGE = 30
NEWS = "news"
"""The filter for measures that were settled before something happened."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for in an inbox; empty for everything."""

    state: str = ""
    colleague: int | None = None
    level: str = ""
    overdue: bool = False
    unread: bool = False
    message: int | None = None

    @property
    def arguments(self) -> dict[str, str | int]:
        """The same as an address carries it."""
        asked = {
            "state": self.state,
            "colleague": self.colleague,
            "level": self.level,
            "overdue": int(self.overdue),
            "unread": int(self.unread),
            "message": self.message,
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Line:
    """A measure in an inbox."""

    measure_id: int
    item: Item
    handling: Handling | None
    colleague: str
    news: bool
    overdue: bool
    unread: bool

    @property
    def state(self) -> str:
        """How far the firm has come with it."""
        return self.handling.state if self.handling else HandlingState.WAITING


@dataclass(frozen=True)
class Inbox:
    """One page of an inbox, and how many measures it has in each state."""

    lines: Sequence[Line]
    found: int
    page: int
    pages: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All measures of the inbox."""
        return sum(self.counts.get(one, 0) for one in HandlingState)


def inbox(
    session: Session,
    user: User,
    wanted: Wanted,
    *,
    today: date,
    language: str,
    page: int = 1,
) -> Inbox:
    """A page of what a person's firm was alerted to: news of settled measures first."""
    circle = circle_of(user)
    alerts, held = alerted(circle), kept(circle)
    query = narrowed(joined(alerts, held), alerts, wanted, today)
    found = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    here = cut(found, PAGE, page)
    first = case((is_news(alerts), 0), else_=1)
    query = query.order_by(first, alerts.c.last_id.desc())
    rows = session.execute(here.of(query)).all()
    lines = written(session, circle, rows, today, language)
    counts = counted(session, alerts, held, today)
    return Inbox(lines, found, here.page, here.pages, counts)


def alerted(circle: Circle) -> Subquery:
    """Each measure that the circle was alerted to, with its last alert and event."""
    mine = and_(Alert.user_id == circle.me, Alert.read_at.is_(None))
    grave = case({name: place for place, name in enumerate(ORDER)}, value=Alert.level)
    return (
        select(
            Alert.measure_id,
            func.max(Alert.id).label("last_id"),
            func.max(Alert.event_id).label("last_event"),
            func.min(grave).label("gravest"),
            func.max(case((mine, 1), else_=0)).label("unread"),
        )
        .where(Alert.user_id.in_(circle.people))
        .group_by(Alert.measure_id)
        .subquery("alerted")
    )


def kept(circle: Circle) -> Subquery:
    """The row that stands for each measure: of joined ones, the last that was begun."""
    measure = present_id()
    return (
        select(measure.label("measure_id"), func.max(Handling.id).label("id"))
        .join(Measure, Measure.id == Handling.measure_id)
        .where(circle.owns)
        .group_by(measure)
        .subquery("kept")
    )


def joined(alerts: Subquery, held: Subquery) -> Select[Any]:
    """Each measure with what is done about it."""
    return (
        select(alerts.c.measure_id, alerts.c.unread, Handling, is_news(alerts))
        .outerjoin(held, held.c.measure_id == alerts.c.measure_id)
        .outerjoin(Handling, Handling.id == held.c.id)
    )


def is_news(alerts: Subquery) -> ColumnElement[bool]:
    """Whether something happened after the measure was settled."""
    settled = Handling.state.in_(SETTLED)
    return func.coalesce(
        and_(settled, alerts.c.last_event > Handling.known_event), False
    )


def is_overdue(today: date) -> ColumnElement[bool]:
    """Whether its day has gone by and it is not settled."""
    return and_(Handling.due < today, Handling.state.not_in(SETTLED))


def narrowed(
    query: Select[Any], alerts: Subquery, wanted: Wanted, today: date
) -> Select[Any]:
    """Only what is looked for."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.state == NEWS:
        conditions.append(is_news(alerts))
    elif wanted.state:
        conditions.append(state() == wanted.state)
    if wanted.colleague is not None:
        conditions.append(Handling.colleague_id == wanted.colleague)
    if wanted.level in ORDER:
        conditions.append(alerts.c.gravest == ORDER.index(wanted.level))
    if wanted.overdue:
        conditions.append(is_overdue(today))
    if wanted.unread:
        conditions.append(alerts.c.unread == 1)
    if wanted.message is not None:
        told = select(Alert.measure_id).where(Alert.message_id == wanted.message)
        conditions.append(alerts.c.measure_id.in_(told))
    return query.where(*conditions)


def state() -> ColumnElement[str]:
    """The state of a measure; without a row it waits."""
    return func.coalesce(Handling.state, HandlingState.WAITING.value)


def counted(
    session: Session, alerts: Subquery, held: Subquery, today: date
) -> dict[str, int]:
    """How many measures are in each state, have news, are overdue or unread."""
    whole = joined(alerts, held).with_only_columns(
        *(
            func.sum(case((condition, 1), else_=0)).label(name)
            for name, condition in {
                **{one.value: state() == one.value for one in HandlingState},
                NEWS: is_news(alerts),
                "overdue": is_overdue(today),
                "unread": alerts.c.unread == 1,
            }.items()
        )
    )
    row = session.execute(whole).one()
    return {name: count or 0 for name, count in row._mapping.items()}


def written(
    session: Session, circle: Circle, rows: Sequence[Any], today: date, language: str
) -> list[Line]:
    """The lines of a page."""
    alerts = their_alerts(session, circle, [row[0] for row in rows])
    names = {one.id: one.name for one in session.scalars(colleagues(rows))}
    return [
        Line(
            measure_id=measure_id,
            item=item(alerts[measure_id], today, language),
            handling=held,
            colleague=names.get(held.colleague_id or 0, "") if held else "",
            news=bool(news),
            overdue=is_late(held, today),
            unread=bool(unread),
        )
        for measure_id, unread, held, news in rows
    ]


def colleagues(rows: Sequence[Any]) -> Select[User]:
    """Whoever the measures of some rows were given to."""
    held = (row[2] for row in rows)
    ids = {one.colleague_id for one in held if one is not None and one.colleague_id}
    return select(User).where(User.id.in_(ids))


def is_late(held: Handling | None, today: date) -> bool:
    """Whether the day of a measure has gone by and it is not settled."""
    due = held.due if held and held.state not in SETTLED else None
    return due is not None and due < today


def count_unread(session: Session, user_id: int) -> int:
    """How many measures a person has unread alerts of."""
    query = select(func.count(Alert.measure_id.distinct())).where(
        Alert.user_id == user_id, Alert.read_at.is_(None)
    )
    return session.scalar(query) or 0


def mark_read(
    session: Session, user: User, now: datetime, measures: Sequence[int] | None = None
) -> None:
    """Mark a person's alerts of some measures, or all of them, as read."""
    statement = update(Alert).where(Alert.user_id == user.id, Alert.read_at.is_(None))
    if measures is not None:
        statement = statement.where(Alert.measure_id.in_(measures))
    session.execute(statement.values(read_at=now))
