"""The publisher's day of a record: there, readable, and not still to come."""

from datetime import date, timedelta
from typing import Any

from crawler.errand import Errand
from crawler.faults import BadRowError
from models.days import read_day

ZONES = timedelta(days=1)
"""The day of a publisher may have begun while ours has not."""


def read_published(told: Any, errand: Errand) -> date:
    """The day of publication, or the fault of a row that has none to be believed."""
    try:
        day = read_day(told)
    except ValueError as error:
        raise BadRowError("bad_day", field="day", reason=str(error)) from error
    if day is None:
        raise BadRowError("no_day", words=told)
    if is_to_come(day, errand):
        raise BadRowError("future_day", day=day)
    return day


def sure_day(told: Any, errand: Errand) -> date | None:
    """The day of publication for counting; none where it is not to be believed.

    A day still to come must never move the cursor: the next crawl would begin there.
    """
    try:
        return read_published(told, errand)
    except BadRowError:
        return None


def read_stated(told: Any, field: str) -> date | None:
    """A further day that a row may state, such as a deadline; past or to come."""
    try:
        return read_day(told)
    except ValueError as error:
        raise BadRowError("bad_day", field=field, reason=str(error)) from error


def is_to_come(day: date, errand: Errand) -> bool:
    """Whether a day lies after today, wherever it is today."""
    return day > errand.moment.now.date() + ZONES
