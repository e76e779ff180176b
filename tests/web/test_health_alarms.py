"""Administrators are told once of a source in trouble, and once when it is well."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from sqlalchemy import select

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
)
from web.alerts.delivery import Post, deliver
from web.config import load_settings


def test_broken_and_well_are_told_once_each(watched: Sessions) -> None:
    fail(watched, 3 * HOUR)
    assert watch(watched) == 0
    fail(watched, HOUR)
    assert [watch(watched), watch(watched)] == [2, 0]
    fail(watched, HOUR / 2)
    assert watch(watched) == 0
    succeed(watched)
    assert [watch(watched), watch(watched)] == [2, 0]
    [alarm] = alarms(watched)
    assert alarm.kind == AlarmKind.BROKEN
    assert None not in {alarm.told_at, alarm.ended_at, alarm.told_well_at}
    keys = [one.key.split(":") for one in messages(watched)]
    prefix = ["source", EPING, str(alarm.id)]
    assert all(key[:3] == prefix for key in keys)
    assert [key[3] for key in keys] == ["raised", "raised", "well", "well"]
    fail(watched, HOUR / 20, HOUR / 30)
    assert watch(watched) == 2
    assert len(alarms(watched)) == 2


def test_each_is_told_in_plain_words_of_their_language(watched: Sessions) -> None:
    fail(watched, 3 * HOUR, HOUR)
    watch(watched)
    zh, en = messages(watched)
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
    assert "Not affected: What is stored" in en.body
    assert "What to do: See the reason" in en.body


def test_well_says_what_was_wrong(watched: Sessions) -> None:
    fail(watched, 3 * HOUR, HOUR)
    watch(watched)
    succeed(watched)
    watch(watched)
    zh, en = messages(watched)[2:]
    assert zh.subject == f"【来源恢复】来源{EPING}已恢复正常"
    assert "最近一次采集成功：2026-11-30 11:55" in zh.body
    assert "此前（自 2026-11-30 09:00 起）：" in zh.body
    assert en.subject.endswith("has recovered")


def test_hostile_words_stay_words(watched: Sessions) -> None:
    with watched.begin() as session:
        for ago in (3 * HOUR, HOUR):
            run = add_run(session, RunState.FAILED, ago=ago)
            bad = "<script>alert(1)</script>"
            run.counts = {"fault": {"zh": bad, "en": bad}}
    watch(watched)
    for message in messages(watched):
        assert "<script>" not in message.body_html
        assert "\n" not in message.subject


def test_quiet_is_told_and_ends_with_news(watched: Sessions) -> None:
    with watched.begin() as session:
        add_documents(session, days_back(*range(9, 40)))
        add_run(session, RunState.OK_ZERO)
    assert watch(watched) == 2
    assert alarms(watched)[0].kind == AlarmKind.QUIET
    zh = messages(watched)[0]
    assert "已 9 天没有新内容，平常不超过 2 天；采集本身没有报错。" in zh.body
    assert "到发布者网站核对是否确实没有新内容" in zh.body
    with watched.begin() as session:
        add_documents(session, days_back(0))
    assert watch(watched) == 2
    assert "最新内容的公布日：2026-11-30" in messages(watched)[2].body


def test_late_is_told(watched: Sessions) -> None:
    succeed(watched, ago=10 * HOUR)
    assert watch(watched) == 2
    assert alarms(watched)[0].kind == AlarmKind.LATE
    assert "已很久没有采集成功，平常每 2 小时采集一次。" in messages(watched)[0].body


def test_trouble_of_another_kind_is_the_same_trouble(watched: Sessions) -> None:
    succeed(watched, ago=10 * HOUR)
    assert watch(watched) == 2
    fail(watched, HOUR, HOUR / 2)
    assert watch(watched) == 0
    assert len(alarms(watched)) == 1


def test_a_way_that_failed_is_no_trouble_where_the_next_worked(
    watched: Sessions,
) -> None:
    with watched.begin() as session:
        for ago in (3 * HOUR, HOUR):
            add_run(session, RunState.FAILED, ago=ago)
            later = ago - HOUR / 10
            add_run(session, RunState.OK, ago=later, way="website", instead_of="api")
    assert watch(watched) == 0
    assert alarms(watched) == []


def test_a_first_load_and_an_uncalled_source_raise_nothing(watched: Sessions) -> None:
    with watched.begin() as session:
        source = session.get_one(Source, EPING)
        source.baseline_at = NOW - HOUR
        add_source(session, "never_called", baseline_at=None)
        add_documents(session, days_back(*range(40, 90)), baseline=True)
        add_run(session, RunState.OK)
    assert watch(watched) == 0
    assert alarms(watched) == []


def test_a_source_that_is_not_called_ends_without_a_word(watched: Sessions) -> None:
    fail(watched, 3 * HOUR, HOUR)
    assert watch(watched) == 2
    with watched.begin() as session:
        session.get_one(Source, EPING).enabled = False
    assert [watch(watched), watch(watched)] == [0, 0]
    assert alarms(watched)[0].ended_at is not None
    with watched.begin() as session:
        session.get_one(Source, EPING).enabled = True
    assert watch(watched) == 2


def test_sources_that_an_operator_did_not_name_raise_nothing(
    watched: Sessions,
) -> None:
    fail(watched, 3 * HOUR, HOUR)
    assert watch(watched, settings=load_settings(sources="other")) == 0
    assert watch(watched, settings=load_settings(sources=f"other, {EPING}")) == 2


def test_without_an_administrator_it_waits_and_is_not_told_too_late(
    watched: Sessions,
) -> None:
    with watched.begin() as session:
        for user in session.scalars(select(User)):
            user.disabled = True
    fail(watched, 3 * HOUR, HOUR)
    assert watch(watched) == 0
    assert alarms(watched)[0].told_at is None
    with watched.begin() as session:
        add_user(session, "new@centre.cn", role=Role.ADMIN)
    assert watch(watched) == 1
    succeed(watched)
    assert watch(watched) == 1


def test_they_leave_by_the_same_outbox(watched: Sessions, tmp_path: Path) -> None:
    """Nobody can stop them by a press: they speak for no subscription."""
    fail(watched, 3 * HOUR, HOUR)
    watch(watched)
    done = deliver(watched, Post(LINKS, tmp_path), lambda: NOW + DAY)
    assert (done.sent, done.failed) == (2, 0)
    assert {one.state for one in messages(watched)} == {MessageState.SENT}
    for file in tmp_path.glob("*.eml"):
        letter = email.message_from_bytes(
            file.read_bytes(), policy=email.policy.default
        )
        assert letter["List-Unsubscribe"] is None
        assert letter["To"] in {"zhang@centre.cn", "smith@centre.cn"}
    assert len(list(tmp_path.glob("*.eml"))) == 2
