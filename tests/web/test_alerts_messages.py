"""Alerts become messages: grouped, in the reader's language, never blank."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from models.alert import Alert
from models.database import session_factory
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
from web.alerts.grouping import last_digest_time


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


def test_an_english_subscription_is_written_in_english(sessions: Sessions) -> None:
    alert(sessions, language="en")
    group(sessions)
    message = the_message(sessions)
    assert "49 days left" in message.subject
    assert "Why you: " in message.body
    assert "理由" not in message.body + message.body_html


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


def test_a_digest_goes_out_once_a_day(sessions: Sessions) -> None:
    alert(sessions, rate="daily")
    assert group(sessions) == 1
    with sessions.begin() as session:
        notice = add_notice(session, "G/TBT/N/USA/9")
        add_match(session, notice, SECTOR)
        add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)
    assert group(sessions, NOW + timedelta(hours=2)) == 0
    assert group(sessions, NOW + timedelta(days=1)) == 1


def test_eight_o_clock_is_that_of_wuhan() -> None:
    early = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    assert last_digest_time(early) == datetime(2026, 3, 1, tzinfo=UTC)
    assert last_digest_time(early + timedelta(minutes=1)) == datetime(
        2026, 3, 2, tzinfo=UTC
    )


def test_many_notices_end_in_a_link_to_all(sessions: Sessions) -> None:
    alert(sessions, 23)
    group(sessions)
    message = the_message(sessions)
    assert "另有 3 条：https://chutong.example/inbox" in message.body
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
