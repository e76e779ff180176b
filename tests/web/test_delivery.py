"""Messages are sent once, tried again, and can be stopped by one press."""

from __future__ import annotations

import email
import email.policy
import multiprocessing
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Connection
from sqlalchemy import Engine, select

from models.alert import MessageState
from models.database import make_engine, session_factory
from models.user import AuditEntry
from tests.web.letters import LINKS, SECTOR, Sessions, alert, clock, group, the_message
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
from web.alerts.grouping import make_messages
from web.alerts.links import read


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


def body(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


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
    send(first, post, NOW)  # and dies before it is recorded
    assert deliver(sessions, post, clock).sent == 0, "it may still be at work"
    later = NOW + STALE
    second = claim(sessions, number, post, later)
    assert second is not None
    assert first.letter is not None
    assert second.letter is not None
    assert second.letter["Message-ID"] == first.letter["Message-ID"]
    record(sessions, second, send(second, post, later), post, later)
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
