"""Lists of notices: a page at a time, newest first or soonest closing first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from models.facts import Facts, facts_at_hand
from models.facts.listing import newest_first, page_of, soonest_first
from models.facts.narrowing import can_tell, narrow
from models.notice import Notice
from models.notice_filter import NoticeFilter, conditions
from models.notice_lines import COLUMNS, Line, make_lines

PAGE = 50


class Order(StrEnum):
    """How a list is ordered."""

    NEWEST = "newest"
    CLOSING = "closing"
    """Open ones by their deadline; those without or past it after them."""


@dataclass(frozen=True)
class Cursor:
    """The last notice of a page; the next page begins after it."""

    day: date
    id: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}_{self.id}"


@dataclass(frozen=True)
class Page:
    """One page of a list; ``after`` begins the next, None if this is the last."""

    lines: tuple[Line, ...]
    after: Cursor | None


@dataclass(frozen=True)
class Asked:
    """Which page of which list is wanted, and how it is ordered and folded."""

    chosen: NoticeFilter
    today: date
    order: Order
    after: Cursor | None
    limit: int
    fold_twins: bool


def read_cursor(text: str) -> Cursor | None:
    """A cursor as an address carries it; None for anything else."""
    day, _, number = text.partition("_")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    try:
        return Cursor(date.fromisoformat(day), int(number))
    except ValueError:
        return None


def list_notices(
    session: Session,
    chosen: NoticeFilter,
    *,
    today: date,
    order: Order = Order.NEWEST,
    after: Cursor | None = None,
    limit: int = PAGE,
    fold_twins: bool = True,
) -> Page:
    """One page of the notices that are asked for, in six statements.

    With ``fold_twins``, of notices of nearly the same text only the first of the
    list stands there. Where the facts are at hand they say which notices these are,
    else the database; the answer is the same.
    """
    asked = Asked(chosen, today, order, after, limit, fold_twins)
    facts = facts_at_hand(session) if can_tell(chosen) else None
    if facts is None:
        return list_by_query(session, asked)
    return list_by_facts(session, facts, asked)


def list_by_query(session: Session, asked: Asked) -> Page:
    """The page as the database finds it."""
    dialect = session.get_bind().dialect.name
    chosen, order, today, after = asked.chosen, asked.order, asked.today, asked.after
    where = conditions(chosen, dialect)
    if asked.fold_twins:
        where.append(~earlier_twin(chosen, dialect, order, today))
    if after is not None:
        where.append(behind(Notice, order, today, literal(after.day), after.id))
    day = day_of(Notice, order, today)
    direction = day.desc() if order is Order.NEWEST else day.asc()
    query = select(*COLUMNS, day.label("day")).where(*where)
    query = query.order_by(direction, Notice.id.desc()).limit(asked.limit + 1)
    rows = session.execute(query).all()
    shown = rows[: asked.limit]
    last = Cursor(shown[-1].day, shown[-1].id) if len(rows) > asked.limit else None
    twins = count_twins(session, {row.twin_key for row in shown}, chosen)
    return Page(tuple(make_lines(session, shown, twins)), last)


def list_by_facts(session: Session, facts: Facts, asked: Asked) -> Page:
    """The page as the facts know it; only its own rows are read."""
    newest = asked.order is Order.NEWEST
    ordered = newest_first(facts) if newest else soonest_first(facts, asked.today)
    found = page_of(
        facts,
        ordered,
        narrow(session, facts, asked.chosen).every,
        after=(asked.after.day, asked.after.id) if asked.after else None,
        limit=asked.limit,
        fold_twins=asked.fold_twins,
    )
    ids = facts.ids[found.places].tolist()
    query = select(*COLUMNS).where(Notice.id.in_(ids))
    rows = {row.id: row for row in session.execute(query)}
    lines = make_lines(session, [rows[one] for one in ids if one in rows], found.twins)
    last = Cursor(ordered.day(found.places[-1]), ids[-1]) if found.more else None
    return Page(tuple(lines), last)


def day_of(notice: type[Notice], order: Order, today: date) -> ColumnElement[date]:
    """The day that a list is ordered by."""
    if order is Order.NEWEST:
        return notice.distributed.expression
    return case((notice.deadline >= today, notice.deadline), else_=literal(date.max))


def behind(
    notice: type[Notice], order: Order, today: date, day: Any, notice_id: Any
) -> ColumnElement[bool]:
    """Whether a notice stands after a place in the list."""
    own = day_of(notice, order, today)
    if order is Order.NEWEST:
        return tuple_(own, notice.id) < tuple_(day, notice_id)
    return or_(own > day, and_(own == day, notice.id < notice_id))


def earlier_twin(
    chosen: NoticeFilter, dialect: str, order: Order, today: date
) -> ColumnElement[bool]:
    """Whether the list holds a near-twin before this notice."""
    twin = aliased(Notice)
    place = day_of(twin, order, today)
    return exists().where(
        twin.twin_key == Notice.twin_key,
        twin.id != Notice.id,
        behind(Notice, order, today, place, twin.id),
        *conditions(chosen, dialect, twin),
    )


def count_twins(
    session: Session, keys: set[str | None], chosen: NoticeFilter
) -> dict[str, int]:
    """How many notices of the list share each key of near-twins."""
    where = conditions(chosen, session.get_bind().dialect.name)
    query = (
        select(Notice.twin_key, func.count())
        .where(Notice.twin_key.in_(keys - {None}), *where)
        .group_by(Notice.twin_key)
    )
    return {key: count for key, count in session.execute(query) if key is not None}
