"""The last day of a round moved: told once to all, and what hangs on it follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.consultation import Consultation
from tests.web.asking import CLOSES, LINKS, OFFICER, add_case, add_round, ask, reply
from tests.web.small_world import NOW, TODAY
from web.consultations import moving, rounds
from web.consultations.links import open_link
from web.consultations.reminding import remind_silent
from web.planning.service import plan_all, plan_of, replan
from web.refused import RefusedError

DAY = timedelta(days=1)
LATER = CLOSES + 7 * DAY


def move(session: Session, one: Consultation, closes: date = LATER) -> int:
    return moving.move_day(
        session, one, closes, LINKS, actor=OFFICER, now=NOW, today=TODAY
    )


def letters(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


def test_all_who_are_asked_are_told_once(session: Session) -> None:
    one = add_round(session, add_case(session))
    for name in ("甲", "乙", "丙"):
        ask(session, one, name)
    ask(session, one, "丁", email="")
    reply(session, one.asked[1])
    one.asked[2].withdrawn_at = NOW
    assert move(session, one) == 2
    with pytest.raises(RefusedError, match="没有改动"):
        move(session, one)
    assert [message.address for message in letters(session)] == [
        one.asked[0].email,
        one.asked[1].email,
    ]
    body = letters(session)[0].body
    assert f"由{CLOSES.year}年{CLOSES.month}月{CLOSES.day}日改为" in body
    token = body.partition("/asked/")[2].split()[0]
    found = open_link(session, LINKS.key, token)
    assert (found.asked, found.until) == (one.asked[0], LATER + 14 * DAY)


def test_reminders_follow_the_new_day(session: Session) -> None:
    one = add_round(session, add_case(session))
    ask(session, one, "甲")

    def remind(day: date) -> int:
        return remind_silent(session, LINKS, now=NOW + (day - TODAY), today=day)

    assert remind(CLOSES) == 1
    moving.move_day(
        session,
        one,
        LATER,
        LINKS,
        actor=OFFICER,
        now=NOW + (CLOSES - TODAY),
        today=CLOSES,
    )
    assert remind(CLOSES + DAY) == 0
    assert remind(LATER) == 1
    assert "今天截止" in letters(session)[-1].subject
    assert str(LATER.day) in letters(session)[-1].body


def test_the_plan_follows_and_says_why(session: Session) -> None:
    case = add_case(session)
    case.notice.deadline = TODAY + 60 * DAY
    case.notice.deadline_basis = "stated"
    assert replan(session, case, "", NOW)
    one = add_round(session, case)
    move(session, one, TODAY + 20 * DAY)
    plan = plan_of(session, case)
    assert plan is not None
    assert plan.replies_close == TODAY + 20 * DAY
    assert (plan.why, plan.made_by) == ("round", OFFICER.name)
    assert plan.told["steps"][-1]["step"] == "round"
    assert plan_all(session, NOW + DAY) == 0
    assert moving.overtaken(session, one) is None
    assert plan.draft_due is not None
    move(session, one, plan.draft_due + DAY)
    assert moving.overtaken(session, one) == plan.draft_due


@pytest.mark.parametrize(
    ("closes", "words"),
    [
        (TODAY - DAY, "不能早于今天"),
        (CLOSES, "没有改动"),
        (TODAY + 300 * DAY, "不能晚于评议截止日"),
    ],
)
def test_a_day_that_does_not_do_is_refused(
    session: Session, closes: date, words: str
) -> None:
    case = add_case(session)
    case.notice.deadline = TODAY + 60 * DAY
    one = add_round(session, case)
    ask(session, one, "甲")
    with pytest.raises(RefusedError, match=words):
        move(session, one, closes)
    assert (one.closes, letters(session)) == (CLOSES, [])


def test_a_round_that_is_over_is_not_moved(session: Session) -> None:
    one = add_round(session, add_case(session))
    move(session, one, TODAY)  # today itself will do
    rounds.close(session, one, OFFICER, NOW)
    with pytest.raises(RefusedError, match="已结束"):
        move(session, one)
    other = add_round(session, one.case)
    one.case.state = "closed"
    with pytest.raises(RefusedError, match="已办结"):
        move(session, other)
