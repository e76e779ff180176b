"""Months summed to years of twelve: the calendar's, or the last twelve in a row."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crawler.exports.cells import Period
from crawler.exports.notes import Notes
from crawler.exports.reading import Line
from crawler.faults import BadRowError, CrawlError

TWELVE = 12


class Years(NamedTuple):
    """To which years each period belongs, and what ends within no calendar year."""

    of: dict[Period, list[int]]
    until: date | None = None


def find_years(lines: Sequence[Line], notes: Notes) -> Years:
    """Lay every period of a table to its years.

    A table is of years or of months. Twelve months of a calendar year are that year;
    where the last month is no December, the twelve up to it stand for its year.
    CrawlError if months make no year.
    """
    check_kind(lines)
    periods = sorted({line.period for line in lines})
    if not periods or not periods[0].month:
        return Years({one: [one.year] for one in periods})
    whole = [year for year in years_of(periods) if is_whole(year, periods)]
    last = periods[-1]
    rolling = before(last)
    rolls = last.month != TWELVE and set(rolling) <= set(periods)
    of: dict[Period, list[int]] = {}
    for one in periods:
        found = [one.year] if one.year in whole else []
        of[one] = found + ([last.year] if rolls and one in rolling else [])
    remark(of, whole, last if rolls else None, notes)
    return Years(of, end_of(last) if rolls else None)


def check_kind(lines: Iterable[Line]) -> None:
    """Years and months in one table would be counted twice."""
    kinds: set[bool] = set()
    for line in lines:
        kinds.add(bool(line.period.month))
        if len(kinds) > 1:
            kind = "month" if line.period.month else "year"
            raise BadRowError("export_mixed", row=line.row, kind=kind)


def years_of(periods: Iterable[Period]) -> list[int]:
    """The years in which any period lies."""
    return sorted({one.year for one in periods})


def is_whole(year: int, periods: Sequence[Period]) -> bool:
    """Whether all months of a year are there."""
    return sum(one.year == year for one in periods) == TWELVE


def before(last: Period) -> list[Period]:
    """The twelve months up to this one."""
    count = last.year * TWELVE + last.month - 1
    return [
        Period(n // TWELVE, n % TWELVE + 1)
        for n in range(count - TWELVE + 1, count + 1)
    ]


def end_of(month: Period) -> date:
    """The last day of a month."""
    return date(month.year, month.month + 1, 1) - timedelta(1)


def remark(
    of: dict[Period, list[int]], whole: list[int], last: Period | None, notes: Notes
) -> None:
    """Say which years were made, and how many months belong to none."""
    if not whole and last is None:
        raise CrawlError("export_months", first=said(min(of)), last=said(max(of)))
    made = [str(year) for year in whole]
    if last:
        made.append(f"{said(before(last)[0])}–{said(last)} = {last.year}")
    notes.others.append(CrawlError("export_summed", years=", ".join(made)))
    left = sum(not years for years in of.values())
    if left:
        notes.others.append(CrawlError("export_left_months", months=left))


def said(month: Period) -> str:
    """A month as it is written in a table."""
    return f"{month.year}-{month.month:02}"
