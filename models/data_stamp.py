"""Which state of the data one has seen: what is made of it is good until it changes."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import (
    Connection,
    Engine,
    and_,
    delete,
    event,
    func,
    insert,
    inspect,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

AREAS = {
    "notices": (
        "notice notice_member version rendering tag match measure measure_symbol"
        " event sector sector_term document judgement translation"
    ),
    "exports": "export_table exposure",
    "cases": (
        "case case_item case_move case_draft case_plan dispatch reply evidence"
        " item_evidence triage concern concern_raising"
    ),
    "runs": "run fetch gap source",
    "levels": "level_rule",
    "others": "refusal market_fact tap alert",
}
"""Tables by what is counted of them."""
AREA_OF = {table: area for area, tables in AREAS.items() for table in tables.split()}
REST = "rest"
"""All other tables: nothing is counted of them, but pages show them."""
LATE = 1000
"""So many stamps later, a transaction that had one before must have ended."""
TOUCHED = "chutong touched areas"
KEPT = "chutong keeps stamps"
WRITE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.I
)


class DataStamp(Base):
    """That a transaction wrote into an area. Rows are only ever added, so that two
    writers never wait for each other."""

    __tablename__ = "data_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(index=True)


def watch_writes(engine: Engine) -> None:
    """Stamp each transaction of an engine that changes an area, as it commits."""
    event.listen(engine, "after_cursor_execute", note_write)
    event.listen(engine, "commit", stamp)
    event.listen(engine, "rollback", forget_writes)


def note_write(
    connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    _context: object,
    _many: bool,
) -> None:
    """Remember the area that a statement writes into."""
    found = WRITE.match(statement)
    area = area_of(found[1]) if found else None
    if area:
        connection.info.setdefault(TOUCHED, set()).add(area)


def area_of(table: str) -> str | None:
    """The area of a table; None for the stamps, and for what is no table of ours."""
    if table == DataStamp.__tablename__ or table not in Base.metadata.tables:
        return None
    return AREA_OF.get(table, REST)


def stamp(connection: Connection) -> None:
    """Add the stamps of what the transaction touched."""
    touched = connection.info.pop(TOUCHED, None)
    if touched and is_kept(connection):
        rows = [{"area": area} for area in sorted(touched)]
        connection.execute(insert(DataStamp), rows)


def is_kept(connection: Connection) -> bool:
    """Whether stamps are kept there; a database of an older program keeps none."""
    if not connection.info.get(KEPT):
        connection.info[KEPT] = inspect(connection).has_table(DataStamp.__tablename__)
    return bool(connection.info[KEPT])


def forget_writes(connection: Connection) -> None:
    """Nothing was touched: what was written is undone, or only brought up to date."""
    connection.info.pop(TOUCHED, None)


def data_version(session: Session, *areas: str) -> str:
    """Names the state of some areas; that of the whole database where none is named.

    The number of stamps stands beside the last one: a transaction that began earlier
    may commit later. Only the latest are numbered, since older ones may be dropped.
    """
    if not areas:
        newest = select(func.max(DataStamp.id)).scalar_subquery()
        told = select(func.max(DataStamp.id), func.count())
        told = told.where(DataStamp.id > newest - LATE)
        return ",".join(f"{last or 0}.{many}" for last, many in session.execute(told))
    last = newest_stamps(session, areas)
    kept = [
        and_(DataStamp.area == one, DataStamp.id > last[one] - LATE) for one in last
    ]
    query = select(DataStamp.area, func.count()).where(or_(False, *kept))
    many = dict(iter(session.execute(query.group_by(DataStamp.area))))
    return ",".join(f"{last[one]}.{many[one]}" for one in areas if one in last)


def newest_stamps(session: Session, areas: Collection[str]) -> dict[str, int]:
    """The last stamp of each area that has any."""
    query = select(DataStamp.area, func.max(DataStamp.id))
    query = query.where(DataStamp.area.in_(areas)).group_by(DataStamp.area)
    return dict(iter(session.execute(query)))


def drop_old(session: Session) -> int:
    """Delete the stamps that name no state any more; how many there were."""
    gone = 0
    for area, last in newest_stamps(session, (*AREAS, REST)).items():
        old = DataStamp.area == area, DataStamp.id <= last - LATE
        done = session.execute(delete(DataStamp).where(*old))
        gone += done.rowcount  # type: ignore[attr-defined]
    return gone


def is_writing(session: Session, area: str) -> bool:
    """Whether the session has written into an area and not yet committed."""
    return area in session.connection().info.get(TOUCHED, ())
