"""Alerts become messages: grouped, in the reader's language, never blank."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select, update

from models.alert import Alert
from models.database import session_factory
from models.deadlines import HERE
from models.subscription import Subscription
from tests.web.letters import SECTOR, Sessions, alert, group, the_message
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.alerts.rates import last_time

DAY = timedelta(days=1)


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return session_factory(database)


def test_alerts_of_one_person_become_one_message(sessions: Sessions) -> None:
    alert(sessions, 3)
    assert group(sessions) == 1
    assert group(sessions) == 0
    message = the_message(sessions)
    assert message.subject.startswith("【")
    assert "还剩 49 天" in message.subject
    assert "（共 3 条）" in message.subject
    assert "锂离子电池" in message.subject
    for number in (1, 2, 3):
        assert message.body.count(f"· G/TBT/N/USA/{number}\n") == 1
    assert "https://chutong.example/notices/" in message.body
    assert "编码8507.60" in message.body


def test_no_alert_no_message(sessions: Sessions) -> None:
    with sessions.begin() as session:
        subscribe(session, add_user(session), sectors=[SECTOR])
    assert group(sessions) == 0


def test_inbox_only_is_never_mailed(sessions: Sessions) -> None:
    alert(sessions, mail=False)
    assert group(sessions) == 0


def test_what_waits_is_not_told_while_its_subscription_rests(
    sessions: Sessions,
) -> None:
    alert(sessions)
    with sessions.begin() as session:
        session.execute(update(Subscription).values(paused_until=TODAY + DAY))
    assert group(sessions) == 0
    with sessions.begin() as session:
        session.execute(update(Subscription).values(paused_until=TODAY))
    assert group(sessions) == 1


def test_an_english_subscription_is_written_in_english(sessions: Sessions) -> None:
    alert(sessions, language="en")
    group(sessions)
    message = the_message(sessions)
    assert "49 days left" in message.subject
    assert "Why you: " in message.body
    assert "为什么" not in message.body + message.body_html


def test_the_same_event_by_two_subscriptions_is_told_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        user = add_user(session)
        subscribe(session, user, sectors=[SECTOR])
        subscribe(session, user, markets=["USA"], rate="daily")
        notice = add_notice(session, "G/TBT/N/USA/1")
        add_match(session, notice, SECTOR)
        add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)
    assert group(sessions) == 1
    assert group(sessions) == 0
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Alert)) == 2
        assert session.scalars(select(Alert.message_id)).unique().one() is not None


def test_what_waits_goes_out_at_the_hour_of_its_subscription(
    sessions: Sessions,
) -> None:
    alert(sessions, rate="daily")
    set_hour(sessions, told_at=9 * 60 + 15)
    assert group(sessions) == 0, "made at noon, after this morning's hour"
    assert group(sessions, at(3, 9, 14)) == 0
    assert group(sessions, at(3, 9, 15)) == 1
    assert group(sessions, at(3, 9, 16)) == 0


def test_a_week_ends_on_its_day(sessions: Sessions) -> None:
    alert(sessions, rate="daily")
    set_hour(sessions, rate="weekly", weekday=4)
    assert group(sessions, at(5, 23)) == 0
    assert group(sessions, at(6, 8)) == 1, "a Friday"


def test_what_comes_just_after_the_hour_joins_if_nothing_has_gone(
    sessions: Sessions,
) -> None:
    alert(sessions, rate="daily")
    set_hour(sessions, told_at=12 * 60)
    assert group(sessions, at(2, 12, 1)) == 1
    with sessions.begin() as session:
        notice = add_notice(session, "G/TBT/N/USA/9")
        add_match(session, notice, SECTOR)
        add_event(session, notice)
        make_alerts(session, now=at(2, 12, 2), today=TODAY)
    assert group(sessions, at(2, 12, 3)) == 0
    assert group(sessions, at(3, 12)) == 1


@pytest.mark.parametrize(
    ("rate", "now", "last"),
    [
        ("daily", (2, 7, 59), (1, 8, 0)),
        ("daily", (2, 8, 0), (2, 8, 0)),
        ("weekly", (2, 7, 59), (-5, 8, 0)),
        ("weekly", (2, 8, 0), (2, 8, 0)),
        ("weekly", (8, 23, 0), (2, 8, 0)),
        ("immediate", (2, 3, 4), (2, 3, 4)),
    ],
)
def test_the_hour_is_that_of_wuhan(
    rate: str, now: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    one = Subscription(rate=rate, told_at=8 * 60, weekday=0)
    assert last_time(one, at(*now)) == at(*last)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour in Wuhan, days counted from the first of March."""
    first = datetime(2026, 3, 1, hour, minute, tzinfo=HERE)
    return first + timedelta(days=day - 1)


def set_hour(sessions: Sessions, **columns: object) -> None:
    with sessions.begin() as session:
        session.execute(update(Subscription).values(**columns))


def test_many_notices_end_in_a_link_to_all(sessions: Sessions) -> None:
    alert(sessions, 23)
    group(sessions)
    message = the_message(sessions)
    assert "另有 3 条，看全部 23 条：https://chutong.example/messages/" in message.body
    assert message.body.count("评议截止日：") == 20


def test_a_subject_tells_the_news_when_nothing_is_open(sessions: Sessions) -> None:
    with sessions.begin() as session:
        subscribe(session, add_user(session), sectors=[SECTOR])
        members = ("KEN", "RWA", "TZA", "UGA")
        title = "A very long title " * 9
        notice = add_notice(
            session, "G/TBT/N/KEN/1", members=members, deadline=None, title=title
        )
        add_match(session, notice, SECTOR)
        add_event(session, notice, "in_force", day_basis="stated")
        make_alerts(session, now=NOW, today=TODAY)
    group(sessions)
    subject = the_message(sessions).subject
    assert "等 4 个成员：" in subject
    assert "措施生效（2026年3月2日）" in subject
    assert "截止日未载明" not in subject
    assert len(subject) < 120
