"""Loads the facts of the world from their CSV files into the tables."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, insert, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base
from models.level_rules import load_level_rules
from models.market_facts import load_market_facts
from models.reference import FOLDER, Row, read_rows, split
from models.reference_facts import (
    HsCode,
    IcsCode,
    Member,
    MemberGroup,
    MemberGroupSeat,
    Objective,
    Setting,
)
from models.sector import Sector, SectorTerm

HASH = "reference.hash"
LOADED = (
    "members",
    "member_groups",
    "hs",
    "ics",
    "objectives",
    "sectors",
    "sector_terms",
    "level_rules",
    "market_facts",
)
TermKey = tuple[str, str, str, str]


def load_reference(session: Session) -> bool:
    """Make the tables of facts equal to the files; say whether there was work.

    What an officer has edited stays as it is. Nothing is committed.
    """
    if is_loaded(session.connection()):
        return False
    put_all(session, Member, map(member_row, read_rows("members")))
    load_groups(session, read_rows("member_groups"))
    put_all(session, Objective, read_rows("objectives"))
    for table, name in ((HsCode, "hs"), (IcsCode, "ics")):
        put_all(session, table, map(code_row, read_rows(name)))
    load_sectors(session, read_rows("sectors"))
    load_terms(session, read_rows("sector_terms"))
    load_level_rules(session)
    load_market_facts(session)
    session.merge(Setting(key=HASH, value=files_hash()))
    session.flush()
    return True


def is_loaded(connection: Connection) -> bool:
    """Whether the tables already hold what the files say."""
    held = select(Setting.value).where(Setting.key == HASH)
    return connection.scalar(held) == files_hash()


@lru_cache(maxsize=1)
def files_hash() -> str:
    """Name the files by what they say."""
    total = hashlib.sha256()
    for name in LOADED:
        total.update((FOLDER / f"{name}.csv").read_bytes())
    return total.hexdigest()


def put_all(
    session: Session, table: type[Base], rows: Iterable[dict[str, Any]]
) -> None:
    """Insert the rows, or bring those of the same key up to date."""
    key = [column.name for column in inspect(table).primary_key]
    given = list(rows)
    lite = session.get_bind().dialect.name == "sqlite"
    statement = (sqlite.insert if lite else postgresql.insert)(table)
    changed = {name: statement.excluded[name] for name in given[0] if name not in key}
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=key, set_=changed), given
    )


def member_row(row: Row) -> dict[str, Any]:
    """A Member; what the file leaves blank is not known."""
    codes = {key: row[key] or None for key in ("iso2", "iso3", "numeric", "eping_code")}
    return {**row, **codes, "aliases": split(row["aliases"])}


def code_row(row: Row) -> dict[str, Any]:
    """A code of either scheme; not every one has a Chinese title."""
    return {**row, "level": int(row["level"]), "zh": row["zh"] or None}


def load_groups(session: Session, rows: Sequence[Row]) -> None:
    """The groups and their seats, as the file has them and no others."""
    groups = {
        row["group"]: {
            "id": row["group"],
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "source": row["source"],
            "as_of": date.fromisoformat(row["as_of"]),
        }
        for row in rows
    }
    seats = [{"group_id": row["group"], "member_code": row["member"]} for row in rows]
    session.execute(delete(MemberGroupSeat))
    session.execute(delete(MemberGroup).where(MemberGroup.id.not_in(groups)))
    put_all(session, MemberGroup, groups.values())
    session.execute(insert(MemberGroupSeat), seats)


def load_sectors(session: Session, rows: Sequence[Row]) -> None:
    """New sectors, and those nobody edited brought up to date; none is taken away."""
    query = select(Sector.id, Sector.edited_by)
    edited = {held.id: held.edited_by for held in session.execute(query)}
    put_all(
        session,
        Sector,
        [
            {
                "id": row["id"],
                "position": position,
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "cities": split(row["cities"]),
                "domains": split(row["domains"]),
                "horizontal": row["horizontal"] == "1",
            }
            for position, row in enumerate(rows, 1)
            if edited.get(row["id"]) is None
        ],
    )


def load_terms(session: Session, rows: Sequence[Row]) -> None:
    """Terms as the file has them; one that an officer changed or removed stays so."""
    wanted = {term_key(row): float(row["weight"]) for row in rows}
    held = {
        (term.sector_id, term.kind, term.language, term.term): term
        for term in session.execute(select(SectorTerm.__table__))
    }
    free = {key: term for key, term in held.items() if term.edited_by is None}
    gone = [{"old": free[key].id} for key in free.keys() - wanted.keys()]
    changed = [
        {"id": term.id, "weight": wanted[key]}
        for key, term in free.items()
        if key in wanted and term.weight != wanted[key]
    ]
    names = ("sector_id", "kind", "language", "term")
    new = [
        {**dict(zip(names, key, strict=True)), "weight": weight, "removed": False}
        for key, weight in wanted.items()
        if key not in held
    ]
    if gone:
        ids = [row["old"] for row in gone]
        session.execute(delete(SectorTerm).where(SectorTerm.id.in_(ids)))
    if changed:
        session.execute(update(SectorTerm), changed)
    if new:
        session.execute(insert(SectorTerm), new)


def term_key(row: Row) -> TermKey:
    """What makes a term the same term: all but its weight."""
    return row["sector"], row["kind"], row["language"], row["term"]
