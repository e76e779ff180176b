"""Working days: announced, put right by officers, and estimated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.reference import read_rows
from models.working_days import Calendar, announced, estimated, read_lunar

SHIPPED = Calendar()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2025-01-26", True),  # a Sunday made up for the Spring Festival
        ("2025-01-28", False),
        ("2025-02-04", False),
        ("2025-02-05", True),
        ("2025-10-08", False),  # National Day and Mid-Autumn in one
        ("2025-10-11", True),  # a Saturday made up
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-05-09", True),
        ("2026-06-19", False),
        ("2026-09-20", True),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-11-28", False),  # a plain Saturday
    ],
)
def test_announced_days_are_those_of_the_state_council(day: str, works: bool) -> None:
    assert SHIPPED.works(date.fromisoformat(day)) is works


def test_a_year_not_yet_announced_is_estimated_and_says_so() -> None:
    assert SHIPPED.is_known(2026)
    assert not SHIPPED.is_known(2031)
    assert SHIPPED.is_estimated(date(2026, 12, 1), date(2031, 1, 5))
    assert not SHIPPED.is_estimated(date(2026, 2, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2031-01-01", False),  # a Wednesday
        ("2031-01-02", True),
        ("2031-01-21", False),  # two days before the Lunar New Year
        ("2031-01-29", False),
        ("2031-01-30", True),
        ("2031-04-04", True),  # 清明 falls on Saturday the 5th
        ("2031-04-07", False),  # so the Monday is off
        ("2031-05-05", False),
        ("2031-06-24", False),  # 端午 on a Tuesday, joined to the weekend
        ("2031-06-23", False),
        ("2031-10-08", False),
        ("2031-10-09", True),
        ("2029-12-31", False),  # New Year 2030 is a Tuesday
        ("2040-03-05", True),  # beyond the lunar table: fixed holidays only
        ("2040-10-03", False),
    ],
)
def test_an_estimated_year_takes_its_holidays_long(day: str, works: bool) -> None:
    assert SHIPPED.works(date.fromisoformat(day)) is works


def test_an_estimate_has_no_make_up_days() -> None:
    for year in range(max(announced()) + 1, 2036):
        days = [date(year, 1, 1) + k * DAY for k in range(365)]
        assert not any(SHIPPED.works(day) for day in days if day.weekday() > 4)
        assert len(estimated(year)) >= 25


def test_lunar_festivals_lie_where_the_moon_allows() -> None:
    """Spring is 21 January to 20 February; the others are months apart."""
    rows = read_rows("lunar_days")
    assert rows == read_lunar()
    assert [int(row["year"]) for row in rows] == list(range(2027, 2036))
    for row in rows:
        spring, boat, autumn = (
            date.fromisoformat(row[name])
            for name in ("spring", "dragon_boat", "mid_autumn")
        )
        assert date(spring.year, 1, 21) <= spring <= date(spring.year, 2, 20)
        months = round((boat - spring).days / 29.53, 1)
        assert months in {4.1, 4.2, 5.1, 5.2}, row
        assert (autumn - boat).days in range(97, 131), row


def test_an_officers_day_comes_first() -> None:
    own = Calendar({date(2026, 11, 30): False, date(2026, 11, 28): True})
    assert not own.works(date(2026, 11, 30))
    assert own.works(date(2026, 11, 28))
    assert own.back(date(2026, 11, 30)) == date(2026, 11, 28)


def test_a_single_row_does_not_pass_for_a_year() -> None:
    stray = Calendar({date(2031, 3, 3): False})
    assert not stray.is_known(2031)
    whole = Calendar({date(2031, 1, 1): False, date(2031, 10, 1): False})
    assert whole.is_known(2031)
    assert whole.works(date(2031, 1, 21)), "what a loaded year does not name is plain"
    assert not stray.works(date(2031, 1, 21)), "what is estimated stays off"


@pytest.mark.parametrize(
    ("start", "number", "after"),
    [
        ("2026-03-02", 3, "2026-03-05"),
        ("2026-03-05", 3, "2026-03-10"),
        ("2026-02-12", 3, "2026-02-24"),  # 14 February is a working Saturday
        ("2026-04-30", 3, "2026-05-08"),
        ("2026-05-08", 1, "2026-05-09"),
        ("2025-09-30", 3, "2025-10-11"),
    ],
)
def test_working_days_are_counted_on_and_back(
    start: str, number: int, after: str
) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(after)
    assert SHIPPED.after(first, number) == last
    assert SHIPPED.before(last, number) == first
