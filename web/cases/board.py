"""The board: every case under way as a card, by state or by the week it is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.case import Case, CaseFlag, CaseItem
from models.case_plan import CasePlan
from models.notice import Notice
from models.user import User
from web.cases.due import around, due_of, is_estimated
from web.cases.flow import ENDED
from web.notices.rows import Row, make_rows
from web.review.remarks import open_remarks

COLUMNS = (
    ("candidate",),
    ("soliciting",),
    ("drafting", "returned"),
    ("reviewing",),
    ("approved", "submitted"),
    ("sent", "replied", "escalated"),
)
"""The columns of the board, in the order of the work."""
PAGE = 30
WEEK = timedelta(days=7)
WEEKS = 6
"""Weeks that have a column of their own."""
MOST = 60
"""So many cards of a column are shown; the lists by state hold the others."""


@dataclass(frozen=True)
class Card:
    """One case as the board shows it; ``row`` is its notice as it is shown elsewhere.

    ``due`` is the day of the next step, ``left`` the days until then.
    """

    case: Case
    row: Row
    owner: str | None
    due: date | None
    left: int | None
    is_estimated: bool
    plan: CasePlan | None
    remarks: int
    items: int
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """Some cards under a head: states, or the Monday of a week (None: no day)."""

    states: tuple[str, ...]
    week: date | None
    cards: list[Card]

    @property
    def shown(self) -> list[Card]:
        """The soonest due."""
        return self.cards[:MOST]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.cards) - len(self.shown)


def open_cases(session: Session, owner_id: int | None = None) -> list[Case]:
    """The cases under way, all or those of one officer."""
    query = select(Case).where(Case.state.not_in(ENDED))
    if owner_id is not None:
        query = query.where(Case.owner_id == owner_id)
    return list(session.scalars(with_notices(query).order_by(Case.id)))


def cases_in_state(session: Session, state: str) -> list[Case]:
    """All cases of a state."""
    query = select(Case).where(Case.state == state)
    return list(session.scalars(with_notices(query).order_by(Case.id)))


def with_notices(query: Select[Case]) -> Select[Case]:
    """A question for cases that brings their notices along."""
    return query.options(
        joinedload(Case.notice).selectinload(Notice.members), selectinload(Case.flags)
    )


def cards_of(
    session: Session, cases: Sequence[Case], language: str, today: date
) -> list[Card]:
    """The cards of some cases, the soonest due first, those without a day last."""
    ids = [case.id for case in cases]
    rows = make_rows(session, [case.notice for case in cases], language, today)
    known, names = around(session, cases), owners(session, cases)
    remarks, items = open_remarks(session, ids), count_items(session, ids)
    made = [
        Card(
            case=case,
            row=row,
            owner=names.get(case.owner_id) if case.owner_id else None,
            due=(due := due_of(case, known)),
            left=(due - today).days if due else None,
            is_estimated=is_estimated(case, known),
            plan=known.plans.get(case.id),
            remarks=remarks.get(case.id, 0),
            items=items.get(case.id, 0),
            flags=tuple(standing_flags(case.flags)),
        )
        for case, row in zip(cases, rows, strict=True)
    ]
    return sorted(made, key=lambda one: (one.due is None, one.due, one.case.id))


def standing_flags(flags: Iterable[CaseFlag]) -> list[str]:
    """The flags that have not ended, each once, in the order they were set."""
    return list(dict.fromkeys(one.flag for one in flags if one.ended_at is None))


def owners(session: Session, cases: Sequence[Case]) -> dict[int, str]:
    """The names of the officers, by id."""
    ids = {case.owner_id for case in cases if case.owner_id}
    query = select(User.id, User.name).where(User.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query)}


def count_items(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """How many arguments each case has; none is left out."""
    query = (
        select(CaseItem.case_id, func.count())
        .where(CaseItem.case_id.in_(ids), CaseItem.removed_at.is_(None))
        .group_by(CaseItem.case_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def by_state(cards: Sequence[Card]) -> list[Column]:
    """The cards in the columns of the work."""
    return [
        Column(states, None, [one for one in cards if one.case.state in states])
        for states in COLUMNS
    ]


def by_week(cards: Sequence[Card], today: date) -> list[Column]:
    """The cards by the week of their day: overdue, this week, the next ones, no day.

    The column of what is overdue bears the Monday of last week; what is due later than
    six weeks from now is in the last week's column.
    """
    this = monday(today)
    weeks: dict[date | None, list[Card]] = {}
    for card in cards:
        weeks.setdefault(week_of(card.due, today, this), []).append(card)
    found = sorted(weeks, key=lambda week: (week is None, week))
    return [Column((), week, weeks[week]) for week in found]


def week_of(due: date | None, today: date, this: date) -> date | None:
    """The Monday of the column that a day belongs to."""
    if due is None:
        return None
    if due < today:
        return this - WEEK
    return min(monday(due), this + WEEKS * WEEK)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def count_states(session: Session) -> dict[str, int]:
    """How many cases stand in each state."""
    query = select(Case.state, func.count()).group_by(Case.state)
    return {row[0]: row[1] for row in session.execute(query)}


def cases_in(session: Session, state: str, page: int) -> list[Case]:
    """One page of the cases of a state, the last changed first."""
    query = select(Case).where(Case.state == state)
    ordered = with_notices(query).order_by(Case.updated_at.desc(), Case.id.desc())
    return list(session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)))
