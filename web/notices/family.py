"""The life of a measure on one line: what happened, what is to come; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

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


@dataclass(frozen=True)
class Step:
    """A point on the line; ``when`` is past, coming or unknown."""

    kind: str
    day: date | None
    when: str
    notice_id: int | None = None
    basis: str = "stated"


def line_of(
    events: Iterable[Happened],
    deadline: date | None,
    deadline_basis: str,
    today: date,
    notice_kind: str = NoticeKind.NOTIFICATION,
) -> list[Step]:
    """The steps of a measure by their days, then those nobody knows yet.

    An incident has none to come.

    The day of an extension is the new deadline, which stands on the line itself.
    """
    known = {
        (one.kind, one.day): one
        for one in events
        if one.kind != "other" and (one.kind, one.day) != (EventKind.EXTENDED, deadline)
    }
    steps = [
        Step(one.kind, one.day, when(one.day, today), one.notice_id, one.day_basis)
        for one in known.values()
    ]
    if deadline:
        steps.append(
            Step("deadline", deadline, when(deadline, today), None, deadline_basis)
        )
    steps.append(Step("today", today, "now"))
    steps.sort(key=lambda step: (step.day or date.max, step.kind == "today"))
    if notice_kind in INCIDENTS:
        return steps
    return steps + unknown_steps({kind for kind, _ in known})


def when(day: date, today: date) -> str:
    """Whether a day has come."""
    return "past" if day <= today else "coming"


def unknown_steps(kinds: set[str]) -> list[Step]:
    """The steps that a living measure still has before it, without a day."""
    if kinds & ENDED or EventKind.IN_FORCE in kinds:
        return []
    missing = [] if kinds & FINAL else [Step(EventKind.ADOPTED, None, "unknown")]
    return [*missing, Step(EventKind.IN_FORCE, None, "unknown")]
