"""Stores a batch and counts what became of it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.runs import Tally
from crawler.store import store


def store_counted(
    session: Session, items: Sequence[NoticeItem], moment: Moment, tally: Tally
) -> None:
    """Store a batch; the tally learns of each document and each warning."""
    stored = store(session, items, moment)
    for item, (_, outcome) in zip(items, stored, strict=True):
        tally.stored(item.key, outcome)
        tally.warn(item.place, item.warnings)
