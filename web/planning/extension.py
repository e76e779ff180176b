"""Asking a Member for more time: whether to, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.case import Case, Flag
from models.deadlines import USUAL_PERIOD, Basis
from web.planning.bar import first_day
from web.planning.service import RUNNING, plan_of

MORE = timedelta(days=30)
"""Asked for beyond a window that was of sixty days already."""
WORK = {
    "candidate": 20,
    "soliciting": 18,
    "drafting": 12,
    "returned": 6,
    "reviewing": 4,
    "approved": 1,
    "submitted": 0,
}
"""Days of work that a case in a state still needs before it can be handed over."""
FLAGS = (
    Flag.EXTENSION_REQUESTED,
    Flag.EXTENSION_GRANTED,
    Flag.EXTENSION_REFUSED,
)


@dataclass(frozen=True)
class Span:
    """The time for comments as it stands, with what addenda and revisions moved.

    ``closes`` is None where nobody knows the last day; ``is_estimated`` where nobody
    stated it.
    """

    circulated: date
    closes: date | None
    is_estimated: bool = False

    @property
    def window(self) -> int | None:
        """How many days it has."""
        return (self.closes - self.circulated).days if self.closes else None

    @property
    def is_short(self) -> bool:
        """Whether it is under the sixty days that the Committees recommend."""
        return self.window is not None and self.window < USUAL_PERIOD.days

    @property
    def asked_until(self) -> date | None:
        """Until when more time is asked for: sixty days in all, else thirty more."""
        if self.closes is None:
            return None
        usual = self.circulated + USUAL_PERIOD
        return usual if usual > self.closes else self.closes + MORE


def span_of(session: Session, case: Case) -> Span:
    """The time for comments of a case: by its plan, else as its notice states it."""
    plan = plan_of(session, case)
    if plan is None:
        return Span(case.notice.distributed, case.notice.comments_close)
    begins = first_day(plan) or case.notice.distributed
    return Span(begins, plan.external, plan.basis == Basis.ESTIMATED)


def closing_day(session: Session, case: Case) -> date | None:
    """The last day for comments as it stands, stated or estimated."""
    plan = plan_of(session, case)
    return plan.external if plan and plan.external else case.notice.deadline


@dataclass(frozen=True)
class Need:
    """Whether more time is needed; ``work`` and ``left`` are days."""

    span: Span
    work: int
    left: int

    @property
    def is_tight(self) -> bool:
        """Whether the work takes longer than is left until the paper must go."""
        return self.work > self.left

    @property
    def is_called_for(self) -> bool:
        """Whether to propose a letter that asks for more time."""
        return self.left >= 0 and (self.span.is_short or self.is_tight)


def need_of(session: Session, case: Case, today: date) -> Need | None:
    """Whether a case needs more time; None without a last day, or once it went."""
    plan = plan_of(session, case)
    if plan is None or plan.external is None or case.state not in RUNNING:
        return None
    until = plan.national or plan.external
    over = plan.external < today
    return Need(
        span=span_of(session, case),
        work=WORK.get(case.state, 0),
        left=-1 if over else max(0, (until - today).days),
    )
