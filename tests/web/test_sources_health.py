"""How a source is doing: by its calls, by the clock, and by who is in trouble."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.source import AlarmKind, RunState
from tests.web.stations import (
    EPING,
    HOUR,
    add_run,
    add_source,
    station_of,
    stations_of,
)
from web.sources.service import Health


@pytest.fixture
def known(session: Session) -> Session:
    add_source(session)
    return session


# Calls


def test_a_source_that_was_never_called_is_in_no_trouble(known: Session) -> None:
    station = station_of(known)
    assert (station.health, station.trouble) == (Health.NEVER, None)
    assert (station.next_due, station.call) == (None, None)


def test_a_good_call_is_told_with_its_time(known: Session) -> None:
    run = add_run(known, RunState.OK_ZERO)
    station = station_of(known)
    assert (station.health, station.trouble) == (Health.WELL, None)
    assert station.record.last_success == run.ended_at
    assert station.next_due == run.started_at + 2 * HOUR


def test_ways_of_one_call_belong_together(known: Session) -> None:
    add_run(known, RunState.OK, ago=5 * HOUR, way="api")
    add_run(known, RunState.FAILED, ago=HOUR, way="api")
    add_run(known, RunState.FAILED, ago=HOUR / 2, way="website", instead_of="api")
    add_run(known, RunState.OK, ago=HOUR / 3, way="workbook", instead_of="website")
    station = station_of(known)
    assert [[run.way for run in call.runs] for call in station.record.calls] == [
        ["api", "website", "workbook"],
        ["api"],
    ]
    assert (station.health, station.trouble) == (Health.WELL, None)


def test_one_call_by_three_ways_that_fail_is_one_failure(known: Session) -> None:
    add_run(known, RunState.OK, ago=4 * HOUR)
    for place, way in enumerate(("api", "website", "workbook")):
        before: dict[str, Any] = {}
        if place:
            before["instead_of"] = ("api", "website")[place - 1]
        ago = HOUR - place * timedelta(minutes=5)
        add_run(known, RunState.FAILED, ago=ago, way=way, **before)
    station = station_of(known)
    assert (station.health, station.trouble) == (Health.FAILED, None)
    assert len(station.record.failures) == 1
    add_run(known, RunState.FAILED, ago=HOUR / 10)
    assert station_of(known).trouble == AlarmKind.BROKEN


@pytest.mark.parametrize("state", [RunState.SKIPPED, RunState.RUNNING])
def test_who_called_nobody_says_nothing(known: Session, state: RunState) -> None:
    add_run(known, RunState.FAILED, ago=3 * HOUR)
    add_run(known, state)
    station = station_of(known)
    assert (station.health, len(station.record.failures)) == (Health.FAILED, 1)


def test_a_file_that_somebody_imported_is_no_call(known: Session) -> None:
    add_run(known, RunState.OK, ago=20 * HOUR)
    add_run(known, RunState.OK, way="file", job="import")
    station = station_of(known)
    assert station.health == Health.LATE
    add_run(known, RunState.FAILED, ago=HOUR / 2, way="file", job="import")
    add_run(known, RunState.FAILED, ago=HOUR / 3, way="file", job="import")
    assert station_of(known).trouble == AlarmKind.LATE


def test_rows_held_back_are_no_failure_of_the_source(known: Session) -> None:
    for ago in (3 * HOUR, HOUR):
        add_run(known, RunState.DEGRADED, ago=ago, bad=2)
    station = station_of(known)
    assert (station.health, station.trouble) == (Health.AILING, None)
    assert station.record.last_success is not None


@pytest.mark.parametrize(
    ("ago", "late"), [(6 * HOUR, False), (6 * HOUR + timedelta(minutes=2), True)]
)
def test_three_intervals_without_success_are_late(
    known: Session, ago: timedelta, *, late: bool
) -> None:
    add_run(known, ago=ago)
    station = station_of(known)
    assert station.is_late is late
    assert station.trouble == (AlarmKind.LATE if late else None)


def test_those_in_trouble_come_first(known: Session) -> None:
    for slug in ("b_off", "a_well", "c_failed"):
        add_source(known, slug, enabled=slug != "b_off")
    add_run(known, slug="a_well")
    add_run(known, RunState.FAILED, slug="c_failed")
    assert list(stations_of(known)) == ["c_failed", "a_well", EPING, "b_off"]
