"""How long comments may be made: the windows of new and revised notifications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines import Basis
from models.events import EventKind
from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Notice
from models.notice_filter import NoticeFilter, conditions

RECOMMENDED = 60
"""Days that the TBT and SPS Committees recommend at least."""
STATED = (Basis.STATED, Basis.FORM, Basis.DOCKET)
"""Where a Member itself says the day."""
OPENING = ("regular", "emergency", "revision")
SMALL = 5
"""Below so many, quartiles would say more than is known."""


@dataclass(frozen=True)
class Windows:
    """Days from distribution to the stated deadline; a joint document counts once.

    ``unstated`` documents state no day, and ``closed`` one that was over when they
    were distributed; neither is in ``days``. The same as the view of all Members.
    """

    days: Sequence[int] = ()
    unstated: int = 0
    closed: int = 0
    since: date | None = None

    @property
    def many(self) -> int:
        """How many windows are known."""
        return len(self.days)

    @property
    def median(self) -> float | None:
        """The window in the middle."""
        return median(self.days) if self.days else None

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """Between which the middle half lies, both included; None for a few."""
        if self.many < SMALL:
            return None
        lower, _middle, upper = quantiles(self.days, n=4, method="inclusive")
        return lower, upper

    @property
    def short(self) -> int:
        """How many are shorter than recommended."""
        return sum(one < RECOMMENDED for one in self.days)


def read_windows(session: Session, chosen: NoticeFilter) -> Windows:
    """The comment windows of a list, of its new and revised notifications only."""
    void = select(Event.key).where(Event.kind == EventKind.VOID)
    query = select(Notice.distributed, Notice.deadline, Notice.deadline_basis).where(
        Notice.kind == NoticeKind.NOTIFICATION,
        Notice.type.in_(OPENING),
        Notice.symbol.not_in(void),
        *conditions(chosen, session.get_bind().dialect.name),
    )
    rows = session.execute(query).all()
    stated = [
        (ends - begins).days
        for begins, ends, basis in rows
        if ends is not None and basis in STATED
    ]
    days = sorted(one for one in stated if one >= 0)
    return Windows(
        days=days,
        unstated=len(rows) - len(stated),
        closed=len(stated) - len(days),
        since=min((row.distributed for row in rows), default=None),
    )
