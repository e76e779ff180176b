"""Messages: grouped, never blank, sent once, tried again, and written in full."""

from __future__ import annotations

import email
import email.policy
import multiprocessing
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Connection
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from models.alert import Alert, Message, MessageState
from models.database import make_engine, session_factory
from models.user import AuditEntry
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.alerts.delivery import BACK_OFF, STALE, Post, claim, deliver, record, send
from web.alerts.grouping import last_digest_time, make_messages
from web.alerts.links import Links, read

LINKS = Links("https://chutong.example", "a key for tests")
SECTOR = "lithium-batteries"
Sessions = sessionmaker[Session]


class Postman:
    """A mail server that keeps what it is given, or refuses it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _connection: Connection, envelope: Envelope
    ) -> str:
        """Take one letter."""
        if self.answer.startswith("250"):
            raw = envelope.content or b""
            content = raw if isinstance(raw, bytes) else raw.encode()
            policy = email.policy.default
            self.letters.append(email.message_from_bytes(content, policy=policy))
        return self.answer


@pytest.fixture
def postman() -> Iterator[tuple[Postman, str]]:
    """A real SMTP server on this machine, and its address."""
    keeper = Postman()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    yield keeper, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return session_factory(database)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Without a mail server: letters become files."""
    return Post(LINKS, tmp_path / "outbox")


def alert(sessions: Sessions, count: int = 1, **words: Any) -> None:
    """Some notices, one reader, and their alerts."""
    with sessions.begin() as session:
        user = add_user(session)
        subscribe(session, user, sectors=[SECTOR], **words)
        for number in range(count):
            notice = add_notice(session, f"G/TBT/N/USA/{number + 1}")
            add_match(session, notice, SECTOR)
            add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)


def group(sessions: Sessions, now: datetime = NOW) -> int:
    with sessions.begin() as session:
        return make_messages(session, LINKS, now=now, today=TODAY)


def clock() -> datetime:
    return NOW


def the_message(sessions: Sessions) -> Message:
    with sessions() as session:
        return session.scalars(select(Message)).one()


def body(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


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


def test_without_a_server_the_letter_is_a_file(sessions: Sessions, post: Post) -> None:
    alert(sessions)
    group(sessions)
    assert deliver(sessions, post, clock).sent == 1
    assert deliver(sessions, post, clock).sent == 0
    (file,) = post.folder.iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    message = the_message(sessions)
    assert isinstance(letter, EmailMessage)
    assert letter["Subject"] == message.subject
    assert letter["To"] == "li@firm.cn"
    assert body(letter).splitlines() == message.body.splitlines()
    assert file.name == f"{message.key.replace(':', '-')}.eml"
    assert b"\r\n" in file.read_bytes()
    assert message.state == MessageState.SENT
    assert message.sent_at == NOW


def test_a_letter_can_be_stopped_by_one_press(sessions: Sessions, post: Post) -> None:
    alert(sessions)
    group(sessions)
    deliver(sessions, post, clock)
    (file,) = post.folder.iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    address = letter["List-Unsubscribe"].strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = address.rpartition("/")[2]
    assert read(LINKS.key, token) is not None
    assert read("another key", token) is None
    assert read(LINKS.key, token[:-1] + ("A" if token[-1] != "A" else "B")) is None


def test_a_real_server_takes_it_once(
    sessions: Sessions, post: Post, postman: tuple[Postman, str]
) -> None:
    keeper, address = postman
    alert(sessions)
    group(sessions)
    mailed = replace(post, smtp_url=address, sender="预警 <alert@chutong.example>")
    assert deliver(sessions, mailed, clock).sent == 1
    assert deliver(sessions, mailed, clock).sent == 0
    (letter,) = keeper.letters
    assert letter["Message-ID"] == (
        f"<{the_message(sessions).key.replace(':', '-')}@chutong.example>"
    )
    assert "G/TBT/N/USA/1" in body(letter)
    assert not post.folder.exists()


def test_a_server_that_is_away_is_tried_again_later(
    sessions: Sessions, post: Post, postman: tuple[Postman, str]
) -> None:
    keeper, address = postman
    keeper.answer = "451 Try again later"
    alert(sessions)
    group(sessions)
    mailed = replace(post, smtp_url=address)
    done = deliver(sessions, mailed, clock)
    assert (done.sent, done.failed) == (0, 1)
    assert "Try again later" in done.errors[0]
    message = the_message(sessions)
    assert message.state == MessageState.PENDING
    assert message.next_try_at == NOW + timedelta(minutes=BACK_OFF[0])
    assert deliver(sessions, mailed, clock).failed == 0, "it waits"
    keeper.answer = "250 OK"
    later = NOW + timedelta(minutes=2)
    assert deliver(sessions, mailed, lambda: later).sent == 1
    assert len(keeper.letters) == 1


def test_after_enough_attempts_a_message_has_failed(
    sessions: Sessions, post: Post
) -> None:
    alert(sessions)
    group(sessions)
    nowhere = replace(post, smtp_url="smtp://127.0.0.1:9")
    now = NOW
    for _ in range(len(BACK_OFF) + 1):
        deliver(sessions, nowhere, lambda: now)  # noqa: B023
        now += timedelta(days=1)
    message = the_message(sessions)
    assert message.state == MessageState.FAILED
    assert message.error is not None
    assert message.attempts == len(BACK_OFF) + 1


def test_a_claim_is_for_one(sessions: Sessions, post: Post) -> None:
    alert(sessions)
    group(sessions)
    number = the_message(sessions).id
    assert claim(sessions, number, post, NOW) is not None
    assert claim(sessions, number, post, NOW) is None


def test_a_claim_left_by_the_dead_is_taken_up_with_the_same_name(
    sessions: Sessions, post: Post
) -> None:
    alert(sessions)
    group(sessions)
    number = the_message(sessions).id
    first = claim(sessions, number, post, NOW)
    assert first is not None
    send(first, post, "dies before it is recorded")
    assert deliver(sessions, post, clock).sent == 0, "it may still be at work"
    later = NOW + STALE
    second = claim(sessions, number, post, later)
    assert second is not None
    assert second["Message-ID"] == first["Message-ID"]
    record(sessions, number, send(second, post, "x"), later)
    assert the_message(sessions).state == MessageState.SENT
    with sessions() as session:
        entry = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "message.resumed")
        ).one()
        assert entry.subject_id == str(number)


def deliver_in_child(url: str, address: str, folder: str) -> None:
    """What each of two processes does at the same time."""
    post = Post(LINKS, Path(folder), address)
    deliver(session_factory(make_engine(url)), post, clock)


def test_two_processes_at_once_send_each_message_once(
    database_url: str,
    sessions: Sessions,
    post: Post,
    postman: tuple[Postman, str],
) -> None:
    keeper, address = postman
    with sessions.begin() as session:
        notice = add_notice(session, "G/TBT/N/USA/1")
        add_match(session, notice, SECTOR)
        add_event(session, notice)
        for number in range(20):
            user = add_user(session, f"{number}@firm.cn")
            subscribe(session, user, now=BEFORE, sectors=[SECTOR])
        make_alerts(session, now=NOW, today=TODAY)
        make_messages(session, LINKS, now=NOW, today=TODAY)
    spawn = multiprocessing.get_context("spawn")
    given = (database_url, address, str(post.folder))
    pair = [spawn.Process(target=deliver_in_child, args=given) for _ in range(2)]
    for child in pair:
        child.start()
    for child in pair:
        child.join(60)
        assert child.exitcode == 0
    names = [letter["Message-ID"] for letter in keeper.letters]
    assert len(names) == 20
    assert len(set(names)) == 20


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
