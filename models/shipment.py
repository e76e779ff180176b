"""The last day on which goods may leave and still arrive before a rule binds; pure.

The rule is the centre's own: entry into force, less the days of transit, less a buffer.
Nothing is computed from a day that nobody knows. That a transition is short when it is
under six months follows the Decision on Implementation of 2001 (WT/MIN(01)/17,
paragraphs 3.2 and 5.2), which counts from the publication.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

USUAL_TRANSITION = 6
"""Months between publication and entry into force that are usually left."""


class Mode(StrEnum):
    """How goods travel."""

    SEA = "sea"
    RAIL = "rail"
    AIR = "air"


class DayOrigin(StrEnum):
    """How a day is known."""

    STATED = "stated"
    """The notification, its form or a later document states it."""
    NATIONAL = "national"
    """The publisher of the law itself states it."""
    ESTIMATED = "estimated"
    """We count it from a period, or only know which document told it."""


class Lack(StrEnum):
    """What is missing, so that nothing can be computed."""

    IN_FORCE = "in_force"
    START = "start"
    """The day of adoption or publication."""
    TRANSIT = "transit"


@dataclass(frozen=True)
class Known:
    """A day, and how it is known."""

    day: date
    origin: DayOrigin


@dataclass(frozen=True)
class Transit:
    """Days on the way to a market, and days kept in reserve; ``member`` is its code."""

    member: str
    mode: Mode
    days: int
    buffer: int


@dataclass(frozen=True)
class Shipment:
    """The last safe day to one market by one mode, with all that it was computed of."""

    transit: Transit
    in_force: Known
    last: date

    def left(self, today: date) -> int:
        """Whole days until the last safe day; less than 0 after it."""
        return (self.last - today).days


def last_shipment(in_force: Known | None, transit: Transit | None) -> Shipment | Lack:
    """The last safe day, or what is missing to compute it."""
    if in_force is None:
        return Lack.IN_FORCE
    if transit is None:
        return Lack.TRANSIT
    away = timedelta(days=transit.days + transit.buffer)
    return Shipment(transit, in_force, in_force.day - away)


def is_short(start: Known | None, in_force: Known | None) -> bool | Lack:
    """Whether less than six months lie between publication and entry into force.

    ``start`` is the day of publication or, where that is unknown, of adoption.
    """
    if in_force is None:
        return Lack.IN_FORCE
    if start is None:
        return Lack.START
    return in_force.day < months_after(start.day, USUAL_TRANSITION)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
