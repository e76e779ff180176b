"""What follows a round: reminders, how far each has come, new links, the outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.voice import Voice
from tests.web.asking import (
    CLOSES,
    LINKS,
    OFFICER,
    add_case,
    add_round,
    ask,
    reply,
)
from tests.web.small_world import (
    NOW,
    TODAY,
    add_user,
)
from web.consultations import rounds
from web.consultations.reminding import remind_silent
from web.consultations.standing import Standing, progress_of, standing_of
from web.consultations.thanking import tell_outcome
from web.refused import RefusedError

DAY = timedelta(days=1)


def letters(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


def test_the_silent_are_reminded_halfway_and_on_the_last_day(session: Session) -> None:
    one = add_round(session, add_case(session))
    silent, said, gone = (ask(session, one, name) for name in ("甲", "乙", "丙"))
    ask(session, one, "丁", email="", sent_at=None)
    reply(session, said)
    gone.withdrawn_at = NOW
    days = [TODAY + n * DAY for n in range(17)]
    sent = [
        day
        for day in days
        for _twice in range(2)
        if remind_silent(session, LINKS, now=NOW + (day - TODAY), today=day)
    ]
    assert sent == [TODAY + 7 * DAY, CLOSES]
    assert {message.address for message in letters(session)} == {silent.email}
    assert "今天截止" in letters(session)[1].subject


def test_a_closed_round_reminds_nobody(session: Session) -> None:
    one = add_round(session, add_case(session))
    ask(session, one, "甲")
    rounds.close(session, one, OFFICER, NOW)
    assert remind_silent(session, LINKS, now=NOW, today=CLOSES) == 0


def test_how_far_each_has_come(session: Session) -> None:
    one = add_round(session, add_case(session))
    names = ("silent", "received", "writing", "answered", "no_opinion", "late")
    asked = {name: ask(session, one, name) for name in names}
    asked["received"].opened_at = NOW
    reply(session, asked["writing"])
    asked["writing"].answered_at = None
    reply(session, asked["answered"])
    reply(session, asked["no_opinion"], no_opinion=True)
    reply(session, asked["late"], late=True)
    assert {name: standing_of(row, TODAY) for name, row in asked.items()} == {
        name: Standing(name) for name in names
    }
    assert standing_of(asked["silent"], CLOSES + DAY) == Standing.OVERDUE
    found = progress_of(one)
    assert (found.asked, found.answered, found.late, found.silent) == (6, 3, 1, 3)


def test_who_answered_is_told_the_outcome_once_and_nobody_else(
    session: Session,
) -> None:
    case = add_case(session)
    one = add_round(session, case)
    said, english = ask(session, one, "甲"), ask(session, one, "B", language="en")
    again = ask(session, add_round(session, case), "甲")
    reply(session, again)
    ask(session, one, "乙")
    reply(session, said)
    reply(session, english)
    speaker = add_user(session, "yi@firm.example")
    voice = Voice(notice_id=case.notice_id, user_id=speaker.id, product="x")
    voice.contact, voice.created_at, voice.changed_at = "y", NOW, NOW
    session.add(voice)
    case.items[0].outcome, case.items[1].outcome = "partly", ""
    assert tell_outcome(session, case, LINKS, NOW) == 3
    assert (said.told_at, again.told_at) == (NOW, NOW)
    tell_outcome(session, case, LINKS, NOW + DAY)
    told = {message.address: message.body for message in letters(session)}
    assert set(told) == {said.email, english.email, speaker.email}
    assert "共提出2条意见：部分采纳1条，结果未知1条。" in told[said.email]
    assert "2; 1 accepted in part, 1 of unknown outcome." in told[english.email]
    assert all(name not in told[said.email] for name in ("乙", "B@"))


def test_who_was_taken_off_a_round_is_sent_no_link(session: Session) -> None:
    asked = ask(session, add_round(session, add_case(session)), "甲")
    asked.withdrawn_at = NOW
    with pytest.raises(RefusedError, match="已撤回"):
        rounds.send_again(session, asked, LINKS, now=NOW, today=TODAY)
    assert letters(session) == []


def test_a_new_link_ends_the_old_one_and_a_party_is_taken_off_with_a_reason(
    session: Session,
) -> None:
    asked = ask(session, add_round(session, add_case(session)), "甲")
    rounds.send_again(session, asked, LINKS, now=NOW, today=TODAY)
    assert asked.serial == 2
    assert "以前的链接不再有效" in letters(session)[0].body
    with pytest.raises(RefusedError, match="理由"):
        rounds.withdraw(session, asked, OFFICER, " ", NOW)
    rounds.withdraw(session, asked, OFFICER, "已停产", NOW)
    assert asked.withdrawn_at == NOW
    mute = ask(session, asked.consultation, "乙", email="")
    with pytest.raises(RefusedError, match="没有登记邮箱"):
        rounds.send_again(session, mute, LINKS, now=NOW, today=TODAY)
