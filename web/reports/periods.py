"""Which days an issue covers, by its kind and a day within it."""

from __future__ import annotations

from datetime import date, timedelta

from web.marks import N_
from web.refused import RefusedError

FIRST = date(1995, 1, 1)
"""The day on which the WTO began; a special report looks at all since."""
AHEAD = N_("%(day)s还没有到，请选今天或更早的日期。")


def period_of(kind: str, day: date, today: date) -> tuple[date, date]:
    """The first and the last day of the issue that a day lies in.

    An issue that has not ended reaches until today.
    """
    if not FIRST <= day <= today:
        raise RefusedError(AHEAD, day=day)
    first, last = {
        "daily": (day, day),
        "weekly": week_of(day),
        "monthly": month_of(day),
        "yearly": (date(day.year, 1, 1), date(day.year, 12, 31)),
    }.get(kind, (FIRST, day))
    return first, min(last, today)


def week_of(day: date) -> tuple[date, date]:
    """From Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> tuple[date, date]:
    """A month's first and last day."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)
