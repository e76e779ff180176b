from datetime import date, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.deadlines import Basis, days_left, deadline_of, is_doubtful, safe_moment

DAY = date(2025, 6, 3)
days = st.dates(date(1995, 1, 1), date(2090, 1, 1))
zones = st.sampled_from(
    ["America/New_York", "Pacific/Auckland", "Asia/Shanghai", "Europe/Brussels", "UTC"]
)


def test_a_new_notification_without_a_deadline_is_estimated() -> None:
    found = deadline_of("regular", emergency=False, circulated=DAY, stated=None)
    assert (found.day, found.basis) == (date(2025, 8, 2), Basis.ESTIMATED)


@pytest.mark.parametrize(
    ("kind", "emergency"),
    [
        ("addendum", False),
        ("corrigendum", False),
        ("revision", False),
        ("supplement", False),
        ("regular", True),
    ],
)
def test_nothing_else_is_estimated(kind: str, emergency: bool) -> None:
    found = deadline_of(kind, emergency=emergency, circulated=DAY, stated=None)
    assert (found.day, found.basis) == (None, Basis.NONE)


@given(days, st.integers(-400, 400))
def test_a_stated_deadline_is_never_changed(day: date, shift: int) -> None:
    stated = day + timedelta(days=shift)
    found = deadline_of("regular", emergency=False, circulated=day, stated=stated)
    assert (found.day, found.basis) == (stated, Basis.STATED)
    assert (found.note == "doubtful") == (shift < 0 or shift > 200)
    assert days_left(stated, day) == shift


def test_without_circulation_there_is_no_doubt_and_no_estimate() -> None:
    assert not is_doubtful(DAY, None)
    found = deadline_of("regular", emergency=False, circulated=None, stated=None)
    assert found.basis == Basis.NONE


def test_the_last_day_counts() -> None:
    assert days_left(DAY, DAY) == 0


@given(days, zones)
def test_the_safe_moment_is_on_or_before_both_ends(day: date, zone: str) -> None:
    moment = safe_moment(day, zone)
    assert moment.astimezone(ZoneInfo(zone)).date() <= day
    assert moment.date() <= day
    assert moment <= safe_moment(day, None)


def test_safe_moments() -> None:
    here, far = safe_moment(DAY, "America/New_York"), safe_moment(DAY, "Pacific/Fiji")
    assert here.isoformat() == "2025-06-03T23:59:59+08:00"
    assert far.isoformat() == "2025-06-03T19:59:59+08:00"
    with pytest.raises(ZoneInfoNotFoundError):
        safe_moment(DAY, "Mars/Olympus")
