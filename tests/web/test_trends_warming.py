"""Trends are warm before anybody asks, and never older than the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.datastructures import MultiDict

from models.clock import fix_day
from models.database import session_factory
from models.facts import facts_at_hand, facts_of
from tests.models.archive import TODAY, add_notice, fill
from web.trends import warming
from web.trends.catalogue import VIEWS, ask
from web.trends.choice import read_choice
from web.trends.warming import Warmer, warmed

SOON = 5.0
"""Seconds after which a thread must have been at work."""


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    """Sessions of a database that holds the archive."""
    sessions = session_factory(database)
    with sessions() as session:
        fill(session)
        fix_day(session, TODAY)
        session.commit()
    return sessions


def test_what_rests_is_warmed_once(sessions: sessionmaker[Session]) -> None:
    warmer = Warmer(sessions)
    assert not warmer.look(), "one look cannot tell whether the data rest"
    assert warmer.look()
    assert not warmer.look()
    with sessions() as session:
        facts = facts_at_hand(session)
        assert facts is not None
        made, view = len(facts.made), VIEWS["members"]
        counted = ask(session, view, read_choice(MultiDict(), TODAY), TODAY)
        assert any(one is counted for one in facts.made.values())
        assert len(facts.made) == made, "the page finds its answer made"


def test_new_data_are_warmed_when_they_rest(sessions: sessionmaker[Session]) -> None:
    warmer = Warmer(sessions)
    assert [warmer.look(), warmer.look()] == [False, True]
    with sessions() as session:
        add_notice(session, "G/TBT/N/EU/9", distributed=TODAY, members=["EU"])
        session.commit()
        assert facts_at_hand(session) is None
    assert [warmer.look(), warmer.look(), warmer.look()] == [False, True, False]
    with sessions() as session:
        facts = facts_at_hand(session)
        assert facts is not None
        assert len(facts) == 7
        fix_day(session, TODAY + timedelta(days=1))
        session.commit()
    assert [warmer.look(), warmer.look()] == [False, True], "another day, other counts"


def test_a_thread_warms_until_it_is_ended(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Event()

    def warm(*_: object) -> int:
        done.set()
        return 1

    monkeypatch.setattr(warming, "warm", warm)
    with warmed(sessions, every=0.001) as warmer:
        assert done.wait(SOON)
    assert warmer is not None
    assert warmer.ended.is_set()
    with warmed(sessions, wanted=False) as nobody:
        assert nobody is None


def test_a_busy_database_is_asked_later(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    done, tries = Event(), iter([True])

    def warm(*_: object) -> int:
        if next(tries, False):
            raise OperationalError("SELECT 1", {}, OSError("database is locked"))
        done.set()
        return 1

    monkeypatch.setattr(warming, "warm", warm)
    with warmed(sessions, every=0.001):
        assert done.wait(SOON)


@pytest.fixture
def reader(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        yield session


def test_who_comes_meanwhile_waits_for_the_same_work(reader: Session) -> None:
    facts, begun, go = facts_of(reader), Event(), Event()
    made: list[Any] = []
    found: list[object] = []

    def make() -> object:
        begun.set()
        go.wait(SOON)
        made.append(object())
        return made[-1]

    def come() -> None:
        found.append(facts.once("slow", make))

    first = Thread(target=come)
    first.start()
    assert begun.wait(SOON)
    second = Thread(target=come)
    second.start()
    assert facts.once("quick", lambda: 1) == 1, "nobody else is kept waiting"
    go.set()
    first.join(SOON)
    second.join(SOON)
    assert found == [made[0], made[0]]
    assert len(made) == 1
