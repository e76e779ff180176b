"""A crawl killed anywhere: the following run completes it, and nothing is doubled."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections.abc import Iterator
from itertools import count as numbers
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.settings import Wishes
from models.database import make_engine, session_factory
from models.measure import Event, Measure
from models.notice import Notice, NoticeMember, Version
from models.source import Run
from tests.crawler.crawls import SINCE, crawl
from tests.crawler.replay import Replay, row

POINTS = 30
ROWS = 12
TABLES = (Notice, NoticeMember, Version, Measure, Event)
PATIENCE = 60
"""Seconds for a crawl of a few rows; a fork of a process with threads may hang."""
FORK = multiprocessing.get_context("fork")


def crawl_until(url: str, wishes: Wishes, statement: int) -> None:
    """Crawl, and die without a word at the n-th statement."""
    engine = make_engine(url)
    counted = numbers(1)

    def die(*_: Any) -> None:
        if next(counted) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", die)
    event.listen(engine, "commit", die)
    crawl(session_factory(engine), wishes, since=SINCE)


def run_out(arguments: tuple[str, Wishes, int]) -> int | None:
    """Run a child to its end, however it ends; one that hangs at its end is killed."""
    child = FORK.Process(target=crawl_until, args=arguments)
    child.start()
    child.join(PATIENCE)
    if child.is_alive():
        child.kill()
        child.join()
    return child.exitcode


def statements(database: Engine) -> Iterator[int]:
    """Counts the statements and commits of what is done meanwhile."""
    seen = numbers(0)

    def step(*_: Any) -> None:
        next(seen)

    event.listen(database, "before_cursor_execute", step)
    event.listen(database, "commit", step)
    yield 0
    event.remove(database, "before_cursor_execute", step)
    event.remove(database, "commit", step)
    yield next(seen)


def held(sessions: sessionmaker[Session]) -> list[int]:
    with sessions() as session:
        counts = (select(func.count()).select_from(table) for table in TABLES)
        return [session.scalar(query) or 0 for query in counts]


def endings(sessions: sessionmaker[Session]) -> list[tuple[str, str | None]]:
    """How the runs ended so far."""
    with sessions() as session:
        query = select(Run.state, Run.error).order_by(Run.id)
        return [(one.state, one.error) for one in session.execute(query)]


def test_killed_at_random_points_the_next_run_completes_it(
    replay: Replay,
    sessions: sessionmaker[Session],
    database: Engine,
    database_url: str,
    wishes: Wishes,
) -> None:
    replay.size = 4
    replay.rows = [row(number) for number in range(1, ROWS + 1)]
    counting = statements(database)
    next(counting)
    crawl(sessions, wishes, since=SINCE)
    whole = next(counting)
    first = held(sessions)
    dice = random.Random(20261130)  # noqa: S311
    broken = 0
    for turn in range(1, POINTS + 1):
        start = 1000 * turn
        replay.rows = [row(start + number) for number in range(1, ROWS + 1)]
        before = held(sessions)
        arguments = (database_url, wishes, dice.randint(1, whole))
        broken += run_out(arguments) == -signal.SIGKILL
        assert crawl(sessions, wishes, since=SINCE).state == "ok"
        after = held(sessions)
        assert [new - old for new, old in zip(after, before, strict=True)] == first
    assert broken >= POINTS - 2
    told = endings(sessions)
    assert {state for state, _ in told} == {"ok", "failed"}
    errors = {error for _, error in told if error}
    assert errors == {"The run was broken off before its end."}


@pytest.mark.parametrize("statement", [1])
def test_the_killed_child_really_dies(
    statement: int, replay: Replay, database_url: str, wishes: Wishes
) -> None:
    replay.rows = [row(1)]
    assert run_out((database_url, wishes, statement)) == -signal.SIGKILL
