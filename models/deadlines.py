"""Until when a notice may be commented on, and how sure that is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

USUAL_PERIOD = timedelta(days=60)
LONGEST_PERIOD = timedelta(days=200)
HERE = ZoneInfo("Asia/Shanghai")


class Basis(StrEnum):
    """Where a deadline comes from."""

    STATED = "stated"
    FORM = "form"
    """Only the official form states it, not the structured record."""
    DOCKET = "docket"
    """The docket is open longer than the published document says."""
    ESTIMATED = "estimated"
    NONE = "none"


@dataclass(frozen=True)
class Deadline:
    """The last day for comments; `note` is "doubtful" where a person must check."""

    day: date | None
    basis: Basis
    note: str = ""


def deadline_of(
    kind: str, *, emergency: bool, circulated: date | None, stated: date | None
) -> Deadline:
    """The stated deadline, or an estimate where one may be made.

    Only a new regular notification ("regular") is estimated, at 60 days from
    circulation: never an emergency, addendum, corrigendum, supplement or revision.
    """
    if stated is not None:
        note = "doubtful" if is_doubtful(stated, circulated) else ""
        return Deadline(stated, Basis.STATED, note)
    if kind == "regular" and not emergency and circulated is not None:
        return Deadline(circulated + USUAL_PERIOD, Basis.ESTIMATED)
    return Deadline(None, Basis.NONE)


def is_doubtful(day: date, circulated: date | None) -> bool:
    """Whether a deadline lies before circulation or more than 200 days after it."""
    if circulated is None:
        return False
    return not timedelta(0) <= day - circulated <= LONGEST_PERIOD


def days_left(day: date, today: date) -> int:
    """Whole days until the deadline: 0 on the day itself, less than 0 after it."""
    return (day - today).days


def safe_moment(day: date, zone: str | None) -> datetime:
    """The last safe second: the day's end in the Member's zone or here, the earlier.

    It comes in Asia/Shanghai time. An unknown zone raises ZoneInfoNotFoundError.
    """
    ends = [end_of(day, HERE)]
    if zone:
        ends.append(end_of(day, ZoneInfo(zone)))
    return min(ends).astimezone(HERE)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day in a zone."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)
