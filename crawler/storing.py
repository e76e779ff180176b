"""Stores a batch and counts what became of it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crawler.faults import BadRowError
from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.runs import Tally
from crawler.store import store


def store_counted(
    session: Session, items: Sequence[NoticeItem], moment: Moment, tally: Tally
) -> None:
    """Store a batch; the tally learns of each document and each warning.

    A document that is dated in the future is held back: its day cannot be true. The
    first load of a source makes no differences: nobody is waiting for them.
    """
    credible = [item for item in items if not moment.is_to_come(item.distributed)]
    for item in items:
        if moment.is_to_come(item.distributed):
            fault = BadRowError("day_to_come", symbol=item.symbol, day=item.distributed)
            tally.reject(item.place, fault)
    stored = store(session, credible, moment, changes=not moment.baseline)
    for item, (_, outcome) in zip(credible, stored, strict=True):
        tally.stored(item.key, outcome)
        tally.warn(item.place, item.warnings)
