"""From which state a case may go where, who moves it, and what must be so first.

The table is ``flow.csv``. ``who`` is the right that the move needs, ``guard`` names
what must be so (see `web.cases.guards`), ``place`` the page on which the step is taken
when it needs more than a button. ``itself`` marks moves that the system may make.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("flow.csv")
LOCKED = frozenset({"approved", "submitted", "sent", "replied", "escalated", "closed"})
"""States in which a signed text stands: neither it nor its arguments change."""
ENDED = frozenset({"closed", "screened_out"})
"""States in which nothing more is to be done."""
WRITTEN = frozenset({"candidate", "soliciting", "drafting", "returned"})
"""States in which arguments and texts are worked on."""


@dataclass(frozen=True)
class Step:
    """One allowed move."""

    from_state: str
    to_state: str
    who: str
    guard: str
    needs_reason: bool
    may_undo: bool
    by_itself: bool
    place: str


@lru_cache(maxsize=1)
def steps() -> dict[tuple[str, str], Step]:
    """Every allowed move, by the states between which it goes."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        read = [step_of(row) for row in csv.DictReader(lines)]
    return {(one.from_state, one.to_state): one for one in read}


def step_of(row: dict[str, str]) -> Step:
    """A line of the table."""
    return Step(
        from_state=row["from_state"],
        to_state=row["to_state"],
        who=row["who"],
        guard=row["guard"],
        needs_reason=row["reason"] == "yes",
        may_undo=row["undo"] == "yes",
        by_itself=row["itself"] == "yes",
        place=row["place"],
    )


def steps_from(state: str) -> list[Step]:
    """The moves that lead out of a state, in the order of the table."""
    return [one for one in steps().values() if one.from_state == state]
