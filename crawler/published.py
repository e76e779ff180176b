"""The publisher's days of a record: there, readable, and to be believed."""

from datetime import date
from typing import Any

from crawler.errand import Errand
from crawler.faults import BadRowError
from models.days import read_day


def read_published(told: Any) -> date:
    """The day of publication, or the fault of a row that has none.

    One that is still to come is held back where it would be stored.
    """
    try:
        day = read_day(told)
    except ValueError as error:
        raise BadRowError("bad_day", field="day", reason=str(error)) from error
    if day is None:
        raise BadRowError("no_day", words=told)
    return day


def sure_day(told: Any, errand: Errand) -> date | None:
    """The day of publication for counting; none where it is not to be believed.

    A day still to come must never move the cursor: the next crawl would begin there.
    """
    try:
        day = read_published(told)
    except BadRowError:
        return None
    return None if errand.moment.is_to_come(day) else day


def read_stated(told: Any, field: str) -> date | None:
    """A further day that a row may state, such as a deadline; past or to come."""
    try:
        return read_day(told)
    except ValueError as error:
        raise BadRowError("bad_day", field=field, reason=str(error)) from error
