"""Plans of cases: made once, by their recipients and the officers' calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case_plan import CalendarDay, CasePlan, Recipient
from models.user import AuditEntry
from tests.web.planned import BEGUN, LAST, add_case
from web.cases.record import Actor
from web.planning import recipients, service
from web.planning.service import history, plan_all, plan_of, plans_of, replan

LATER = BEGUN + timedelta(days=10)
NATIONAL = date(2026, 4, 10)


def add_recipient(session: Session, **columns: object) -> Recipient:
    given = {
        "name": "国家通报咨询中心",
        "edited_by": "x",
        "edited_at": BEGUN,
        **columns,
    }
    made = Recipient(**given)
    session.add(made)
    session.flush()
    return made


def count(session: Session) -> int:
    return session.scalar(select(func.count(CasePlan.id))) or 0


def test_a_case_is_planned_once_while_nothing_moves(session: Session) -> None:
    case = add_case(session)
    plan = replan(session, case, "", BEGUN)
    assert plan is not None
    assert (plan.number, plan.why) == (1, "begun")
    assert (plan.external, plan.national) == (LAST, NATIONAL)
    assert plan.zone == "America/New_York"
    assert plan.told["steps"][0] == {"step": "stated", "day": "2026-05-01"}
    assert replan(session, case, "", LATER) is plan
    assert plan_all(session, LATER) == 0
    assert count(session) == 1
    entry = session.scalar(
        select(AuditEntry).where(AuditEntry.action == "case.planned")
    )
    assert entry is not None
    assert entry.details == {"number": 1, "why": "begun"}


def test_two_who_plan_at_once_keep_one_plan(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = add_case(session)
    first = replan(session, case, "", BEGUN)
    asked = iter([None, first])
    monkeypatch.setattr(service, "plan_of", lambda *_: next(asked))
    assert replan(session, case, "", BEGUN) is first
    assert len(history(session, case)) == 1


def test_a_case_without_a_last_day_is_planned_as_such(session: Session) -> None:
    case = add_case(session, deadline=None, deadline_basis="none")
    plan = replan(session, case, "", BEGUN)
    assert plan is not None
    assert (plan.external, plan.national, plan.basis) == (None, None, "none")
    assert plan.told["steps"] == [{"step": "none"}]


def test_a_recipient_of_the_case_goes_before_the_usual_one(session: Session) -> None:
    """30 days before 1 May is 1 April, 40 before it is 22 March, a Sunday."""
    usual = add_recipient(session, lead_days=30, is_default=True)
    case = add_case(session)
    first = replan(session, case, "", BEGUN)
    assert first is not None
    assert first.national == date(2026, 4, 1)
    assert first.told["recipient"] == usual.name
    other = add_recipient(session, name="商务主管部门", lead_days=40)
    case.recipient_id = other.id
    officer = Actor(None, "王建国")
    second = replan(session, case, "recipient", LATER, by=officer)
    assert second is not None
    assert (second.national, second.why) == (date(2026, 3, 20), "recipient")
    assert second.made_by == "王建国"


def test_each_agreement_has_a_usual_recipient_of_its_own(session: Session) -> None:
    tbt, sps = add_case(session), add_case(session, "G/SPS/N/USA/9003")
    sps.notice.agreement = "SPS"

    def save(name: str, agreement: str) -> Recipient:
        form = {
            "name": name,
            "agreement": agreement,
            "lead_days": "21",
            "share": "35",
            "least_working_days": "3",
        }
        return recipients.save_recipient(session, None, form, actor="x", now=BEGUN)

    first, plants = save("TBT咨询点", "TBT"), save("SPS咨询点", "SPS")
    second = save("另一TBT机构", "TBT")
    assert recipients.recipient_of(session, tbt) is first
    assert recipients.recipient_of(session, sps) is plants
    recipients.make_usual(session, second, "x")
    session.expire_all()
    assert recipients.recipient_of(session, tbt) is second
    assert recipients.recipient_of(session, sps) is plants
    recipients.retire(session, plants, back=False, actor="x", now=BEGUN)
    session.flush()
    assert recipients.recipient_of(session, sps) is None  # never the one of TBT
    general = save("牵头部门", "")
    assert recipients.recipient_of(session, sps) is general
    tbt.recipient_id = general.id
    assert recipients.recipient_of(session, tbt) is general


def test_a_day_of_the_officers_calendar_plans_anew(session: Session) -> None:
    case = add_case(session)
    replan(session, case, "", BEGUN)
    session.add(CalendarDay(day=NATIONAL, works=False, edited_by="x", edited_at=LATER))
    session.flush()
    assert plan_all(session, LATER) == 1
    plan = plan_of(session, case)
    assert plan is not None
    assert (plan.national, plan.why) == (date(2026, 4, 9), "calendar")


def test_a_concern_and_a_case_that_is_over_are_not_planned(session: Session) -> None:
    concern = add_case(session, kind="concern")
    closed = add_case(session, "G/TBT/N/USA/9002", state="closed")
    assert replan(session, concern, "", BEGUN) is None
    assert plan_all(session, BEGUN) == 0
    assert plans_of(session, [concern.id, closed.id]) == {}


def test_a_recipient_that_moves_no_day_is_no_new_plan(session: Session) -> None:
    case = add_case(session)
    first = replan(session, case, "", BEGUN)
    add_recipient(session, is_default=True)
    assert plan_all(session, LATER) == 0
    assert first is not None
    assert first.told["recipient"] == "国家通报咨询中心"
    assert count(session) == 1
