"""A table of exports as long as a province's, for the views that weigh by it.

Every number in it is drawn by lot; it is of the size and the spread that such tables
have: some thousand products, each sold to up to forty markets.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.export_tables import Key, put_table
from models.exposure import ExportTable
from models.reference import hs_codes
from models.reference_facts import Member

SEED = 20261130
PRODUCTS, MARKETS = 3800, 40
YEAR = 2025
HEADINGS = 120
"""So many products are known by their heading only."""
USUAL, WIDE = 12.0, 2.0
"""Middle and width of the logarithm of a value."""


def add_exports(engine: Engine) -> int:
    """Load the table into a database; how many rows it has."""
    with Session(engine) as session:
        members = sorted(session.scalars(select(Member.code)))
        table = ExportTable(
            name="made",
            sha256="0" * 64,
            source="made",
            currency="CNY",
            hs_edition="HS2022",
            invented=True,
            imported_by="bench",
            imported_at=datetime(YEAR + 1, 1, 1, tzinfo=UTC),
        )
        rows = put_table(session, table, dict(drawn(members)))
        session.commit()
    return rows


def drawn(members: list[str]) -> Iterator[tuple[Key, float]]:
    """The values, the same each time."""
    rng = Random(SEED)  # noqa: S311
    lines = sorted(code for code in hs_codes() if len(code) == 6)
    headings = sorted({code[:4] for code in lines})
    for code in rng.sample(lines, PRODUCTS) + rng.sample(headings, HEADINGS):
        for member in rng.sample(members, rng.randint(1, MARKETS)):
            yield Key(YEAR, code, member), float(int(rng.lognormvariate(USUAL, WIDE)))
