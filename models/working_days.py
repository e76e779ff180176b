"""Working days in China: announced, put right by officers, or estimated; pure.

The General Office of the State Council announces each year's holidays and make-up
workdays, mostly in November of the year before. ``chinesecalendar`` carries them;
an officer's rows come before it. A year that neither knows is estimated: weekends and
the holidays that the law names, taken as long as they have lately been and without
make-up days, so that a day found by going back lies earlier rather than later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from chinese_calendar import get_solar_terms
from chinese_calendar.constants import holidays, workdays

from models.reference import read_rows

DAY = timedelta(days=1)
MONDAY, TUESDAY, THURSDAY, FRIDAY, SUNDAY = 0, 1, 3, 4, 6
NEW_YEAR, LABOUR, NATIONAL = (1, 1), (5, 1), (10, 1)
LABOUR_DAYS, NATIONAL_DAYS = 5, 8
BEFORE_SPRING, SPRING_DAYS = 2, 9
"""From two days before the Lunar New Year, as in 2026, the longest so far."""


@dataclass(frozen=True)
class Calendar:
    """The working days as they are known; ``rows`` are the officers' own days."""

    rows: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether one works on a day."""
        if day in self.rows:
            return self.rows[day]
        if day.year in announced():
            return day in workdays or (day.weekday() <= FRIDAY and day not in holidays)
        if self.is_known(day.year):
            return day.weekday() <= FRIDAY
        return day.weekday() <= FRIDAY and not is_likely_off(day)

    def is_known(self, year: int) -> bool:
        """Whether a year was announced, or officers have loaded it.

        A loaded year names at least its New Year's Day and its National Day, so that
        a single row of another kind does not pass for a whole year.
        """
        if year in announced():
            return True
        return all(date(year, *one) in self.rows for one in (NEW_YEAR, NATIONAL))

    def is_estimated(self, first: date, last: date) -> bool:
        """Whether a year that a stretch of days touches was not announced."""
        years = range(first.year, last.year + 1)
        return not all(self.is_known(year) for year in years)

    def back(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        while not self.works(day):
            day -= DAY
        return day

    def before(self, day: date, number: int) -> date:
        """The day that is so many working days before another."""
        return self.step(day, number, -DAY)

    def after(self, day: date, number: int) -> date:
        """The day that is so many working days after another."""
        return self.step(day, number, DAY)

    def step(self, day: date, number: int, by: timedelta) -> date:
        """Go on until so many working days lie behind; the first does not count."""
        left = number
        while left > 0:
            day += by
            left -= self.works(day)
        return day


@lru_cache(maxsize=1)
def announced() -> frozenset[int]:
    """The years that the library carries."""
    return frozenset(day.year for day in holidays)


def is_likely_off(day: date) -> bool:
    """Whether a day off is to be expected; New Year's may begin the year before."""
    return day in estimated(day.year) or day in estimated(day.year + 1)


@lru_cache(maxsize=32)
def estimated(year: int) -> frozenset[date]:
    """The days off that a year will likely have, weekends left aside."""
    return frozenset(
        {
            *single(date(year, *NEW_YEAR)),
            *single(pure_brightness(year)),
            *stretch(date(year, *LABOUR), LABOUR_DAYS),
            *stretch(date(year, *NATIONAL), NATIONAL_DAYS),
            *lunar_holidays(year),
        }
    )


def lunar_holidays(year: int) -> Iterator[date]:
    """Spring Festival, Dragon Boat and Mid-Autumn, as far as the table goes."""
    for row in read_lunar():
        if row["year"] == str(year):
            spring = date.fromisoformat(row["spring"])
            yield from stretch(spring - BEFORE_SPRING * DAY, SPRING_DAYS)
            yield from single(date.fromisoformat(row["dragon_boat"]))
            yield from single(date.fromisoformat(row["mid_autumn"]))


@lru_cache(maxsize=1)
def read_lunar() -> list[dict[str, str]]:
    """The table of lunar festivals by year."""
    return read_rows("lunar_days")


def pure_brightness(year: int) -> date:
    """清明 of a year, the 4th or 5th of April."""
    found = get_solar_terms(date(year, 4, 3), date(year, 4, 7))
    day: date = found[0][0]
    return day


def stretch(first: date, number: int) -> Iterator[date]:
    """So many days from the first on."""
    return (first + k * DAY for k in range(number))


def single(day: date) -> Iterator[date]:
    """A holiday of one day, with the day that joins it to a weekend."""
    yield day
    if day.weekday() == TUESDAY:
        yield day - DAY
    elif day.weekday() == THURSDAY:
        yield day + DAY
    elif day.weekday() > FRIDAY:
        yield day + (SUNDAY - day.weekday() + 1) * DAY
