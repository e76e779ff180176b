"""Addresses that refuse, put off, return or complain: mail stops, and says so."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.alert import Message, MessageState
from models.endpoint import AddressState
from tests.web.channelled import post_to
from tests.web.doorkeeping import READER, Doorkeeper, known, open_door, waiting
from tests.web.letters import Sessions, clock, the_message
from tests.web.small_world import NOW
from web.alerts import standing
from web.alerts.channels import smtp
from web.alerts.delivery import STALE, claim, deliver
from web.alerts.letters import one_address


@pytest.fixture
def door() -> Iterator[tuple[Doorkeeper, str]]:
    with open_door() as found:
        yield found


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return waiting(database)


def test_greylisting_is_waited_out(
    sessions: Sessions, door: tuple[Doorkeeper, str], tmp_path: Path
) -> None:
    keeper, address = door
    keeper.answers = ["450 4.2.0 Greylisted, come back later"]
    post = post_to(tmp_path, smtp_url=address)
    assert deliver(sessions, post, clock).failed == 1
    later = NOW + timedelta(minutes=2)
    assert deliver(sessions, post, lambda: later).sent == 1
    assert keeper.taken == [READER]
    assert known(sessions) is None


def test_an_unknown_reader_is_written_to_once(
    sessions: Sessions, door: tuple[Doorkeeper, str], tmp_path: Path
) -> None:
    keeper, address = door
    keeper.answers = ["550 5.1.1 No such user"]
    post = post_to(tmp_path, smtp_url=address)
    deliver(sessions, post, clock)
    assert the_message(sessions).state == MessageState.FAILED
    kept = known(sessions)
    assert kept is not None
    assert kept.state == AddressState.STOPPED
    with sessions.begin() as session:
        copy = {"user_id": 1, "channel": "mail", "address": READER.upper()}
        texts = {"subject": "s", "body": "b", "body_html": "h", "created_at": NOW}
        session.add(Message(key="daily:2", **copy, **texts))
        session.add(Message(key="account:reset:1", **copy, **texts))
    assert deliver(sessions, post, clock).sent == 1, "what they ask for still goes"
    with sessions.begin() as session:
        standing.allow(session, READER, "officer", NOW)
    kept = known(sessions)
    assert kept is not None
    assert kept.state == AddressState.TAKES


def test_a_rule_of_the_server_is_not_the_readers_fault(
    sessions: Sessions, door: tuple[Doorkeeper, str], tmp_path: Path
) -> None:
    keeper, address = door
    keeper.answers = ["554 5.7.1 Relay access denied"]
    deliver(sessions, post_to(tmp_path, smtp_url=address), clock)
    kept = known(sessions)
    assert kept is not None
    assert (kept.state, kept.refusals) == (AddressState.TAKES, 1)


def test_five_in_a_row_stop_an_address(sessions: Sessions) -> None:
    for number in range(1, 6):
        with sessions.begin() as session:
            standing.refuse(session, READER, "450 later", NOW)
        kept = known(sessions)
        assert kept is not None
        assert (kept.state == AddressState.STOPPED) == (number == 5)


def answer_all(listener: socket.socket, lines: list[bytes]) -> None:
    """A server that says these lines, whatever is asked, and falls silent."""
    connection, _ = listener.accept()
    with connection:
        for line in lines:
            connection.sendall(line)
            if line != lines[-1]:
                connection.recv(65536)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def letter() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@b.cn", READER, "s"
    made.set_content("x")
    return made


def talk(listener: socket.socket, lines: list[bytes]) -> str:
    url = f"smtp://127.0.0.1:{listener.getsockname()[1]}?starttls=never"
    server = threading.Thread(target=answer_all, args=(listener, lines))
    server.start()
    outcome = smtp.send(url, letter(), timeout=0.3)
    server.join(5)
    return outcome.error


HELLO = [b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"]


def test_a_server_that_hangs_is_left(listener: socket.socket) -> None:
    url = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    outcome = smtp.send(url, letter(), timeout=0.2)
    assert outcome.away
    assert not outcome.final


def test_a_server_that_dribbles_is_left(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each piece is in time, the whole never."""
    monkeypatch.setattr(smtp, "WHOLE", 1)
    url = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    over = threading.Event()
    server = threading.Thread(target=dribble, args=(listener, over))
    server.start()
    begun = time.monotonic()
    outcome = smtp.send(url, letter(), timeout=0.4)
    over.set()
    server.join(5)
    assert outcome.error
    assert not outcome.final
    assert time.monotonic() - begun < 3


def dribble(listener: socket.socket, over: threading.Event) -> None:
    """Greet, then answer a letter at a time without end."""
    connection, _ = listener.accept()
    with connection:
        connection.sendall(b"220 hi\r\n250 hi\r\n")
        while not over.wait(0.05):
            try:
                connection.sendall(b"2")
            except OSError:
                return


def test_a_password_that_no_server_takes_holds_up_the_mail(
    door: tuple[Doorkeeper, str],
) -> None:
    _, url = door
    named = url.replace("smtp://", "smtp://li:%E5%AF%86@")
    outcome = smtp.send(named, letter())
    assert outcome.away
    assert "密" not in outcome.error


def test_a_server_that_dies_before_its_yes_is_asked_again(
    listener: socket.socket,
) -> None:
    assert talk(listener, HELLO) != ""


def test_a_server_that_dies_after_its_yes_has_taken_it(
    listener: socket.socket,
) -> None:
    assert talk(listener, [*HELLO, b"250 taken\r\n"]) == ""


BAD = [
    "a@b.cn\r\nBcc: all@firm.cn",
    "a@b.cn, c@d.cn",
    "a@b.cn>",
    "Li <a@b.cn>",
    "a b@c.cn",
    "@b.cn",
    "a@",
    "a@b.cn\x00",
    "a@b.cn.",
    "a@b..cn",
    "",
]


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_of_one_person_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="one person"):
        one_address(address)


def test_a_forged_address_fails_and_holds_up_nobody(
    sessions: Sessions, door: tuple[Doorkeeper, str], tmp_path: Path
) -> None:
    keeper, url = door
    with sessions.begin() as session:
        row = session.get_one(Message, 1)
        row.address = BAD[0]
        row.subject = "hello"
    deliver(sessions, post_to(tmp_path, smtp_url=url), clock)
    assert the_message(sessions).state == MessageState.FAILED
    assert keeper.taken == []


def test_a_clock_that_jumps_loses_nothing(sessions: Sessions, tmp_path: Path) -> None:
    """Claimed or put off in a future that was none, a message is taken up again."""
    post = post_to(tmp_path)
    number = the_message(sessions).id
    assert claim(sessions, number, post, NOW + timedelta(days=400)) is not None
    assert claim(sessions, number, post, NOW) is not None, "that claim is no claim"
    assert claim(sessions, number, post, NOW + STALE / 2) is None
    with sessions.begin() as session:
        row = session.get_one(Message, number)
        row.state, row.next_try_at = MessageState.PENDING, NOW + timedelta(days=400)
    assert deliver(sessions, post, clock).sent == 1
