"""A plan as it would be made now, against the one that is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.back_plan import Plan, Share, Window, plan_back
from models.case import Case
from models.case_plan import CasePlan, Recipient
from models.consultation import Consultation
from models.deadlines import HERE, Basis
from models.events import EventKind
from models.working_days import Calendar
from web.planning.resting import Ended, ended, lead_of, window_of

DAYS = ("external", "national", *(share.value for share in Share))
"""The columns of a plan that hold days."""
BEGUN, ROUND = "begun", "round"
OVER = (str(EventKind.VOID), str(EventKind.WITHDRAWN))
"""Why there are no days any more."""


@dataclass(frozen=True)
class Made:
    """A plan that was just worked out, and what it was worked out by."""

    plan: Plan
    window: Window
    ended: Ended | None
    recipient: Recipient | None


def work_out(session: Session, case: Case, now: datetime, calendar: Calendar) -> Made:
    """The plan of a case as it would be made now."""
    window = window_of(session, case)
    recipient, lead = lead_of(session, case)
    today = now.astimezone(HERE).date()
    over = ended(session, case, today)
    plan = with_round(session, case, plan_back(window, lead, calendar))
    if over is not None:
        step = {"step": str(over.kind), "day": over.day.isoformat()}
        told = [*plan.told[:1], {**step, "symbol": over.symbol}]
        plan = Plan(
            plan.external, plan.basis, plan.zone, None, {}, plan.is_estimated, told
        )
    return Made(plan, window, over, recipient)


def with_round(session: Session, case: Case, plan: Plan) -> Plan:
    """The plan with the last day of the latest round of questions, as it was set."""
    query = select(Consultation.closes).where(Consultation.case_id == case.id)
    day = session.scalar(query.order_by(Consultation.number.desc()).limit(1))
    if day is None or plan.steps.get(Share.REPLIES, day) == day:
        return plan
    steps = {**plan.steps, Share.REPLIES: day}
    told = [*plan.told, {"step": ROUND, "day": day.isoformat()}]
    return replace(plan, steps=steps, told=told)


def same(held: CasePlan, made: Made) -> bool:
    """Whether the days of a plan that is kept are those of one made now."""
    new = columns_of(made)
    over = str(made.ended.kind) if made.ended else ""
    was_over = held.why if held.why in OVER else ""
    return over == was_over and all(
        getattr(held, name) == new[name] for name in (*DAYS, "basis")
    )


def columns_of(made: Made) -> dict[str, Any]:
    """A plan as the table keeps it."""
    plan = made.plan
    return {
        "external": plan.external,
        "basis": str(plan.basis),
        "zone": plan.zone,
        "national": plan.national,
        **{share.value: plan.steps.get(share) for share in Share},
        "is_estimated": plan.is_estimated,
        "told": {
            "steps": plan.told,
            "circulated": made.window.circulated.isoformat(),
            "recipient": made.recipient.name if made.recipient else "",
        },
    }


def row_of(case: Case, made: Made, held: CasePlan | None, now: datetime) -> CasePlan:
    """A new plan; what was reminded of stays so where the day has not moved."""
    values = columns_of(made)
    reminded = held.reminded if held else []
    kept = [one for one in reminded if moved_not(held, values, one.partition(":")[0])]
    number = held.number + 1 if held else 1
    return CasePlan(
        case_id=case.id, number=number, made_at=now, reminded=kept, **values
    )


def moved_not(held: CasePlan | None, values: dict[str, Any], name: str) -> bool:
    """Whether a day is the same in both plans."""
    return held is not None and getattr(held, name) == values[name]


def why_of(held: CasePlan | None, made: Made) -> str:
    """The key of what changed between two plans, the weightiest first."""
    new = made.plan
    if made.ended is not None:
        return str(made.ended.kind)
    if held is None:
        return BEGUN
    if held.external != new.external:
        return why_external(held, new)
    if held.told.get("recipient", "") != columns_of(made)["told"]["recipient"]:
        return "recipient"
    if held.basis != new.basis:
        return "stated"
    moved = held.replies_close != new.steps.get(Share.REPLIES)
    asked = any(step["step"] == ROUND for step in new.told)
    return ROUND if moved and asked else "calendar"


def why_external(held: CasePlan, new: Plan) -> str:
    """How the last day for comments moved."""
    if held.external is None:
        return "known"
    if new.external is None:
        return "lost"
    if held.basis == Basis.ESTIMATED and new.basis != Basis.ESTIMATED:
        return "earlier" if new.external < held.external else "stated"
    return "earlier" if new.external < held.external else "later"
