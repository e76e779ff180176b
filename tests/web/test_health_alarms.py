"""Administrators are told once of a source in trouble, and once when it is well."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from models.alert import MessageState
from models.source import AlarmKind, RunState, Source
from models.user import Role, User
from tests.web.letters import LINKS
from tests.web.small_world import add_user
from tests.web.stations import (
    DAY,
    EPING,
    HOUR,
    NOW,
    add_documents,
    add_run,
    add_source,
    days_back,
)
from tests.web.watching import (
    Sessions,
    alarms,
    fail,
    messages,
    succeed,
    watch,
    watched,
)
from web.alerts.delivery import Post, deliver
from web.config import load_settings


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return watched(database)


def test_broken_and_well_are_told_once_each(sessions: Sessions) -> None:
    fail(sessions, 3 * HOUR)
    assert watch(sessions) == 0
    fail(sessions, HOUR)
    assert [watch(sessions), watch(sessions)] == [2, 0]
    fail(sessions, HOUR / 2)
    assert watch(sessions) == 0
    succeed(sessions)
    assert [watch(sessions), watch(sessions)] == [2, 0]
    [alarm] = alarms(sessions)
    assert alarm.kind == AlarmKind.BROKEN
    assert None not in {alarm.told_at, alarm.ended_at, alarm.told_well_at}
    keys = [one.key.split(":") for one in messages(sessions)]
    prefix = ["source", EPING, str(alarm.id)]
    assert all(key[:3] == prefix for key in keys)
    assert [key[3] for key in keys] == ["raised", "raised", "well", "well"]
    fail(sessions, HOUR / 20, HOUR / 30)
    assert watch(sessions) == 2
    assert len(alarms(sessions)) == 2


def test_each_is_told_in_plain_words_of_their_language(sessions: Sessions) -> None:
    fail(sessions, 3 * HOUR, HOUR)
    watch(sessions)
    zh, en = messages(sessions)
    assert (zh.address, en.address) == ("zhang@centre.cn", "smith@centre.cn")
    assert zh.subject == f"【来源告警】来源{EPING}采集失败，自 2026-11-30 09:00 起"
    for words in (
        f"来源{EPING}连续 2 次采集失败：密钥无效，请更换。",
        "自 2026-11-30 09:00 起",
        "不受影响：已入库的内容",
        "需要做什么：在来源页查看失败原因",
        f"{LINKS.base_url}/sources#s-{EPING}",
    ):
        assert words in zh.body
    assert "密钥无效，请更换。" in zh.body_html
    assert "could not be read 2 times in a row: The key is refused." in en.body
    assert "What is safe: all that is stored" in en.body
    assert "What to do: See the reason" in en.body


def test_well_says_what_was_wrong(sessions: Sessions) -> None:
    fail(sessions, 3 * HOUR, HOUR)
    watch(sessions)
    succeed(sessions)
    watch(sessions)
    zh, en = messages(sessions)[2:]
    assert zh.subject == f"【来源恢复】来源{EPING}已恢复正常"
    assert "最近一次采集成功：2026-11-30 11:55" in zh.body
    assert "此前（自 2026-11-30 09:00 起）：" in zh.body
    assert en.subject.endswith("is well again")


def test_hostile_words_stay_words(sessions: Sessions) -> None:
    with sessions.begin() as session:
        for ago in (3 * HOUR, HOUR):
            run = add_run(session, RunState.FAILED, ago=ago)
            bad = "<script>alert(1)</script>"
            run.counts = {"fault": {"zh": bad, "en": bad}}
    watch(sessions)
    for message in messages(sessions):
        assert "<script>" not in message.body_html
        assert "\n" not in message.subject


def test_quiet_is_told_and_ends_with_news(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_documents(session, days_back(*range(9, 40)))
        add_run(session, RunState.OK_ZERO)
    assert watch(sessions) == 2
    assert alarms(sessions)[0].kind == AlarmKind.QUIET
    zh = messages(sessions)[0]
    assert "已 9 天没有新内容，平常不超过 2 天；采集本身没有报错。" in zh.body
    assert "到发布者网站核对是否确实没有新内容" in zh.body
    with sessions.begin() as session:
        add_documents(session, days_back(0))
    assert watch(sessions) == 2
    assert "最新内容的公布日：2026-11-30" in messages(sessions)[2].body


def test_late_is_told(sessions: Sessions) -> None:
    succeed(sessions, ago=10 * HOUR)
    assert watch(sessions) == 2
    assert alarms(sessions)[0].kind == AlarmKind.LATE
    assert "已很久没有采集成功，平常每 2 小时采集一次。" in messages(sessions)[0].body


def test_trouble_of_another_kind_is_the_same_trouble(sessions: Sessions) -> None:
    succeed(sessions, ago=10 * HOUR)
    assert watch(sessions) == 2
    fail(sessions, HOUR, HOUR / 2)
    assert watch(sessions) == 0
    assert len(alarms(sessions)) == 1


def test_a_way_that_failed_is_no_trouble_where_the_next_worked(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        for ago in (3 * HOUR, HOUR):
            add_run(session, RunState.FAILED, ago=ago)
            later = ago - HOUR / 10
            add_run(session, RunState.OK, ago=later, way="website", instead_of="api")
    assert watch(sessions) == 0
    assert alarms(sessions) == []


def test_a_first_load_and_an_uncalled_source_raise_nothing(sessions: Sessions) -> None:
    with sessions.begin() as session:
        source = session.get_one(Source, EPING)
        source.baseline_at = NOW - HOUR
        add_source(session, "never_called", baseline_at=None)
        add_documents(session, days_back(*range(40, 90)), baseline=True)
        add_run(session, RunState.OK)
    assert watch(sessions) == 0
    assert alarms(sessions) == []


def test_a_source_that_is_not_called_ends_without_a_word(sessions: Sessions) -> None:
    fail(sessions, 3 * HOUR, HOUR)
    assert watch(sessions) == 2
    with sessions.begin() as session:
        session.get_one(Source, EPING).enabled = False
    assert [watch(sessions), watch(sessions)] == [0, 0]
    assert alarms(sessions)[0].ended_at is not None
    with sessions.begin() as session:
        session.get_one(Source, EPING).enabled = True
    assert watch(sessions) == 2


def test_sources_that_an_operator_did_not_name_raise_nothing(
    sessions: Sessions,
) -> None:
    fail(sessions, 3 * HOUR, HOUR)
    assert watch(sessions, settings=load_settings(sources="other")) == 0
    assert watch(sessions, settings=load_settings(sources=f"other, {EPING}")) == 2


def test_without_an_administrator_it_waits_and_is_not_told_too_late(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        for user in session.scalars(select(User)):
            user.disabled = True
    fail(sessions, 3 * HOUR, HOUR)
    assert watch(sessions) == 0
    assert alarms(sessions)[0].told_at is None
    with sessions.begin() as session:
        add_user(session, "new@centre.cn", role=Role.ADMIN)
    assert watch(sessions) == 1
    succeed(sessions)
    assert watch(sessions) == 1


def test_they_leave_by_the_same_outbox(sessions: Sessions, tmp_path: Path) -> None:
    """Nobody can stop them by a press: they speak for no subscription."""
    fail(sessions, 3 * HOUR, HOUR)
    watch(sessions)
    done = deliver(sessions, Post(LINKS, tmp_path), lambda: NOW + DAY)
    assert (done.sent, done.failed) == (2, 0)
    assert {one.state for one in messages(sessions)} == {MessageState.SENT}
    for file in tmp_path.glob("*.eml"):
        letter = email.message_from_bytes(
            file.read_bytes(), policy=email.policy.default
        )
        assert letter["List-Unsubscribe"] is None
        assert letter["To"] in {"zhang@centre.cn", "smith@centre.cn"}
    assert len(list(tmp_path.glob("*.eml"))) == 2
