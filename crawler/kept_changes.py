"""Changes put into the database, each in the place of its earlier self."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.change import Change
from models.changes.clauses import ClauseChange
from models.changes.fields import FieldChange
from models.notice import Notice

CHUNK = 500


@dataclass(frozen=True)
class Made:
    """A change as it was made: whose, of which kind and key, from what."""

    notice_id: int
    kind: str
    key: str
    basis: str
    fields: Sequence[FieldChange]
    clauses: Sequence[ClauseChange] = field(default=())
    against_id: int | None = None


def keep(session: Session, made: Sequence[Made], now: datetime) -> None:
    """Write changes, each in the place of the one made from something else.

    The summaries of their notices, which tell them, are to be written again.
    """
    for start in range(0, len(made), CHUNK):
        part = made[start : start + CHUNK]
        ids = {one.notice_id for one in part}
        session.execute(
            update(Notice).where(Notice.id.in_(ids)).values(summarised_hash=None)
        )
        held = held_of(session, ids)
        for one in part:
            change = held.get((one.notice_id, one.kind, one.key))
            if change is None:
                change = Change(notice_id=one.notice_id, kind=one.kind, key=one.key)
                session.add(change)
            change.against_id, change.basis = one.against_id, one.basis
            change.fields, change.clauses = list(one.fields), list(one.clauses)
            change.created_at = now


def held_of(
    session: Session, notice_ids: Collection[int]
) -> dict[tuple[int, str, str], Change]:
    """The changes of some notices by notice, kind and key."""
    query = select(Change).where(Change.notice_id.in_(notice_ids))
    found = session.scalars(query)
    return {(one.notice_id, one.kind, one.key): one for one in found}


def bases(
    session: Session, kind: str, notice_ids: Collection[int] | None
) -> dict[tuple[int, str], str]:
    """What the changes of a kind were made from, by notice and key; None: of all."""
    columns = (Change.notice_id, Change.key, Change.basis)
    query = select(*columns).where(Change.kind == kind)
    if notice_ids is not None:
        query = query.where(Change.notice_id.in_(notice_ids))
    return {(row.notice_id, row.key): row.basis for row in session.execute(query)}
