"""Killed at any point, or two at once: nothing is lost and nothing is said twice."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from models.source import AlarmKind, SourceAlarm
from tests.web.letters import LINKS
from tests.web.stations import EPING, HOUR, NOW, TODAY, stations_of
from tests.web.watching import (
    Sessions,
    alarms,
    fail,
    messages,
    succeed,
    watch,
)
from web.config import load_settings
from web.health.alarms import end_alarms, raise_alarms, tell_alarms, watch_sources


def test_killed_between_the_row_and_its_message_nothing_is_lost(
    watched: Sessions,
) -> None:
    fail(watched, 3 * HOUR, HOUR)
    with watched.begin() as session:
        assert raise_alarms(session, list(stations_of(session).values()), NOW) == 1
    succeed(watched)
    assert watch(watched) == 4
    assert [one.key.split(":")[3] for one in messages(watched)] == [
        "raised",
        "raised",
        "well",
        "well",
    ]


def test_killed_before_the_end_is_told_it_is_told_by_the_next(
    watched: Sessions,
) -> None:
    fail(watched, 3 * HOUR, HOUR)
    watch(watched)
    succeed(watched)
    with watched.begin() as session:
        assert end_alarms(session, list(stations_of(session).values()), NOW) == 1
    assert [watch(watched), watch(watched)] == [2, 0]


def test_what_was_not_stored_was_not_told(watched: Sessions) -> None:
    """The claim goes with the messages: broken off, the next look tells all of it."""
    fail(watched, 3 * HOUR, HOUR)
    session = watched()
    assert watch_sources(session, load_settings(), LINKS, now=NOW, today=TODAY) == 2
    session.rollback()
    session.close()
    assert (alarms(watched), messages(watched)) == ([], [])
    assert watch(watched) == 2


def test_who_looks_with_old_eyes_tells_nothing_twice(watched: Sessions) -> None:
    """Another process saw the source before the first one raised its alarm."""
    fail(watched, 3 * HOUR, HOUR)
    with watched() as session:
        old = stations_of(session)
    assert watch(watched) == 2
    with watched.begin() as session:
        assert raise_alarms(session, list(old.values()), NOW) == 0
        assert tell_alarms(session, old, LINKS, NOW) == 0
    assert len(alarms(watched)) == 1


def test_many_at_once_tell_once(watched: Sessions) -> None:
    fail(watched, 3 * HOUR, HOUR)
    ready = threading.Barrier(4)
    made: list[int] = []

    def look() -> None:
        ready.wait()
        made.append(watch(watched))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, 0, 2]
    assert (len(alarms(watched)), len(messages(watched))) == (1, 2)


def test_the_database_holds_one_open_alarm_of_a_source(watched: Sessions) -> None:
    given = {"source_slug": EPING, "kind": AlarmKind.QUIET, "raised_at": NOW}
    with watched() as session:
        session.add(SourceAlarm(**given, ended_at=NOW))
        session.add(SourceAlarm(**given))
        session.commit()
        session.add(SourceAlarm(**given))
        with pytest.raises(IntegrityError):
            session.flush()
