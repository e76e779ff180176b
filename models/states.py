"""The state of a measure: computed from its events and the day, never typed."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from models.events import EventKind, Happening
from models.kinds import INCIDENTS, NoticeKind
from models.symbols import read_symbol


class State(StrEnum):
    """Where a measure stands."""

    OPEN = "open"
    CLOSED = "closed"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    REPORTED = "reported"
    """An incident: it was made known, and asks nobody's opinion."""


STATE_ZH = {
    State.OPEN: "征求意见中",
    State.CLOSED: "已截止",
    State.ADOPTED: "已批准",
    State.PUBLISHED: "已公布",
    State.IN_FORCE: "已生效",
    State.WITHDRAWN: "已撤销",
    State.VOID: "已作废",
    State.REPORTED: "已发布",
}
COMES_TRUE = {
    EventKind.VOID: State.VOID,
    EventKind.WITHDRAWN: State.WITHDRAWN,
    EventKind.IN_FORCE: State.IN_FORCE,
    EventKind.PUBLISHED: State.PUBLISHED,
    EventKind.ADOPTED: State.ADOPTED,
}
"""The state an event brings once its day has come, the weightiest first."""
MADE = {State.IN_FORCE, State.PUBLISHED, State.ADOPTED}
AT_LEAST: dict[str, State] = {
    NoticeKind.RULE: State.PUBLISHED,
    **dict.fromkeys(INCIDENTS, State.REPORTED),
}
"""Where a document of a kind stands by being there at all."""
SETTLED = {EventKind.IN_FORCE, EventKind.PUBLISHED, EventKind.FINAL_TEXT}
"""Events that, even with a day to come, show that the text is final."""


class Dated(Protocol):
    """Anything that has the kind of an event and its day."""

    @property
    def kind(self) -> str:
        """One of EventKind."""

    @property
    def day(self) -> date | None:
        """Its day; None: it is so already."""


def state_of(
    events: Iterable[Dated],
    deadline: date | None,
    today: date,
    kind: str = NoticeKind.NOTIFICATION,
) -> State:
    """The state on a day. Without a deadline nothing is open for comments.

    An incident is never open, and never closed: it was reported, or taken back. A
    rule stands at least published, even if it still takes comments.

    A revision begins the measure anew: what is dated before it no longer counts. A
    document declared void does not void its family unless it is the first one; leave
    out the events that only a void document told.
    """
    now = [event for event in events if counts(event)]
    revised = [event.day for event in now if event.kind == EventKind.REVISED]
    start = max((day for day in revised if day), default=date.min)
    now = [event for event in now if event.day is None or event.day >= start]
    come = {event.kind for event in now if event.day is None or event.day <= today}
    for event_kind, state in COMES_TRUE.items():
        if event_kind in come and not (kind in INCIDENTS and state in MADE):
            return state
    if kind in AT_LEAST:
        return AT_LEAST[kind]
    if any(event.kind in SETTLED for event in now):
        return State.ADOPTED
    return State.OPEN if deadline and deadline >= today else State.CLOSED


def counts(event: Dated) -> bool:
    """Whether the event is one of the measure and not of one follow-up alone."""
    target = event.target if isinstance(event, Happening) else None
    symbol = read_symbol(target) if target else None
    return not (event.kind == EventKind.VOID and symbol and symbol.suffixes)
