"""Who is told of a case's days, in which words, and never twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case, CaseDraft, CaseMove
from models.case_plan import CalendarDay, CasePlan
from models.clock import fix_day
from models.database import session_factory
from models.measure import Measure
from models.user import Role, User
from tests.web.planned import BEGUN, SYMBOL, add_case
from tests.web.small_world import add_event, add_notice, add_user
from web import jobs
from web.alerts.links import Links
from web.planning.ical import cases_of, write_calendar
from web.planning.letters import tell_plans, tell_years
from web.planning.people import people_on, switch
from web.planning.reminding import remind
from web.planning.service import plan_all, plan_of, replan

LINKS = Links("https://chutong.example", "a key")
NOON = 4
"""In UTC; noon in Wuhan."""


def at(day: date, hour: int = NOON) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def add_officer(session: Session, name: str, **columns: object) -> User:
    mail = f"{len(name)}{abs(hash(name))}@centre.cn"
    given = {"role": Role.OFFICER, **columns}
    return add_user(session, mail, name=name, **given)


def subjects(session: Session) -> list[str]:
    return list(session.scalars(select(Message.subject).order_by(Message.id)))


@pytest.fixture
def owner(session: Session) -> User:
    return add_officer(session, "王建国")


@pytest.fixture
def case(session: Session, owner: User) -> Case:
    made = add_case(session, owner_id=owner.id)
    replan(session, made, "", BEGUN)
    return made


def move_earlier(session: Session, case: Case) -> None:
    add_notice(
        session,
        f"{SYMBOL}/Add.1",
        type="addendum",
        measure=session.get_one(Measure, case.measure_id),
        deadline=date(2026, 4, 20),
    )
    plan_all(session, at(date(2026, 3, 19)))


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
    assert "报送国家2026年4月2日" in zh.body
    assert "To the national body 2 April 2026" in en.body
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


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-03-30", []),
        ("2026-04-07", ["报送国家 2026-04-10（还有 3 天）"]),
        ("2026-04-10", ["报送国家 2026-04-10（今天）"]),
        ("2026-04-11", ["报送国家 2026-04-10（已逾期 1 天）"]),
    ],
)
def test_a_step_is_told_of_before_on_and_after(
    session: Session, case: Case, day: str, told: list[str]
) -> None:
    case.state = "approved"
    when = date.fromisoformat(day)
    assert remind(session, LINKS, at(when), when) == len(told)
    bodies = list(session.scalars(select(Message.body)))
    for words, body in zip(told, bodies, strict=True):
        assert words in body
        assert SYMBOL in body
    assert remind(session, LINKS, at(when, NOON + 1), when) == 0


def test_each_phase_is_told_of_once_and_a_late_pass_leaves_none_out(
    session: Session, case: Case
) -> None:
    case.state = "approved"
    for day in (
        date(2026, 4, 8),
        date(2026, 4, 9),
        date(2026, 4, 12),
        date(2026, 4, 13),
    ):
        remind(session, LINKS, at(day), day)
    plan = plan_of(session, case)
    assert plan
    assert plan.reminded == ["national:before", "national:after"]
    assert len(subjects(session)) == 2


def test_nobody_is_reminded_before_the_morning(session: Session, case: Case) -> None:
    day = date(2026, 4, 7)
    case.state = "approved"
    assert remind(session, LINKS, at(day, 0) - timedelta(minutes=1), day) == 0
    assert remind(session, LINKS, at(day, 0), day) == 1


def test_steps_that_are_done_are_not_told_of(session: Session, case: Case) -> None:
    case.state = "submitted"
    day = date(2026, 4, 10)
    assert remind(session, LINKS, at(day), day) == 0


def test_who_turned_reminders_off_gets_none(
    session: Session, case: Case, owner: User
) -> None:
    day = date(2026, 4, 10)
    case.state = "approved"
    switch(session, owner.id, on=False)
    assert remind(session, LINKS, at(day), day) == 0
    switch(session, owner.id, on=True)
    switch(session, owner.id, on=True)
    assert remind(session, LINKS, at(day), day) == 0, "it was told to those who listen"


def test_the_reviewer_hears_of_the_sign_off(
    session: Session, case: Case, owner: User
) -> None:
    reviewer = add_officer(session, "审核人", role=Role.REVIEWER)
    case.state = "reviewing"
    plan = plan_of(session, case)
    assert plan
    assert plan.sign_off_due
    day = plan.sign_off_due
    assert remind(session, LINKS, at(day), day) == 2
    assert set(session.scalars(select(Message.user_id))) == {owner.id, reviewer.id}


def test_steps_of_one_day_stand_in_one_mail(
    session: Session, case: Case, owner: User
) -> None:
    other = add_case(session, "G/TBT/N/USA/9002", owner_id=owner.id, state="approved")
    replan(session, other, "", BEGUN)
    case.state = "approved"
    day = date(2026, 4, 10)
    assert remind(session, LINKS, at(day), day) == 1
    (subject,) = subjects(session)
    assert "共 2 项" in subject


def test_my_calendar_holds_what_i_own_or_moved(
    session: Session, case: Case, owner: User
) -> None:
    other = add_case(session, "G/TBT/N/USA/9002")
    add_case(session, "G/TBT/N/USA/9003", owner_id=owner.id, state="closed")
    other.moves.append(
        CaseMove(
            from_state="candidate", to_state="drafting", actor=owner.name, at=BEGUN
        )
    )
    session.flush()
    replan(session, other, "", BEGUN)
    mine = cases_of(session, owner)
    assert [one.id for one in mine] == [case.id, other.id]
    text = write_calendar(session, mine, LINKS, "en", BEGUN)
    assert text.count("BEGIN:VEVENT") == 12
    assert "SUMMARY:To the national body: Draft of" in text
    assert f"UID:case-{case.id}-national@chutong.example" in text


def test_a_moved_day_takes_the_place_of_the_earlier(
    session: Session, case: Case
) -> None:
    move_earlier(session, case)
    text = write_calendar(session, [case], LINKS, "zh", BEGUN)
    assert "SEQUENCE:2" in text
    assert text.count(f"UID:case-{case.id}-external") == 1


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
