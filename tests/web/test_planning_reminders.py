"""Reminders of steps, once each, and the calendar of one's cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case, CaseMove
from models.user import Role, User
from tests.web.planned import (
    BEGUN,
    LINKS,
    NOON,
    SYMBOL,
    add_case,
    add_officer,
    at,
    move_earlier,
    subjects,
)
from web.planning.ical import cases_of, write_calendar
from web.planning.people import switch
from web.planning.reminding import remind
from web.planning.service import plan_of, replan


@pytest.fixture
def owner(session: Session) -> User:
    return add_officer(session, "王建国")


@pytest.fixture
def case(session: Session, owner: User) -> Case:
    made = add_case(session, owner_id=owner.id)
    replan(session, made, "", BEGUN)
    return made


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
