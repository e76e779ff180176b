"""The clock bar: the days of a plan on one line, as a picture's measures; pure.

Marks carry numbers that the list beside the bar explains, so that it reads at any
width and in print. Those that would overlap stand in lanes below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.case_plan import CasePlan
from models.working_days import Calendar
from web.planning.words import ORDER

DAY = timedelta(days=1)
AFTER = 2
"""Days shown beyond the last one."""
LONGEST_AFTER = 14
"""How far beyond the last day today may still stand on the bar."""
MARK = 20
"""Room that a mark takes."""
LANE = 22
TOP, LINE = 18, 16
"""Above the line are the months and today; the line itself is so high."""
EDGE = 12
WIDE, NARROW, CARD = 720, 340, 170
"""Widths at which a mark is as large as text: a page, a phone, a card."""


@dataclass(frozen=True)
class Step:
    """A day of a plan: its number on the bar, its name, and the days until it."""

    number: int
    name: str
    day: date
    left: int


@dataclass(frozen=True)
class Mark:
    """A step on the bar; ``y`` is the middle of its circle."""

    step: Step
    x: float
    y: float


@dataclass(frozen=True)
class Bar:
    """The measures of one picture."""

    width: int
    height: float
    off: Sequence[tuple[float, float]]
    """Where days off begin, and how wide they are."""
    months: Sequence[tuple[float, date]]
    marks: Sequence[Mark]
    today: float | None
    start: float
    end: float


def steps_of(plan: CasePlan, today: date) -> list[Step]:
    """The days of a plan that are set, in their order."""
    known = [(name, getattr(plan, name)) for name in ORDER]
    set_days = [(name, day) for name, day in known if day is not None]
    return [
        Step(number, name, day, (day - today).days)
        for number, (name, day) in enumerate(set_days, 1)
    ]


def first_day(plan: CasePlan) -> date | None:
    """When the time for comments began."""
    told = plan.told.get("circulated")
    return date.fromisoformat(told) if told else None


def draw(
    plan: CasePlan, calendar: Calendar, today: date, width: int = WIDE
) -> Bar | None:
    """The bar of a plan; None where there is no stretch of days to show."""
    first, steps = first_day(plan), steps_of(plan, today)
    if first is None or plan.external is None or plan.external <= first:
        return None
    last = plan.external + AFTER * DAY
    if plan.external < today <= plan.external + LONGEST_AFTER * DAY:
        last = max(last, today + DAY)
    scale = Scale(first, last, width)
    marks = list(place(steps, scale))
    lowest = max((mark.y for mark in marks), default=0.0)
    return Bar(
        width=width,
        height=lowest + MARK / 2 + 2,
        off=list(days_off(calendar, scale)),
        months=list(months(scale)),
        marks=marks,
        today=scale.middle(today) if first <= today <= last else None,
        start=scale.left(first),
        end=scale.left(last + DAY),
    )


@dataclass(frozen=True)
class Scale:
    """Days along a width, from the first to the end of the last."""

    first: date
    last: date
    width: int

    @property
    def step(self) -> float:
        """How wide one day is."""
        return (self.width - 2 * EDGE) / ((self.last - self.first).days + 1)

    def left(self, day: date) -> float:
        """Where a day begins."""
        return round(EDGE + (day - self.first).days * self.step, 1)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return round(self.left(day) + self.step / 2, 1)

    def days(self) -> Iterator[date]:
        """Every day of the scale."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * DAY


def place(steps: Sequence[Step], scale: Scale) -> Iterator[Mark]:
    """Each step in the first lane where it hides no other."""
    ends: list[float] = []
    for step in steps:
        x = scale.middle(step.day)
        lane = next((k for k, end in enumerate(ends) if end <= x), len(ends))
        ends[lane : lane + 1] = [x + MARK]
        yield Mark(step, x, TOP + LINE + 6 + MARK / 2 + lane * LANE)


def days_off(calendar: Calendar, scale: Scale) -> Iterator[tuple[float, float]]:
    """Runs of days on which nobody works."""
    off = [day for day in scale.days() if not calendar.works(day)]
    if not off:
        return
    begin = off[0]
    for one, next_one in pairwise([*off, off[-1] + 2 * DAY]):
        if next_one - one > DAY:
            width = ((one - begin).days + 1) * scale.step
            yield scale.left(begin), round(width, 1)
            begin = next_one


def months(scale: Scale) -> Iterator[tuple[float, date]]:
    """The first day of each month that begins on the bar."""
    yield from ((scale.left(day), day) for day in scale.days() if day.day == 1)
