"""Which numbers are missing where a history is known in part only."""

from __future__ import annotations

from datetime import timedelta

from models.gaps import History
from tests.models.numbered import DAY, FILES, missing, on, usa


def test_a_partial_history_starts_at_its_lowest_number() -> None:
    assert missing(usa(100, 103), FILES) == ["G/TBT/N/USA/101", "G/TBT/N/USA/102"]


def test_numbers_from_before_the_day_that_is_vouched_for_prove_nothing() -> None:
    held = [*usa(90, day=DAY - timedelta(days=60)), *usa(100, 102)]
    assert missing(held, History(since=DAY)) == ["G/TBT/N/USA/101"]


def test_a_series_without_a_vouched_document_has_no_start() -> None:
    held = usa(90, 95, day=DAY - timedelta(days=60))
    assert missing(held, History(since=DAY)) == []


def test_the_base_of_an_addendum_may_lie_before_the_vouched_part() -> None:
    held = [*usa(100), *on("G/TBT/N/USA/7/Add.3")]
    assert missing(held, History(since=DAY)) == []


def test_follow_ups_of_a_vouched_base_start_at_one() -> None:
    held = [*usa(100), *on("G/TBT/N/USA/100/Add.2")]
    assert missing(held, History(since=DAY)) == ["G/TBT/N/USA/100/Add.1"]


def test_follow_ups_of_an_older_base_start_at_the_lowest_vouched_for() -> None:
    old = on("G/TBT/N/USA/7", day=DAY - timedelta(days=300))
    held = [*old, *on("G/TBT/N/USA/7/Add.3", "G/TBT/N/USA/7/Add.5")]
    assert missing(held, History(since=DAY)) == ["G/TBT/N/USA/7/Add.4"]


def test_a_straggler_does_not_open_the_numbers_above_it() -> None:
    late = usa(15, day=DAY + timedelta(days=30))
    held = [*late, *usa(100, 101, 103)]
    assert missing(held, History(since=DAY)) == ["G/TBT/N/USA/102"]


def test_a_stretch_that_was_lost_is_missing() -> None:
    held = [*usa(1, 2), *usa(40, 41, day=DAY + timedelta(days=90))]
    assert len(missing(held, History(since=DAY))) == 37
