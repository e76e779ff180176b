"""Who is told that the days of a case moved, in which words, and never twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case, CaseDraft, CaseMove
from models.case_plan import CalendarDay, CasePlan
from models.clock import fix_day
from models.database import session_factory
from models.user import Role, User
from tests.web.planned import (
    BEGUN,
    LINKS,
    SYMBOL,
    add_case,
    add_officer,
    at,
    move_earlier,
    subjects,
)
from tests.web.small_world import add_event, add_user
from web import jobs
from web.planning.letters import tell_plans, tell_years
from web.planning.people import people_on
from web.planning.service import plan_all, plan_of, replan


@pytest.fixture
def owner(session: Session) -> User:
    return add_officer(session, "王建国")


@pytest.fixture
def case(session: Session, owner: User) -> Case:
    made = add_case(session, owner_id=owner.id)
    replan(session, made, "", BEGUN)
    return made


def test_everybody_on_a_case_hears_of_a_new_plan_once(
    session: Session, case: Case, owner: User
) -> None:
    writer = add_officer(session, "李敏", language="en")
    add_officer(session, "张三")
    add_user(session, name="李四")
    case.moves.append(
        CaseMove(from_state="candidate", to_state="drafting", actor="李敏", at=BEGUN)
    )
    move_earlier(session, case)
    now = at(date(2026, 3, 19))
    assert tell_plans(session, LINKS, now) == 2
    assert tell_plans(session, LINKS, now + timedelta(hours=1)) == 0
    zh, en = session.scalars(select(Message).order_by(Message.id)).all()
    assert (zh.user_id, en.user_id) == (owner.id, writer.id)
    assert zh.subject.startswith("期限变更：")
    assert "评议截止日提前" in zh.subject
    assert "报送国家：2026年4月2日" in zh.body
    assert "To the national body: 2 April 2026" in en.body
    assert f"https://chutong.example/cases/{case.id}/clock" in zh.body


def test_the_first_plan_and_an_old_one_are_no_news(
    session: Session, case: Case
) -> None:
    assert tell_plans(session, LINKS, BEGUN) == 0
    move_earlier(session, case)
    assert tell_plans(session, LINKS, at(date(2026, 4, 10))) == 0


def test_a_void_notice_is_told_as_such(session: Session, case: Case) -> None:
    add_event(session, case.notice, "void", key=SYMBOL, day=date(2026, 3, 9))
    plan_all(session, at(date(2026, 3, 19)))
    tell_plans(session, LINKS, at(date(2026, 3, 19)))
    assert subjects(session) == [f"通报作废：Draft of {SYMBOL}"]


def test_a_case_without_an_owner_is_everybodys(session: Session, owner: User) -> None:
    other = add_officer(session, "李敏")
    add_officer(session, "已离职", disabled=True)
    case = add_case(session)
    assert [user.id for user in people_on(session, case)] == [owner.id, other.id]


def test_who_wrote_a_draft_and_who_signs_belong_to_a_case(
    session: Session, case: Case, owner: User
) -> None:
    writer = add_officer(session, "李敏")
    reviewer = add_officer(session, "审核人", role=Role.REVIEWER)
    case.drafts.append(
        CaseDraft(
            number=1,
            text_zh="",
            text_en="",
            origin="editor",
            author="李敏",
            created_at=BEGUN,
        )
    )
    assert people_on(session, case) == [owner, writer]
    case.state = "reviewing"
    session.flush()
    assert people_on(session, case) == [owner, writer, reviewer]


def test_administrators_hear_of_an_unannounced_year_once(session: Session) -> None:
    add_officer(session, "管理员", role=Role.ADMIN)
    case = add_case(session, distributed=date(2031, 1, 2), deadline=date(2031, 3, 3))
    replan(session, case, "", at(date(2031, 1, 3)))
    now = at(date(2031, 1, 3))
    assert tell_years(session, LINKS, now) == 1
    assert tell_years(session, LINKS, now + timedelta(days=1)) == 0
    assert subjects(session) == ["楚通：2031年放假安排尚未录入"]


def test_a_year_that_is_loaded_plans_its_cases_anew(
    session: Session, owner: User
) -> None:
    """Estimated, the Spring Festival of 2031 begins on 21 January; loaded, on 22."""
    case = add_case(
        session,
        owner_id=owner.id,
        distributed=date(2030, 12, 13),
        deadline=date(2031, 2, 11),
    )
    begun = at(date(2030, 12, 16))
    replan(session, case, "", begun)
    estimate = plan_of(session, case)
    assert estimate
    assert (estimate.national, estimate.is_estimated) == (date(2031, 1, 20), True)
    off = [
        date(2031, 1, 1),
        *(date(2031, 1, n) for n in range(22, 30)),
        date(2031, 10, 1),
    ]
    session.add_all(
        CalendarDay(day=day, works=False, edited_by="x", edited_at=begun) for day in off
    )
    session.add_all(
        CalendarDay(day=date(2030, *day), works=False, edited_by="x", edited_at=begun)
        for day in ((1, 1), (10, 1))
    )
    session.flush()
    assert plan_all(session, begun) == 1
    loaded = plan_of(session, case)
    assert loaded
    assert (loaded.national, loaded.is_estimated) == (date(2031, 1, 21), False)
    assert loaded.why == "calendar"
    assert tell_plans(session, LINKS, begun) == 1


def test_a_pass_plans_tells_and_reminds(database: Engine) -> None:
    sessions = session_factory(database)
    with sessions.begin() as session:
        fix_day(session, date(2026, 4, 10))
        owner = add_officer(session, "王建国")
        add_case(session, owner_id=owner.id, state="approved")
    made = jobs.plan(sessions, LINKS)
    with sessions() as session:
        plan = session.scalars(select(CasePlan)).one()
        assert plan.national == date(2026, 4, 10)
        assert made == len(subjects(session))
    assert jobs.plan(sessions, LINKS) == 0
