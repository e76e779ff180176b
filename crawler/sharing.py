"""The events of a document tell its changes in short: each event its own fields."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.change import Change
from models.changes.brief import in_short
from models.events import RANK, EventKind
from models.measure import Event

OWN = {
    EventKind.EXTENDED: ("comments_close", "docket_closes"),
    EventKind.DATES_CHANGED: ("adoption", "entry_into_force", "compliance"),
    EventKind.ADOPTED: ("adoption",),
    EventKind.IN_FORCE: ("entry_into_force",),
    EventKind.FINAL_TEXT: ("documents", "text"),
}
"""The fields that an event tells before any other does."""
GENERAL = (EventKind.CHANGED, EventKind.REVISED, EventKind.CORRECTED)
"""Events that tell whatever no other tells, the first of them that is there."""
SILENT = frozenset({"status"})
"""Fields that an event says by its kind."""
KEPT = ("target",)


def share(session: Session, notice_ids: Collection[int]) -> None:
    """Give the events that some documents tell of themselves their fields in short."""
    changes: dict[int, dict[str, Any]] = defaultdict(dict)
    query = select(Change).where(
        Change.notice_id.in_(notice_ids),
        or_(Change.kind == "family", Change.key == "draft"),
    )
    for change in session.scalars(query.order_by(Change.kind.desc())):
        changes[change.notice_id] |= in_short(change.fields)
    events: dict[int, dict[str, Event]] = defaultdict(dict)
    held = select(Event).where(Event.notice_id.in_(notice_ids), Event.key == "")
    for event in session.scalars(held):
        events[event.notice_id][event.kind] = event
    for notice_id, told in events.items():
        write(told, changes[notice_id])


def write(events: dict[str, Event], changes: dict[str, Any]) -> None:
    """Write into each event of a document what it tells, and what it said before.

    A deadline that stays as it was is told by the event alone.
    """
    rest = {k: v for k, v in changes.items() if k not in SILENT}
    for kind, dealt in deal(list(events), rest).items():
        was = events[kind].change
        kept = {name: was[name] for name in KEPT if name in was}
        if kind == EventKind.EXTENDED and "comments_close" in was:
            kept["comments_close"] = was["comments_close"]
        events[kind].change = {**kept, **dealt}


def deal(kinds: Sequence[str], rest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Which event tells which fields; every field is told once."""
    rest = dict(rest)
    dealt: dict[str, dict[str, Any]] = {kind: {} for kind in kinds}
    by_weight = sorted(map(EventKind, kinds), key=RANK.__getitem__)
    for kind in by_weight:
        for name in OWN.get(kind, ()):
            if name in rest:
                dealt[kind][name] = rest.pop(name)
    first = [one for one in GENERAL if one in dealt] or by_weight
    if first:
        dealt[first[0]] |= rest
    return dealt
