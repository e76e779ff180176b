"""Working days in China, with holidays and make-up workdays, as published each year.

``workdays.csv`` holds the days on which a year differs from Monday to Friday (General
Office of the State Council, yearly). A year that it does not hold is not guessed at:
Monday to Friday count, and ``is_known`` says so.
"""

import csv
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "workdays.csv"
WORK = "work"
FRIDAY = 4
DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def differing() -> dict[date, bool]:
    """The days that differ, and whether one works on each."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {date.fromisoformat(row["day"]): row["kind"] == WORK for row in rows}


def is_known(year: int) -> bool:
    """Whether the holidays of a year are held."""
    return any(day.year == year for day in differing())


def is_workday(day: date) -> bool:
    """Whether one works on a day."""
    return differing().get(day, day.weekday() <= FRIDAY)


def workday_before(day: date) -> date:
    """The last working day before a day."""
    before = day - DAY
    while not is_workday(before):
        before -= DAY
    return before


def add_workdays(day: date, number: int) -> date:
    """The day that is so many working days after another; that one does not count."""
    left = number
    while left > 0:
        day += DAY
        left -= is_workday(day)
    return day
