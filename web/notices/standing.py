"""Where a measure already made, or an incident, stands on a day; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.events import EventKind
from models.kinds import INCIDENTS, NoticeKind
from models.states import Dated, State, state_of

STANDS = INCIDENTS | {NoticeKind.RULE}
"""Kinds that are told by where they stand, not by the days left for comments."""


@dataclass(frozen=True)
class Standing:
    """The state with its day; ``left`` counts the days until a rule is in force."""

    state: State
    day: date
    left: int | None = None


def standing_of(
    kind: str, distributed: date, events: Iterable[Dated], today: date
) -> Standing | None:
    """Where a document stands by its own events; None while it asks for comments.

    Of several days of entry into force, as of a rule in stages, the first that is
    still to come counts, else the last.
    """
    if kind not in STANDS:
        return None
    own = list(events)
    state = state_of(own, None, today, kind)
    force = sorted(one.day for one in own if one.kind == EventKind.IN_FORCE and one.day)
    coming = [day for day in force if day > today]
    if state == State.PUBLISHED and coming:
        return Standing(state, coming[0], (coming[0] - today).days)
    if state == State.IN_FORCE and force:
        return Standing(state, coming[0] if coming else force[-1])
    return Standing(state, distributed)
