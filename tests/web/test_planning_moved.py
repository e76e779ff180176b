"""Plans made anew when the days of their notice move, with the reason kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import CaseFlag
from models.case_plan import CalendarDay
from models.measure import Measure
from tests.web.planned import BEGUN, LAST, SYMBOL, add_case
from tests.web.small_world import add_event, add_notice
from web.planning.service import history, plan_all, plan_of, replan

LATER = BEGUN + timedelta(days=10)
NATIONAL = date(2026, 4, 10)


@pytest.mark.parametrize(
    ("day", "why"), [("2026-06-01", "later"), ("2026-04-20", "earlier")]
)
def test_an_addendum_that_moves_the_last_day_plans_anew(
    session: Session, day: str, why: str
) -> None:
    case = add_case(session)
    replan(session, case, "", BEGUN)
    measure = session.get_one(Measure, case.measure_id)
    new = date.fromisoformat(day)
    add_notice(
        session,
        f"{SYMBOL}/Add.1",
        type="addendum",
        measure=measure,
        distributed=date(2026, 3, 12),
        deadline=new,
    )
    assert plan_all(session, LATER) == 1
    plan = plan_of(session, case)
    assert plan is not None
    assert (plan.number, plan.why, plan.external) == (2, why, new)
    assert [one.number for one in history(session, case)] == [2, 1]


def test_a_revision_begins_the_time_anew(session: Session) -> None:
    """From 12 March to 11 May are sixty days, and 21 before that is 20 April."""
    case = add_case(session)
    replan(session, case, "", BEGUN)
    add_notice(
        session,
        f"{SYMBOL}/Rev.1",
        type="revision",
        measure=session.get_one(Measure, case.measure_id),
        distributed=date(2026, 3, 12),
        deadline=date(2026, 5, 11),
    )
    plan_all(session, LATER)
    plan = plan_of(session, case)
    assert plan is not None
    assert plan.national == date(2026, 4, 20)
    assert plan.told["steps"][1] == {"step": "less", "days": 21}


def test_an_addendum_without_a_day_changes_nothing(session: Session) -> None:
    case = add_case(session)
    replan(session, case, "", BEGUN)
    add_notice(
        session,
        f"{SYMBOL}/Add.1",
        type="addendum",
        measure=session.get_one(Measure, case.measure_id),
        deadline=None,
        deadline_basis="none",
    )
    assert plan_all(session, LATER) == 0


@pytest.mark.parametrize("kind", ["void", "withdrawn"])
def test_a_notice_that_is_over_has_no_days_and_a_flag(
    session: Session, kind: str
) -> None:
    case = add_case(session)
    replan(session, case, "", BEGUN)
    add_event(
        session,
        case.notice,
        kind,
        key=SYMBOL if kind == "void" else "",
        day=date(2026, 3, 9),
    )
    assert plan_all(session, LATER) == 1
    assert plan_all(session, LATER) == 0
    plan = plan_of(session, case)
    assert plan is not None
    assert (plan.why, plan.national, plan.draft_due) == (kind, None, None)
    assert plan.told["steps"][-1] == {
        "step": kind,
        "day": "2026-03-09",
        "symbol": SYMBOL,
    }
    flags = session.scalars(select(CaseFlag)).all()
    assert [(one.flag, one.note) for one in flags] == [("withdrawn", SYMBOL)]


def test_a_void_addendum_moves_nothing(session: Session) -> None:
    case = add_case(session)
    added = add_notice(
        session,
        f"{SYMBOL}/Add.1",
        type="addendum",
        measure=session.get_one(Measure, case.measure_id),
        deadline=date(2026, 6, 30),
    )
    add_event(session, added, "void", key=f"{SYMBOL}/Add.1")
    plan = replan(session, case, "", BEGUN)
    assert plan is not None
    assert plan.external == LAST


def test_what_was_reminded_of_stays_where_the_day_stays(session: Session) -> None:
    case = add_case(session)
    plan = replan(session, case, "", BEGUN)
    assert plan is not None
    plan.reminded = ["external:before", "national:before"]
    session.add(CalendarDay(day=NATIONAL, works=False, edited_by="x", edited_at=LATER))
    session.flush()
    plan_all(session, LATER)
    again = plan_of(session, case)
    assert again is not None
    assert again.reminded == ["external:before"]
