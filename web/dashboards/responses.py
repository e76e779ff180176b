"""What became of the centre's own comments, on a market's measures or a sector's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, Outcome
from models.sector import Match
from web.outcomes.lines import CERTAIN, Line, Period, lines_of

BEGIN = date(2000, 1, 1)
"""Before any case."""


@dataclass(frozen=True)
class Responses:
    """Cases, those sent to the Member, those answered, and what came of arguments."""

    cases: Sequence[Line] = ()

    @property
    def sent(self) -> Sequence[Line]:
        """The cases whose comment the Member has received."""
        return [one for one in self.cases if one.sent]

    @property
    def replied(self) -> Sequence[Line]:
        """Those of them that were answered."""
        return [one for one in self.sent if one.replied]

    @property
    def days(self) -> float | None:
        """The median of the days until a reply."""
        waits = [one.days_to_reply for one in self.sent]
        known = [one for one in waits if one is not None]
        return median(known) if known else None

    @property
    def outcomes(self) -> dict[str, int]:
        """The arguments sent, by outcome; what is not written down is unknown."""
        items = (item for one in self.sent for item in one.items)
        found = Counter(item.outcome or Outcome.UNKNOWN.value for item in items)
        return {str(one): found[one] for one in Outcome if found[one]}


def of_market(session: Session, members: Collection[str], today: date) -> Responses:
    """The cases on measures that one of these Members notified."""
    wanted = set(members)
    return Responses(
        [one for one in every(session, today) if wanted.intersection(one.members)]
    )


def of_sector(session: Session, sector_id: str, today: date) -> Responses:
    """The cases on measures that touch a sector."""
    query = (
        select(Case.id)
        .join(Match, Match.notice_id == Case.notice_id)
        .where(Match.sector_id == sector_id, Match.certainty.in_(CERTAIN))
    )
    ids = set(session.scalars(query))
    return Responses([one for one in every(session, today) if one.case_id in ids])


def every(session: Session, today: date) -> list[Line]:
    """All cases until today."""
    return lines_of(session, Period(BEGIN, today))
