"""Months as people choose them, and the addresses of the lists behind a row."""

from __future__ import annotations

import re
from datetime import date, timedelta

from web.marks import N_
from web.refused import RefusedError
from web.trends.counting import Period

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


def read_period(since: str, until: str, today: date) -> Period:
    """The period from the first month to the end of the last, never beyond today."""
    first, last = first_day(since), first_day(until)
    if first and last and first > last:
        raise RefusedError(
            N_("起始月份%(since)s晚于截止月份%(until)s，请调整后再看。"),
            since=since,
            until=until,
        )
    return Period(first, min(last_day(last), today) if last else today)


def first_day(month: str) -> date | None:
    """The first day of ``YYYY-MM``; None for a blank."""
    if not month.strip():
        return None
    if not MONTH.fullmatch(month.strip()):
        raise RefusedError(
            N_("月份“%(month)s”无法识别，请写成2025-06这样的形式。"), month=month[:20]
        )
    return date.fromisoformat(f"{month.strip()}-01")


def last_day(first: date) -> date:
    """The last day of the month that begins so."""
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def months_between(first: str, last: str) -> list[str]:
    """Every month from the first to the last, both included."""
    month, found = date.fromisoformat(f"{first}-01"), []
    while f"{month:%Y-%m}" <= last:
        found.append(f"{month:%Y-%m}")
        month = last_day(month) + timedelta(days=1)
    return found


def link_of(period: Period, **chosen: str) -> dict[str, str]:
    """The query of the list of notices of a period."""
    days = {"since": period.since, "until": period.until}
    return {**chosen, **{name: str(day) for name, day in days.items() if day}}


def month_link(month: str, period: Period) -> dict[str, str]:
    """The query of one month, kept within the period."""
    first = date.fromisoformat(f"{month}-01")
    since = max(first, period.since or first)
    until = min(last_day(first), period.until or last_day(first))
    return link_of(Period(since, until))
