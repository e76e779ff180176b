"""What keys cannot say: documents, levels, and Members and words left out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.subscription import Subscription
from web.alerts.leaving_out import left_out
from web.alerts.reasons import Briefing
from web.levels.rules import Level

PART = 500
MOST = 50_000
"""Subscriptions that a pass keeps at hand."""


class Asker(NamedTuple):
    """A subscription, as far as its alerts hang on it."""

    id: int
    user_id: int
    words: list[str]
    kinds: list[str]
    notice_kinds: list[str]
    least_level: str
    excluded_words: list[str]
    excluded_members: list[str]
    measure_id: int | None
    paused_until: date | None


COLUMNS = [getattr(Subscription, name) for name in Asker._fields]


class Askers:
    """The subscriptions that a pass has met; each is read once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.held: dict[int, Asker] = {}

    def read(self, ids: Iterable[int]) -> dict[int, Asker]:
        """Some subscriptions by number; what has been deleted is left out."""
        if len(self.held) > MOST:
            self.held.clear()
        wanted = list(dict.fromkeys(ids))
        missing = [one for one in wanted if one not in self.held]
        self.held.update((one.id, one) for one in read_askers(self.session, missing))
        return {one: self.held[one] for one in wanted if one in self.held}


def read_askers(session: Session, ids: Sequence[int]) -> Iterator[Asker]:
    """Some subscriptions, a few hundred at a time."""
    for start in range(0, len(ids), PART):
        part = Subscription.id.in_(ids[start : start + PART])
        yield from (
            Asker(*row) for row in session.execute(select(*COLUMNS).where(part))
        )


def asks_for(one: Asker, briefing: Briefing) -> bool:
    """Whether an event that met a key is wanted by all else that was said."""
    if briefing.notice.kind not in one.notice_kinds:
        return False
    if one.kinds and briefing.kind not in one.kinds:
        return False
    if one.least_level and not reaches(briefing.snapshot["level"], one.least_level):
        return False
    if one.paused_until and day_of(briefing) < one.paused_until:
        return False  # it happened while the subscription was at rest
    if briefing.members <= set(one.excluded_members) and not one.measure_id:
        return False
    return not (one.excluded_words and left_out(one.excluded_words, briefing.tokens))


def day_of(briefing: Briefing) -> date:
    """The day here on which we learned of an event."""
    return briefing.event.created_at.astimezone(HERE).date()


def reaches(level: str, least: str) -> bool:
    """Whether a level is at least as grave as another; an unknown one is not."""
    order = list(Level)
    return order.index(Level(level)) <= order.index(Level(least))
