"""Steps of time: months, quarters or years, and which of them a notice lies in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.facts import Facts
from models.facts.columns import Mask, Numbers
from web.trends.choice import Choice, end_of_month
from web.trends.view import Words

MONTHS = {"month": 1, "quarter": 3, "year": 12}
FEW_MONTHS, FEW_QUARTERS = 24, 60
"""Up to so many months, the steps are months, and then quarters."""
FIRST_YEAR = 1970


@dataclass(frozen=True)
class Step:
    """One step of time: its key (``2025-06``, ``2025-Q2``, ``2025``) and its days."""

    key: str
    since: date
    until: date

    @property
    def name(self) -> Words:
        """As people read it."""
        year, _, part = self.key.partition("-")
        if not part:
            return Words(f"{year}年", year)
        if part.startswith("Q"):
            return Words(f"{year}年第{part[1:]}季度", f"{part} {year}")
        return Words(f"{year}年{int(part)}月", self.key)


@dataclass(frozen=True)
class Steps:
    """The steps from the first to the last notice of a choice, without a hole."""

    grain: str
    first: int
    """The number of the first step, counted from 1970."""
    steps: tuple[Step, ...]

    def place(self, months: Numbers) -> Numbers:
        """Which step each month lies in; may be outside."""
        return months // MONTHS[self.grain] - self.first


def steps_of(facts: Facts, mask: Mask, choice: Choice, today: date) -> Steps:
    """The steps that a choice spans; as fine as fits on a page unless it is told."""
    months = facts.month[mask]
    if not len(months):
        return Steps(choice.grain or "month", 0, ())
    first, last = int(months.min()), int(months.max())
    first = month_number(choice.since) if choice.since else first
    last = max(last, month_number(choice.until or today))
    grain = choice.grain or fitting(last - first + 1)
    size = MONTHS[grain]
    numbers = range(first // size, last // size + 1)
    return Steps(grain, numbers[0], tuple(make_step(one, grain) for one in numbers))


def fitting(months: int) -> str:
    """The grain in which so many months are few enough."""
    if months <= FEW_MONTHS:
        return "month"
    return "quarter" if months <= FEW_QUARTERS else "year"


def month_number(day: date) -> int:
    """The number of a month, counted from January 1970."""
    return (day.year - FIRST_YEAR) * 12 + day.month - 1


def make_step(number: int, grain: str) -> Step:
    """A step from its number."""
    size = MONTHS[grain]
    begin, end = number * size, number * size + size - 1
    year = FIRST_YEAR + begin // 12
    keys = {
        "month": f"{year}-{begin % 12 + 1:02d}",
        "quarter": f"{year}-Q{begin % 12 // 3 + 1}",
        "year": f"{year}",
    }
    last = date(FIRST_YEAR + end // 12, end % 12 + 1, 1)
    return Step(keys[grain], date(year, begin % 12 + 1, 1), end_of_month(last))


def silent(facts: Facts, steps: Steps) -> list[bool]:
    """Whether nothing at all is held of a step: a gap in the data, and not a zero."""
    held = np.bincount(
        np.clip(steps.place(facts.month) + 1, 0, len(steps.steps) + 1),
        minlength=len(steps.steps) + 2,
    )
    return [int(one) == 0 for one in held[1:-1]]
