"""Tables of exports: kept as they were imported, and which of them counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from models.exposure import ExportTable, Exposure
from models.hs_editions import current_codes


class Key(NamedTuple):
    """What a stored value is of; the code is that of the table's edition."""

    year: int
    code: str
    market: str


Values = Mapping[Key, float]
"""Whole units of the currency."""
CHUNK = 5000


@dataclass(frozen=True)
class Counted:
    """The table whose figures count, and the year of it that does."""

    table: ExportTable
    year: int


def put_table(session: Session, table: ExportTable, values: Values) -> int:
    """Store a table with its values, converted to the current edition; how many.

    One that is held already (the same file) is left as it is, and nothing is stored.
    """
    same = select(ExportTable.id).where(ExportTable.sha256 == table.sha256)
    if session.scalar(same) is not None:
        return 0
    session.add(table)
    session.flush()
    rows = list(converted(table, values))
    for start in range(0, len(rows), CHUNK):
        session.execute(insert(Exposure), rows[start : start + CHUNK])
    return len(rows)


def converted(table: ExportTable, values: Values) -> Iterable[dict[str, object]]:
    """The rows to be stored; a code that was split divides its value."""
    for (year, stated, market), value in values.items():
        for code, share in current_codes(stated, table.hs_edition).items():
            yield {
                "table_id": table.id,
                "year": year,
                "hs": code,
                "stated_hs": stated,
                "market": market,
                "value": value * share,
                "share": share,
            }


def counted(session: Session) -> Counted | None:
    """The table and year that count: the latest year, and of it the newest table.

    Invented figures count only where there are no others.
    """
    latest = (
        select(Exposure.table_id, func.max(Exposure.year).label("year"))
        .group_by(Exposure.table_id)
        .subquery()
    )
    rows = session.execute(
        select(ExportTable, latest.c.year)
        .join(latest, latest.c.table_id == ExportTable.id)
        .where(ExportTable.active)
    ).all()
    found = max(
        rows,
        key=lambda row: (not row[0].invented, row[1], row[0].imported_at, row[0].id),
        default=None,
    )
    return Counted(found[0], found[1]) if found else None


def changed_codes(
    session: Session, found: Counted, products: Sequence[str]
) -> frozenset[str]:
    """Those products that have another code in the file, by its older edition."""
    query = select(Exposure.hs).where(
        Exposure.table_id == found.table.id,
        Exposure.year == found.year,
        Exposure.hs.in_(products),
        Exposure.hs != Exposure.stated_hs,
    )
    return frozenset(session.scalars(query.distinct()))
