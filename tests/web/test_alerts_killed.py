"""Killed while it alerts and delivers: no alert is lost, none comes as two letters.

One world goes on for all kills: each time something new happens, a child begins to
alert and deliver and dies at a point drawn by lot, in turn among the statements, the
ends of transactions and the words exchanged with a real mail server.
"""

from __future__ import annotations

import email
import email.policy
import multiprocessing
import os
import random
import re
import signal
import smtplib
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, event, func, select

from models.alert import Alert, Message, MessageState
from models.database import make_engine, session_factory
from tests.web.letters import LINKS, SECTOR
from tests.web.small_world import (
    BEFORE,
    NOW,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.alerts.delivery import STALE, Post, deliver
from web.alerts.grouping import make_messages

READERS = 2
STEP = STALE + timedelta(minutes=5)
"""So long after a death the next round begins; by then its claims are stale."""
KINDS = ("statement", "commit", "mail")
SEED = 20261130
SYMBOL = re.compile(r"G/TBT/N/USA/\d{4}")
Tick = Callable[[str], None]


class Keeper:
    """A mail server that keeps the name, the reader and the subjects of each letter."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str, frozenset[str]]] = []

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _connection: Any, envelope: Any
    ) -> str:
        """Take one letter."""
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        body = letter.get_body(("plain",))
        assert body is not None
        told = frozenset(SYMBOL.findall(str(body.get_content())))
        self.letters.append((str(letter["Message-ID"]), str(letter["To"]), told))
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Keeper, str]]:
    """A real SMTP server on this machine, and its address."""
    keeper = Keeper()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    yield keeper, f"smtp://127.0.0.1:{port}"
    controller.stop()


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine that leaves nothing open for a child to inherit."""
    engine = make_engine(url)
    yield engine
    engine.dispose()


def begin(url: str) -> None:
    """Readers who wait."""
    with opened(url) as engine, session_factory(engine).begin() as session:
        for number in range(READERS):
            user = add_user(session, f"{number}@firm.cn")
            subscribe(session, user, now=BEFORE, sectors=[SECTOR])


def happen(url: str, number: int, now: datetime) -> None:
    """Something new that all of them should hear of."""
    with opened(url) as engine, session_factory(engine).begin() as session:
        symbol = f"G/TBT/N/USA/{1000 + number}"
        notice = add_notice(session, symbol, distributed=now.date())
        add_match(session, notice, SECTOR)
        add_event(session, notice, created_at=now)


def alert_and_deliver(engine: Engine, address: str, now: datetime) -> None:
    """What a pass does once the notices are understood."""
    sessions = session_factory(engine)
    with sessions() as session:
        make_alerts(session, now=now, today=now.date(), keep=session.commit)
        session.commit()
    with sessions.begin() as session:
        make_messages(session, LINKS, now=now, today=now.date())
    post = Post(LINKS, Path("/nonexistent"), f"{address}?starttls=never")
    deliver(sessions, post, lambda: now)


def watch(engine: Engine, tick: Tick) -> None:
    """Call before and after each statement, end of a transaction, word of a mail."""
    event.listen(engine, "before_cursor_execute", lambda *_: tick("statement"))
    event.listen(engine, "after_cursor_execute", lambda *_: tick("statement"))
    event.listen(engine, "commit", lambda _: tick("commit"))
    dialect: Any = engine.dialect
    dialect.do_commit = around(dialect.do_commit, lambda: tick("commit"))
    mail: Any = smtplib.SMTP
    mail.send = around(mail.send, lambda: tick("mail"))
    mail.getreply = around(mail.getreply, lambda: tick("mail"))


def around(act: Callable[..., Any], tick: Callable[[], None]) -> Callable[..., Any]:
    """The same act with a tick before and after it."""

    def watched(*given: Any, **named: Any) -> Any:
        tick()
        result = act(*given, **named)
        tick()
        return result

    return watched


def child(url: str, address: str, now: datetime, kind: str, lives: int) -> None:
    """Alert and deliver, but die without a word at the nth point of a kind."""
    left = lives

    def tick(of: str) -> None:
        nonlocal left
        left -= of == kind
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = make_engine(url)
    watch(engine, tick)
    alert_and_deliver(engine, address, now)


def kill_again_and_again(
    url: str, address: str, kills: int, points: dict[str, int]
) -> tuple[int, datetime]:
    """Until so many have died: how much happened meanwhile, and what time it is."""
    fork, drawn = multiprocessing.get_context("fork"), random.Random(SEED)  # noqa: S311
    died, rounds, now = 0, 1, NOW + STEP
    while died < kills:
        rounds, now = rounds + 1, now + STEP
        assert rounds <= 3 * kills, "hardly any died"
        happen(url, rounds, now)
        kind = KINDS[rounds % len(KINDS)]
        lives = drawn.randint(1, points[kind])
        one = fork.Process(target=child, args=(url, address, now, kind, lives))
        one.start()
        one.join(60)
        assert one.exitcode in {0, -signal.SIGKILL}, (kind, lives, one.exitcode)
        died += one.exitcode != 0
    return rounds, now


def go_first(url: str, address: str) -> None:
    """Compile here, once, the statements that every child inherits and needs."""
    happen(url, 0, NOW)
    with opened(url) as engine:
        alert_and_deliver(engine, address, NOW)


def points_of_a_round(url: str, address: str) -> dict[str, int]:
    """How many points of each kind there are from the event to the last letter."""
    pipe, other = multiprocessing.Pipe()
    happen(url, 1, NOW + STEP)
    fork = multiprocessing.get_context("fork")
    one = fork.Process(target=count_points, args=(url, address, other))
    one.start()
    assert pipe.poll(60)
    counted: dict[str, int] = pipe.recv()
    one.join(60)
    return counted


def count_points(url: str, address: str, told: Any) -> None:
    """Do one round to its end and tell what was passed."""
    counted = dict.fromkeys(KINDS, 0)

    def tick(kind: str) -> None:
        counted[kind] += 1

    engine = make_engine(url)
    watch(engine, tick)
    alert_and_deliver(engine, address, NOW + STEP)
    told.send(counted)


def test_killed_at_random_points_nothing_is_lost_or_told_in_two_letters(
    database_url: str, server: tuple[Keeper, str], pytestconfig: pytest.Config
) -> None:
    keeper, address = server
    kills = 200 if pytestconfig.getoption("--full") else 30
    begin(database_url)
    go_first(database_url, address)
    points = points_of_a_round(database_url, address)
    assert min(points.values()) >= 10, points
    rounds, now = kill_again_and_again(database_url, address, kills, points)
    with opened(database_url) as engine:
        for later in (STEP, timedelta(days=1), timedelta(days=2)):
            alert_and_deliver(engine, address, now + later)
        nothing_is_lost(engine, rounds + 1)
        told_once(engine, keeper, rounds + 1)


def nothing_is_lost(engine: Engine, happened: int) -> None:
    """Each reader has one alert of each event, and each went out."""
    with session_factory(engine)() as session:
        assert session.scalar(select(func.count(Alert.id))) == happened * READERS
        waiting = select(func.count(Alert.id)).where(Alert.message_id.is_(None))
        assert session.scalar(waiting) == 0
        assert set(session.scalars(select(Message.state))) == {MessageState.SENT}


def told_once(engine: Engine, keeper: Keeper, happened: int) -> None:
    """Each reader has each event in letters of one name alone, that of its message."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, reader, symbols in keeper.letters:
        for symbol in symbols:
            names[reader, symbol].add(name)
    assert len(names) == happened * READERS
    assert {len(found) for found in names.values()} == {1}
    with session_factory(engine)() as session:
        keys = set(session.scalars(select(Message.key)))
    assert {one for one, _, _ in keeper.letters} == {
        f"<{key.replace(':', '-')}@chutong.example>" for key in keys
    }
