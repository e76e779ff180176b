"""When the steps of a case are due, planned back from the last day for comments; pure.

A paper must lie at the national body 21 days before the last day T where the window is
60 days or more, else 35 % of the window, and never less than three working days. The
centre's own steps are shares of the time from circulation to that day. Each is moved
back to a working day. A recipient may ask for other lead times.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor
from typing import Any
from zoneinfo import ZoneInfo

from models.deadlines import USUAL_PERIOD, Basis, end_of, safe_moment
from models.working_days import Calendar

DAY = timedelta(days=1)
Told = list[dict[str, Any]]


class Share(StrEnum):
    """The centre's own steps, by the column that holds their day."""

    REPLIES = "replies_close"
    DRAFT = "draft_due"
    MEETING = "meeting_due"
    SIGN_OFF = "sign_off_due"


SHARES = {
    Share.REPLIES: 0.5,
    Share.DRAFT: 0.72,
    Share.MEETING: 0.82,
    Share.SIGN_OFF: 0.95,
}
"""How far between circulation and the national day each step lies."""


@dataclass(frozen=True)
class Lead:
    """How long before the last day a national body wants a paper."""

    days: int = 21
    share: float = 0.35
    working_days: int = 3


@dataclass(frozen=True)
class Window:
    """What a plan rests on: the notice's own days, and when the case began.

    ``external`` is the last day for comments, None where nobody knows one; ``zone``
    the Member's, empty where it is not known.
    """

    circulated: date
    external: date | None
    basis: Basis
    begun: date
    zone: str = ""

    @property
    def days(self) -> int:
        """From circulation to the last day."""
        return (self.external - self.circulated).days if self.external else 0


@dataclass(frozen=True)
class Plan:
    """The days of a case; ``told`` are the steps of the computation, in their order."""

    external: date | None
    basis: Basis
    zone: str
    national: date | None
    steps: dict[Share, date]
    is_estimated: bool
    told: Told


@dataclass
class Steps:
    """Days moved back to working days, with what was done on the way."""

    calendar: Calendar
    told: Told

    def say(self, step: str, **values: Any) -> None:
        """Add a step of the computation."""
        self.told.append({"step": step, **values})

    def settle(self, day: date, what: str) -> date:
        """The last working day up to a day; told where that is another one."""
        found = self.calendar.back(day)
        if found != day:
            self.say("moved", what=what, day=day.isoformat(), to=found.isoformat())
        return found


def plan_back(window: Window, lead: Lead, calendar: Calendar) -> Plan:
    """Plan a case from its last day; no steps where there is none, or it is over."""
    steps = Steps(calendar, list(tell_external(window)))
    if window.external is None:
        return bare(window, steps)
    if window.external < window.begun:
        steps.say("over", day=window.external.isoformat())
        return bare(window, steps)
    national = plan_national(window, window.external, lead, steps)
    own = plan_steps(window, national, steps)
    guessed = calendar.is_estimated(min(window.circulated, national), window.external)
    if guessed:
        steps.say("calendar", years=unannounced(window, calendar))
    estimated = guessed or window.basis == Basis.ESTIMATED
    return Plan(
        window.external, window.basis, window.zone, national, own, estimated, steps.told
    )


def bare(window: Window, steps: Steps) -> Plan:
    """A plan without steps."""
    estimated = window.basis == Basis.ESTIMATED
    return Plan(
        window.external, window.basis, window.zone, None, {}, estimated, steps.told
    )


def tell_external(window: Window) -> Iterator[dict[str, Any]]:
    """How the last day is known, and the last safe moment here."""
    if window.external is None:
        yield {"step": "none"}
        return
    if window.basis == Basis.ESTIMATED:
        day = window.external.isoformat()
        yield {"step": "estimated", "days": window.days, "day": day}
    else:
        yield {"step": str(window.basis), "day": window.external.isoformat()}
    safe = safe_moment(window.external, window.zone or None)
    if (safe.hour, safe.minute) != (23, 59):
        yield {"step": "safe", "at": safe.strftime("%H:%M"), "zone": window.zone}


def plan_national(window: Window, external: date, lead: Lead, steps: Steps) -> date:
    """The day on which the paper must lie at the national body."""
    whole = window.days >= USUAL_PERIOD.days
    days = lead.days if whole else shortened(lead.share, window.days)
    step = {} if whole else {"share": lead.share, "window": window.days}
    steps.say("less", days=days, **step)
    day = external - days * DAY
    latest = steps.calendar.before(external, lead.working_days)
    if day > latest:
        steps.say("least", days=lead.working_days)
        day = latest
    return steps.settle(day, "national")


def shortened(share: float, window: int) -> int:
    """A share of a window in whole days, rounded up; 0.35 of 20 is 7, not 8."""
    return ceil(round(share * window, 6))


def plan_steps(window: Window, national: date, steps: Steps) -> dict[Share, date]:
    """The centre's own days; none where the national day is over already.

    They are shares of the time from circulation. Where the case began so late that
    the first would be over, they are shares of what is left.
    """
    if national < window.begun:
        steps.say("hurry", day=national.isoformat())
        return {}
    first = window.circulated
    if share_of(first, national, SHARES[Share.REPLIES]) <= window.begun:
        first = window.begun
        steps.say("squeezed", day=first.isoformat())
    found = {}
    for what, share in SHARES.items():
        day = steps.calendar.back(share_of(first, national, share))
        found[what] = max(day, min(window.begun, national))
    return found


def share_of(first: date, last: date, share: float) -> date:
    """The day at a share of a stretch, to the nearest; half a day counts as one."""
    return first + floor(round(share * (last - first).days, 6) + 0.5) * DAY


def unannounced(window: Window, calendar: Calendar) -> list[int]:
    """The years of a window that were not announced."""
    last = window.external or window.circulated
    years = range(window.circulated.year, last.year + 1)
    return [year for year in years if not calendar.is_known(year)]


def earliest_zone(zones: Iterable[str], day: date) -> str:
    """Of several Members' zones the one in which a day ends first."""
    known = sorted({zone for zone in zones if zone})
    return min(known, key=lambda zone: end_of(day, ZoneInfo(zone)), default="")
