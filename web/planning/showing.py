"""What a page shows of the clock of a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.case import Case
from models.case_plan import CasePlan
from models.deadlines import HERE
from models.officers_calendar import read_calendar
from web.planning.bar import NARROW, WIDE, Bar, Step, draw, steps_of
from web.planning.making import OVER
from web.planning.service import RUNNING, history, plan_of, plans_of
from web.planning.words import ORDER, computation, why_words

NEWS = timedelta(days=30)
"""For so long a day that moved earlier is told in red."""


WAITS = {
    "reviewing": "meeting_due",
    "returned": "draft_due",
    "approved": "national",
    "submitted": "external",
}
"""The first day that a state still waits for; the days before it need no counting."""
AT_REST = frozenset({"sent", "replied", "escalated", "closed", "screened_out"})
"""States that wait for no day of the plan."""


@dataclass(frozen=True)
class Planned:
    """One earlier plan, in words."""

    plan: CasePlan
    why: str


@dataclass(frozen=True)
class Clock:
    """The clock of a case, in the language of the page."""

    plan: CasePlan
    steps: Sequence[Step]
    bars: Sequence[Bar]
    told: str
    before: date | None
    """The last day as it was before it moved earlier, while that is news."""
    late: bool
    ended: bool
    plans: Sequence[Planned]
    behind: Collection[str]
    """Days that the case has left behind, whatever the date."""


def clock_of(session: Session, case: Case, language: str, today: date) -> Clock | None:
    """The clock of a case; None for one that has no plan."""
    plans = history(session, case)
    if not plans:
        return None
    plan = plans[0]
    calendar = read_calendar(session)
    drawn = (draw(plan, calendar, today, width) for width in (WIDE, NARROW))
    return Clock(
        plan=plan,
        steps=steps_of(plan, today),
        bars=[bar for bar in drawn if bar],
        told=computation(plan, language),
        before=moved_from(plans, today),
        late=is_late(case, plan, today),
        ended=plan.why in OVER,
        plans=[Planned(one, why_words(one.why, language)) for one in plans],
        behind=left_behind(case.state),
    )


def left_behind(state: str) -> Collection[str]:
    """The days of a plan that a case in this state need not look to any more."""
    if state in AT_REST:
        return ORDER
    return ORDER[: ORDER.index(WAITS[state])] if state in WAITS else ()


def moved_from(plans: Sequence[CasePlan], today: date) -> date | None:
    """The last day before it moved earlier; None if it did not, or long ago."""
    if len(plans) == 1:
        return None
    new, old = plans[0], plans[1]
    fresh = new.made_at.astimezone(HERE).date() >= today - NEWS
    if not fresh or new.external is None or old.external is None:
        return None
    return old.external if new.external < old.external else None


def is_late(case: Case, plan: CasePlan, today: date) -> bool:
    """Whether the last day is over and the paper has not gone."""
    over = plan.external is not None and plan.external < today
    return over and case.state in RUNNING


def next_step(plan: CasePlan, today: date) -> Step | None:
    """The next day of a plan that is not over; the last one if all are."""
    steps = steps_of(plan, today)
    coming = [step for step in steps if step.left >= 0]
    return coming[0] if coming else steps[-1] if steps else None


__all__ = ["Clock", "clock_of", "next_step", "plan_of", "plans_of"]
