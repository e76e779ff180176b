"""How many rows of each kind the database holds, for a monitor."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.alert import Alert, Message, MessageState
from models.document_states import DocumentState
from models.gap import Gap, GapState
from models.kinds import NoticeKind
from models.notice import Document, Notice
from models.source import Run, RunState

Sample = tuple[tuple[str, ...], float]
Rows = Select[*tuple[Any, ...]]
Table = tuple[str, str, str, Sequence[str], Rows]


def tables() -> Iterator[Table]:
    """Counts of rows: name, what it is, its label, the values it may have, the rows."""
    yield counts_of("runs", "Runs by how they ended.", Run.state, RunState)
    yield counts_of("notices", "Notices by kind.", Notice.kind, NoticeKind)
    yield counts_of("documents", "Attachments by state.", Document.state, DocumentState)
    yield counts_of("gaps", "Missing numbers by state.", Gap.state, GapState)
    yield counts_of("messages", "Messages by state.", Message.state, MessageState)
    waits = case((Alert.message_id.is_(None), "waiting"), else_="told")
    query = select(waits, func.count()).select_from(Alert).group_by(waits)
    yield "alerts", "Alerts by state.", "state", ("waiting", "told"), query


def counts_of(
    name: str, words: str, column: InstrumentedAttribute[str], values: type[StrEnum]
) -> Table:
    """The rows of a table by one of its columns."""
    query: Rows = select(column, func.count()).group_by(column)
    label = column.key
    return name, words, label, [str(value) for value in values], query


def counted(session: Session, query: Rows, names: Iterable[str]) -> Iterator[Sample]:
    """The count of each value; one that has no row is 0, so that it is seen to fall."""
    found = dict.fromkeys(names, 0)
    for value, count in session.execute(query):
        found[value] = count
    for value, count in found.items():
        yield (value,), float(count)


def backlog(session: Session) -> Iterator[Sample]:
    """Notices whose text is newer than their tags, and tags newer than matches.

    What is to be done again because rules or words changed is not among them: that
    takes the rules, which are slow to load.
    """
    untagged = is_behind(Notice.tagged_hash, Notice.content_hash)
    tagged = Notice.tagged_hash.is_not(None)
    unmatched = and_(tagged, is_behind(Notice.matched_hash, Notice.tagged_hash))
    query = select(
        *(func.sum(case((one, 1), else_=0)) for one in (untagged, unmatched))
    )
    waiting = session.execute(query).one()
    yield from (
        ((step,), float(count or 0))
        for step, count in zip(("tag", "match"), waiting, strict=True)
    )


def is_behind(
    done: InstrumentedAttribute[str | None], basis: ColumnElement[Any] | Any
) -> ColumnElement[bool]:
    """Whether a step was not done, or on another basis than there is now."""
    start = func.substr(done, 1, func.length(basis) + 1)
    return or_(done.is_(None), start != basis + ":")
