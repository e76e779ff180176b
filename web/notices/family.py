"""The life of a measure on one line: what happened, what is to come; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from models.deadlines import HERE
from models.events import EventKind
from models.kinds import INCIDENTS, NoticeKind

STEPS = (EventKind.CIRCULATED, EventKind.ADOPTED, EventKind.IN_FORCE)
"""Steps shown hollow while they are unknown."""
ENDED = frozenset({EventKind.WITHDRAWN, EventKind.VOID})
FINAL = frozenset({EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.FINAL_TEXT})


class Happened(Protocol):
    """An event of a measure."""

    kind: str
    day: date
    notice_id: int
    day_basis: str
    created_at: datetime


@dataclass(frozen=True)
class Step:
    """A point on the line; ``when`` is past, coming, missed or unknown.

    What is only planned has not happened, also where its day is over: it was missed,
    as far as anybody told. ``told`` is how the official form words a day that it does
    not name.
    """

    kind: str
    day: date | None
    when: str
    notice_id: int | None = None
    basis: str = "stated"
    told: Mapping[str, Any] | None = None
    is_planned: bool = False


@dataclass(frozen=True)
class Plan:
    """When a step is to be taken: the day, or the words of the official form."""

    day: date | None
    told: Mapping[str, Any] | None = None


def line_of(
    events: Iterable[Happened],
    deadline: date | None,
    deadline_basis: str,
    today: date,
    notice_kind: str = NoticeKind.NOTIFICATION,
    plans: Mapping[str, Plan] | None = None,
) -> list[Step]:
    """The steps of a measure by their days, then those nobody knows yet.

    An incident has none to come. Of a step that is not taken yet, ``plans`` tells
    by its kind what the documents state.

    The day of an extension is the new deadline, which stands on the line itself.
    """
    days = ((one, day_on(one, today)) for one in events if one.kind != "other")
    known = {
        (one.kind, day): one
        for one, day in days
        if (one.kind, day) != (EventKind.EXTENDED, deadline)
    }
    steps = [
        Step(one.kind, day, when(day, today), one.notice_id, one.day_basis)
        for (_, day), one in known.items()
    ]
    if deadline:
        steps.append(
            Step("deadline", deadline, when(deadline, today), None, deadline_basis)
        )
    steps.append(Step("today", today, "now"))
    if notice_kind not in INCIDENTS:
        steps += steps_ahead({kind for kind, _ in known}, plans or {}, today)
    return sorted(steps, key=lambda one: (one.day or date.max, one.kind == "today"))


def day_on(event: Happened, today: date) -> date:
    """The day on which an event stands on the line.

    A changed text has no day of its own: it stands where the change was seen.
    """
    if event.kind != EventKind.TEXT_CHANGED:
        return event.day
    return min(event.created_at.astimezone(HERE).date(), today)


def when(day: date, today: date) -> str:
    """Whether a day has come."""
    return "past" if day <= today else "coming"


def steps_ahead(kinds: set[str], plans: Mapping[str, Plan], today: date) -> list[Step]:
    """The steps that a living measure still has before it, as planned or unknown."""
    if kinds & ENDED or EventKind.IN_FORCE in kinds:
        return []
    missing = [EventKind.IN_FORCE]
    if not kinds & FINAL:
        missing.insert(0, EventKind.ADOPTED)
    return [step_ahead(kind, plans.get(kind), today) for kind in missing]


def step_ahead(kind: str, plan: Plan | None, today: date) -> Step:
    """A step that is not taken yet."""
    if plan is None or plan.day is None:
        told = plan.told if plan else None
        return Step(kind, None, "unknown", told=told, is_planned=told is not None)
    state = "missed" if plan.day <= today else "coming"
    return Step(kind, plan.day, state, is_planned=True)
