"""The rows of a backup: out of the tables as JSON, and back into them."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    MetaData,
    Table,
    func,
    insert,
    select,
)

CHUNK = 1000


def freeze(connection: Connection) -> None:
    """Let all that follows on this connection see one and the same moment."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN")
    else:
        isolation = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
        connection.exec_driver_sql(isolation)


def write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> int:
    """One table as lines of JSON; says how many."""
    query = select(table).order_by(*table.primary_key.columns)
    count = 0
    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
        rows = connection.execute(query, execution_options={"yield_per": CHUNK})
        for row in rows.mappings():
            line = json.dumps(dict(row), ensure_ascii=False, default=as_text)
            file.write(line.encode() + b"\n")
            count += 1
    return count


def as_text(value: object) -> str:
    """A day or an instant as text; anything else is a mistake of ours."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A backup cannot hold {value!r}.")


def fill(connection: Connection, table: Table, archive: zipfile.ZipFile) -> int:
    """The rows of one table; says how many."""
    count = 0
    for rows in chunks(archive, table):
        connection.execute(insert(table), rows)
        count += len(rows)
    return count


def chunks(archive: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of one table as the file has them, some at a time."""
    rows: list[dict[str, Any]] = []
    with archive.open(f"{table.name}.jsonl") as file:
        for line in file:
            rows.append(read_row(json.loads(line), table))
            if len(rows) == CHUNK:
                yield rows
                rows = []
    if rows:
        yield rows


def read_row(row: dict[str, Any], table: Table) -> dict[str, Any]:
    """A row with its days and instants read."""
    for column in table.columns:
        if column.computed is not None:
            continue
        value = row[column.name]
        if value is not None and isinstance(column.type, DateTime):
            row[column.name] = datetime.fromisoformat(value)
        elif value is not None and isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(value)
    return row


def raise_sequences(connection: Connection, tables: MetaData) -> None:
    """Let PostgreSQL number the next rows after those that came back."""
    for table in tables.sorted_tables:
        if "id" not in table.columns or table.columns["id"].type.python_type is not int:
            continue
        last = select(func.coalesce(func.max(table.columns["id"]), 0) + 1)
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
        following = func.setval(sequence, last.scalar_subquery(), False)
        connection.execute(select(following))
