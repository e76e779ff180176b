"""A whole history for pages: part of it made and understood, then repeated.

To tag and match a hundred thousand notices is measured elsewhere. Here a part that
spans all years goes the whole way, and its rows stand in the database several times
under other numbers: as many, as long and as spread as those of a history.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, func, insert, select, text

from models.backup_rows import raise_sequences
from models.database import make_engine, open_database
from models.tables import metadata
from tests.bench.book import made_book
from tests.bench.importing import import_once
from tests.bench.pages_exports import add_exports

COPIES = 9
TABLES = (
    "measure",
    "measure_symbol",
    "notice",
    "notice_member",
    "rendering",
    "tag",
    "match",
    "event",
)
"""What is repeated, in the order in which one refers to another."""
OWN = {"measure": {"slug"}, "measure_symbol": {"base_symbol"}, "notice": {"source_key"}}
"""Names that no two rows share; a copy has a mark behind them."""
ALIKE = {"notice": {"twin_key"}}
"""Names that the rows of one copy share."""
CHUNK = 2000


def make_history(folder: Path, rows: int) -> str:
    """The address of a database in a folder that holds so many notices, or nearly."""
    address = f"sqlite:///{folder / 'chutong.db'}"
    import_once(str(made_book(max(1, rows // COPIES))), folder)
    understand(address)
    engine = make_engine(address)
    repeat(engine, COPIES)
    add_exports(engine)
    engine.dispose()
    return address


def understand(address: str) -> None:
    """Tag and match all that is there."""
    from nlp.rounds import understand_all

    understand_all(open_database(address))


def repeat(engine: Engine, copies: int) -> None:
    """Let all notices stand in a database so many times."""
    with engine.begin() as connection:
        trust(connection)
        widths = {name: width_of(connection, table(name)) for name in TABLES}
        for number in range(1, copies):
            for name in TABLES:
                connection.execute(copied(table(name), number, widths))
        if engine.dialect.name == "postgresql":
            raise_sequences(connection, metadata)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as alone:
        alone.execute(text("ANALYZE"))


def trust(connection: Connection) -> None:
    """Let PostgreSQL not look up for each copied row what it refers to: the rows that
    were copied have it. Only its owner may ask for that."""
    if connection.dialect.name != "postgresql":
        return
    if connection.scalar(text("SELECT current_setting('is_superuser')")) == "on":
        connection.execute(text("SET LOCAL session_replication_role = replica"))


def table(name: str) -> Table:
    """A table by its name."""
    return metadata.tables[name]


def width_of(connection: Connection, one: Table) -> int:
    """The largest id of a table; its copies begin behind it."""
    if "id" not in one.c:
        return 0
    return int(connection.scalar(select(func.max(one.c.id))) or 0)


def copied(one: Table, number: int, widths: dict[str, int]) -> Any:
    """The statement that adds a copy of the first rows of a table."""
    columns = [column for column in one.columns if column.computed is None]
    values = [value_of(column, number, widths) for column in columns]
    query = select(*values)
    if "id" in one.c:
        query = query.where(one.c.id <= widths[one.name])
    else:
        query = query.where(one.c.measure_id <= widths["measure"])
    return insert(one).from_select(columns, query)


def value_of(column: Column[Any], number: int, widths: dict[str, int]) -> Any:
    """What a copy has in a column."""
    name = column.table.name
    if column.name in OWN.get(name, set()) | ALIKE.get(name, set()):
        return column + f"~{number}"
    refers = [key.column.table.name for key in column.foreign_keys]
    where = name if column.name == "id" else next(iter(refers), "")
    return column + number * widths[where] if where in widths else column


def carry(here: Engine, there: Engine) -> None:
    """Take the first rows of one database into another that has the reference."""
    publishers = table("source")
    with here.connect() as source, there.begin() as target:
        held = set(target.scalars(select(publishers.c.slug)))
        rows = source.execute(select(publishers)).mappings()
        further = [dict(row) for row in rows if row["slug"] not in held]
        if further:
            target.execute(insert(publishers), further)
        for name in TABLES:
            for part in chunks(source, table(name)):
                target.execute(insert(table(name)), part)


def chunks(connection: Connection, one: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table, some at a time, without the copies."""
    columns = [column for column in one.columns if column.computed is None]
    query = select(*columns).order_by(*one.primary_key.columns)
    for name in OWN.get(one.name, set()):
        query = query.where(~one.c[name].contains("~"))
    if "notice_id" in one.c:
        first = table("notice")
        own = select(first.c.id).where(~first.c.source_key.contains("~"))
        query = query.where(one.c.notice_id.in_(own))
    result = connection.execute(query, execution_options={"yield_per": CHUNK})
    for part in result.mappings().partitions():
        yield [dict(row) for row in part]


if __name__ == "__main__":
    sys.stdout.write(make_history(Path(sys.argv[1]), int(sys.argv[2])) + "\n")
