"""Plans of cases: kept when a case begins, made anew when what they rest on moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from models.case import Case, CaseFlag, Flag
from models.case_plan import CasePlan
from models.officers_calendar import read_calendar
from models.working_days import Calendar
from web.cases.kinds import CaseKind
from web.cases.record import Actor, record
from web.planning.making import columns_of, row_of, same, why_of, work_out
from web.planning.resting import Ended

SYSTEM = "系统"
PLANNED = (CaseKind.COMMENT, CaseKind.REMARKS)
"""Kinds of case that must be ready by a day that somebody else sets."""
RUNNING = (
    "candidate",
    "soliciting",
    "drafting",
    "reviewing",
    "returned",
    "approved",
    "submitted",
)
"""States in which the paper has not reached the Member, so that days still matter."""


def plan_of(session: Session, case: Case) -> CasePlan | None:
    """The plan of a case that stands; None where it has none yet."""
    query = select(CasePlan).where(CasePlan.case_id == case.id)
    return session.scalar(query.order_by(CasePlan.number.desc()).limit(1))


def plans_of(session: Session, case_ids: Iterable[int]) -> dict[int, CasePlan]:
    """The plans that stand of several cases, in one question."""
    newest = (
        select(CasePlan.case_id, func.max(CasePlan.number).label("number"))
        .where(CasePlan.case_id.in_(list(case_ids)))
        .group_by(CasePlan.case_id)
        .subquery()
    )
    query = select(CasePlan).join(
        newest,
        (CasePlan.case_id == newest.c.case_id) & (CasePlan.number == newest.c.number),
    )
    return {plan.case_id: plan for plan in session.scalars(query)}


def history(session: Session, case: Case) -> list[CasePlan]:
    """Every plan of a case, the newest first."""
    query = select(CasePlan).where(CasePlan.case_id == case.id)
    return list(session.scalars(query.order_by(CasePlan.number.desc())))


def replan(
    session: Session,
    case: Case,
    why: str,
    now: datetime,
    *,
    by: Actor | None = None,
    calendar: Calendar | None = None,
) -> CasePlan | None:
    """Keep a new plan of a case if its days have moved; the plan that stands then.

    ``why`` is a key of `web.planning.words.WHYS` or an officer's own words; empty
    lets the change tell it. Where no day moves, only the telling of the plan that
    stands is brought up to date. None for a case that nobody else sets a day for.
    """
    if case.kind not in PLANNED:
        return None
    held = plan_of(session, case)
    made = work_out(session, case, now, calendar or read_calendar(session))
    if held is not None and same(held, made):
        for name, value in columns_of(made).items():
            setattr(held, name, value)
        return held
    plan = row_of(case, made, held, now)
    plan.why = why or why_of(held, made)
    plan.made_by = by.name if by else SYSTEM
    try:
        with session.begin_nested():
            session.add(plan)
    except IntegrityError:  # somebody else planned it in the same moment
        return plan_of(session, case)
    if made.ended is not None:
        flag_withdrawn(session, case, made.ended, now)
    record(
        session,
        by or Actor(None, SYSTEM),
        "case.planned",
        case,
        now,
        number=plan.number,
        why=plan.why,
    )
    return plan


def flag_withdrawn(session: Session, case: Case, over: Ended, now: datetime) -> None:
    """Mark a case whose notice is void or withdrawn; once."""
    query = select(CaseFlag.id).where(
        CaseFlag.case_id == case.id,
        CaseFlag.flag == Flag.WITHDRAWN,
        CaseFlag.ended_at.is_(None),
    )
    if session.scalar(query.limit(1)) is None:
        session.add(
            CaseFlag(
                case_id=case.id,
                flag=Flag.WITHDRAWN,
                note=over.symbol,
                actor=SYSTEM,
                at=now,
            )
        )
        session.flush()


def running_cases(session: Session) -> list[Case]:
    """Every case whose days still matter."""
    query = (
        select(Case)
        .where(Case.state.in_(RUNNING), Case.kind.in_(PLANNED))
        .options(selectinload(Case.notice))
    )
    return list(session.scalars(query.order_by(Case.id)))


def plan_all(session: Session, now: datetime) -> int:
    """Plan every running case anew where something moved; how many plans are new."""
    calendar = read_calendar(session)
    cases = running_cases(session)
    before = {
        case_id: plan.number
        for case_id, plan in plans_of(session, [case.id for case in cases]).items()
    }
    plans = [replan(session, case, "", now, calendar=calendar) for case in cases]
    return sum(
        plan is not None and plan.number != before.get(plan.case_id) for plan in plans
    )
