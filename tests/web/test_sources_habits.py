"""How a source is doing by its own habit: when it is quiet, and how fresh it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.notice import Document
from models.source import AlarmKind, RunState
from tests.web.stations import (
    DAY,
    HOUR,
    NOW,
    TODAY,
    add_documents,
    add_run,
    add_source,
    days_back,
    station_of,
)
from web.sources.rhythm import Delay, delay_of, rhythm_of
from web.sources.service import Health

DAILY = days_back(*range(2, 40))
WEEKLY = days_back(*range(5, 62, 7))


@pytest.fixture
def known(session: Session) -> Session:
    add_source(session)
    return session


# Habit


def test_a_daily_source_is_quiet_after_days() -> None:
    """Weekends and the usual delay are no silence."""
    weekdays = [day for day in days_back(*range(4, 60)) if day.weekday() < 5]
    counts = dict.fromkeys(weekdays, 3)
    assert weekdays[0] == date(2026, 11, 26)
    found = rhythm_of(counts, TODAY, lag=1, heard=100)
    assert (found.longest, found.limit, found.stretch) == (3, 5, 4)
    assert not found.is_quiet
    assert rhythm_of(counts, TODAY + 2 * DAY, lag=1, heard=100).is_quiet


def test_a_weekly_source_is_not_quiet_after_days() -> None:
    counts = dict.fromkeys(WEEKLY, 1)
    found = rhythm_of(counts, TODAY, heard=100)
    assert (found.longest, found.stretch, found.is_quiet) == (7, 5, False)
    assert not rhythm_of(counts, TODAY + 3 * DAY, heard=100).is_quiet
    assert rhythm_of(counts, TODAY + 4 * DAY, heard=100).is_quiet


def test_too_little_history_is_said() -> None:
    found = rhythm_of(dict.fromkeys(days_back(30, 40, 50, 55), 1), TODAY, heard=100)
    assert (found.days, found.stretch, found.usual) == (4, 30, None)
    assert not found.is_quiet


def test_what_is_silent_for_months_stays_quiet() -> None:
    """Its habit is told by the days before it fell silent, not by the last sixty."""
    counts = dict.fromkeys(days_back(*range(90, 120)), 1)
    assert rhythm_of(counts, TODAY, heard=200).is_quiet


def test_silence_before_the_first_load_is_not_ours() -> None:
    counts = dict.fromkeys(days_back(*range(30, 60)), 1)
    assert not rhythm_of(counts, TODAY, heard=2).is_quiet
    assert rhythm_of(counts, TODAY, heard=3).is_quiet


def test_the_usual_size_of_a_day_leaves_the_odd_one_out() -> None:
    sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 90]
    counts = dict(zip(days_back(*range(10)), sizes, strict=True))
    assert rhythm_of(counts, TODAY).usual == (1, 5, 9)


def test_days_to_come_are_no_news() -> None:
    counts = dict.fromkeys([TODAY + DAY, *days_back(*range(3, 20))], 1)
    assert rhythm_of(counts, TODAY).stretch == 3


def test_a_quiet_source_is_told_from_a_deaf_one(known: Session) -> None:
    add_documents(known, days_back(*range(9, 40)))
    add_run(known, RunState.OK_ZERO)
    station = station_of(known)
    assert (station.health, station.trouble) == (Health.QUIET, AlarmKind.QUIET)
    for ago in (HOUR / 2, HOUR / 3):
        add_run(known, RunState.FAILED, ago=ago)
    assert station_of(known).trouble == AlarmKind.BROKEN


def test_samples_are_no_habit(known: Session) -> None:
    add_documents(known, DAILY, provisional=True)
    station = station_of(known)
    assert (station.rhythm.days, station.samples) == (0, len(DAILY))


# Delay and news


def test_the_delay_is_told_in_days() -> None:
    assert delay_of([0, 0, 1, 1, 1, 2, 2, 3, 9, 40]) == Delay(1, 9, 10)
    assert delay_of([1, 1, 1, 1]) is None


def test_the_delay_is_of_what_came_lately(known: Session) -> None:
    add_documents(known, days_back(1, 2, 3, 4, 5), delay=1)
    add_documents(known, days_back(6, 7), delay=-2)
    add_documents(known, days_back(90, 91), delay=20)
    add_documents(known, days_back(200, 300), created_at=NOW, baseline=True)
    add_documents(known, days_back(200, 300), created_at=NOW, provisional=True)
    assert station_of(known).delay == Delay(1, 1, 7)


def test_new_is_what_came_today_in_wuhan(known: Session) -> None:
    midnight = NOW.replace(hour=16) - DAY
    second = timedelta(seconds=1)
    for came in (midnight - second, midnight, NOW, midnight + DAY):
        add_documents(known, days_back(3), created_at=came)
    add_documents(known, days_back(3), created_at=NOW, baseline=True)
    assert station_of(known).came_today == 2


def test_attachments_are_counted_by_what_became_of_them(known: Session) -> None:
    [notice] = add_documents(known, days_back(1))
    for number, state in enumerate(("fetched", "fetched", "refused", "waiting")):
        url = f"https://docs.wto.org/{number}"
        row = Document(notice_id=notice.id, url=url, role="notification", state=state)
        known.add(row)
    known.flush()
    found = station_of(known).documents
    assert dict(found) == {"fetched": 2, "refused": 1, "waiting": 1}


# How fresh


def test_a_day_to_come_does_not_tell_how_fresh_a_source_is(known: Session) -> None:
    add_documents(known, [date(2025, 1, 20), date(2999, 12, 31)])
    assert station_of(known).newest == date(2025, 1, 20)


def test_samples_tell_how_fresh_a_source_is_only_where_nothing_else_is(
    known: Session,
) -> None:
    add_documents(known, [TODAY], provisional=True)
    assert station_of(known).newest == TODAY
    add_documents(known, days_back(9))
    assert [station_of(known).newest] == days_back(9)
