"""What a case waits for next, and by which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.case import Case
from models.case_plan import CasePlan
from models.correspondence import Chase, Dispatch, Reply, Stage
from models.deadlines import HERE

DECIDING = timedelta(days=2)
SILENCE = timedelta(days=60)
"""Sent, and no reply for so long: time to ask again. No rule binds the Member."""
SETTLING = timedelta(days=7)
PLANNED = {
    "soliciting": "replies_close",
    "drafting": "draft_due",
    "returned": "sign_off_due",
    "reviewing": "sign_off_due",
    "approved": "national",
    "submitted": "external",
}
"""Which day of the plan a state waits for."""


@dataclass
class Around:
    """What the days of some cases rest on, by the case's id."""

    plans: dict[int, CasePlan] = field(default_factory=dict)
    sent: dict[int, date] = field(default_factory=dict)
    chased: dict[int, date] = field(default_factory=dict)
    replied: dict[int, date] = field(default_factory=dict)


def around(session: Session, cases: Sequence[Case]) -> Around:
    """Everything in four questions, however many cases there are."""
    ids = [case.id for case in cases]
    sent = last(session, ids, Dispatch.case_id, Dispatch.at, Dispatch.stage == ABROAD)
    return Around(
        plans=plans_of(session, ids),
        sent={case_id: local_day(at) for case_id, at in sent.items()},
        chased=last(session, ids, Chase.case_id, Chase.day),
        replied=last(session, ids, Reply.case_id, Reply.day),
    )


ABROAD = Stage.ABROAD


def last(
    session: Session,
    ids: Iterable[int],
    owner: InstrumentedAttribute[int],
    when: InstrumentedAttribute[Any],
    *conditions: Any,
) -> dict[int, Any]:
    """The latest day or instant of a kind of row, by its case."""
    query = select(owner, func.max(when)).where(owner.in_(ids), *conditions)
    return {row[0]: row[1] for row in session.execute(query.group_by(owner))}


def plans_of(session: Session, ids: Iterable[int]) -> dict[int, CasePlan]:
    """The plan that stands, by its case."""
    query = select(CasePlan).where(CasePlan.case_id.in_(ids))
    rows = session.scalars(query.order_by(CasePlan.number))
    return {row.case_id: row for row in rows}


def local_day(at: datetime) -> date:
    """The day of an instant in Wuhan."""
    return at.astimezone(HERE).date()


def due_of(case: Case, known: Around) -> date | None:
    """By when the next step of a case is due; None where nobody can say."""
    if case.state == "candidate":
        return local_day(case.created_at) + DECIDING
    if case.state == "sent":
        asked = max(
            (day[case.id] for day in (known.sent, known.chased) if case.id in day),
            default=None,
        )
        return asked + SILENCE if asked else None
    if case.state == "replied":
        replied = known.replied.get(case.id)
        return replied + SETTLING if replied else None
    plan, name = known.plans.get(case.id), PLANNED.get(case.state)
    if name is None:
        return None
    if plan is None:
        return case.notice.deadline if name in {"national", "external"} else None
    found: date | None = getattr(plan, name)
    return found


def is_estimated(case: Case, known: Around) -> bool:
    """Whether the day rests on an estimate."""
    plan = known.plans.get(case.id)
    if plan is not None and case.state in PLANNED:
        return plan.is_estimated
    return case.state in PLANNED and case.notice.deadline_basis == "estimated"
