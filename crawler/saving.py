"""Writes new rows many at a time, past the unit of work. Never commits.

A new notice is made in memory with all that belongs to it, and only then written;
it never enters the session (see ``crawler.drafts``).
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from crawler.drafts import is_draft
from models.base import Base
from models.first_text import first_text
from models.notice import Document, Notice, NoticeMember, Version

Part = TypeVar("Part", NoticeMember, Version, Document)


def save_notices(session: Session, notices: Sequence[Notice]) -> None:
    """Write notices that are not in the session, with copies, versions, attachments.

    Each learns its id; its measure must be known. What the index holds of it is
    written with it.
    """
    if not notices:
        return
    for notice in notices:
        notice.search_text = first_text(notice)
    for notice, key in zip(notices, write_numbered(session, notices), strict=True):
        notice.id = key
    copies: list[NoticeMember] = []
    versions: list[Version] = []
    documents: list[Document] = []
    for notice in notices:
        copies += owned(notice.id, notice.members)
        versions += owned(notice.id, notice.versions)
        documents += owned(notice.id, notice.documents)
    for rows in (copies, versions, documents):
        write(session, rows)


def owned(notice_id: int, parts: list[Part]) -> list[Part]:
    """The parts of a notice, each knowing whose it is."""
    for part in parts:
        part.notice_id = notice_id
    return parts


def write(session: Session, rows: Sequence[Base]) -> None:
    """Insert rows of one table that nobody needs to know the ids of."""
    if rows:
        table: Any = table_of(rows[0]).__table__
        values = [values_of(row) for row in rows]
        session.connection().execute(insert(table), values)


def write_numbered(session: Session, rows: Sequence[Any]) -> Sequence[int]:
    """Insert rows of one table; their ids, in the order of the rows."""
    if not rows:
        return ()
    table: Any = table_of(rows[0]).__table__
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    values = [values_of(row) for row in rows]
    return session.connection().execute(statement, values).scalars().all()


def values_of(row: Base) -> dict[str, Any]:
    """The fields of a row that is not in the session, with the table's defaults."""
    held = vars(row)
    return {
        name: held[name] if name in held else absent()
        for name, absent in fields_of(table_of(row))
    }


def table_of(row: Any) -> type[Base]:
    """The table of a row or a draft."""
    return row.table if is_draft(row) else type(row)


@lru_cache(maxsize=16)
def fields_of(table: type[Base]) -> list[tuple[str, Callable[[], Any]]]:
    """The columns of a table but its id, each with what it holds if nothing is said."""
    columns = table.__table__.columns
    return [(one.name, default_of(one)) for one in columns if one.name != "id"]


def default_of(column: Any) -> Callable[[], Any]:
    """What a column holds if nothing is said."""
    told = column.default
    if told is None:
        return lambda: None
    return (lambda: told.arg(None)) if told.is_callable else (lambda: told.arg)
