"""The rows of an export table, each checked; what is wrong is told with its row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from crawler.exports.cells import (
    Period,
    read_code,
    read_edition,
    read_period,
    read_retrieved,
    read_value,
    text_of,
)
from crawler.exports.columns import Columns
from crawler.exports.notes import Notes, count
from crawler.exports.words import Unit, is_total, partner_of, plain, units
from crawler.faults import BadRowError
from crawler.sheet_rows import Row

SAME = {
    "unit": "币种或单位",
    "hs_edition": "HS版本",
    "source": "来源",
    "retrieved": "获取日期",
}
"""What one table has only one of."""
STATED = {
    "currency": "unit",
    "hs_edition": "hs_edition",
    "source": "source",
    "retrieved": "retrieved",
}
"""The columns that state it."""


class Line(NamedTuple):
    """A row: the code as stated, the value in the unit of the table."""

    row: int
    period: Period
    code: str
    market: str
    value: float


@dataclass
class Table:
    """All that was read: what holds for every row, the rows, and the notes."""

    same: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    rows: int = 0

    @property
    def unit(self) -> Unit | None:
        """The currency and unit of the values."""
        found: Unit | None = self.same.get("unit")
        return found

    @property
    def retrieved(self) -> date | None:
        """When the figures were fetched."""
        found: date | None = self.same.get("retrieved")
        return found


def read_table(columns: Columns, rows: Iterable[Row]) -> Table:
    """Every row of a table; those in error are told in its notes."""
    table = Table()
    if columns.unit:
        table.same["unit"] = columns.unit
    for number, cells in rows:
        table.rows += 1
        try:
            read_row(table, columns, number, cells)
        except BadRowError as fault:
            table.notes.problems.append(fault)
    return table


def read_row(table: Table, columns: Columns, row: int, cells: Sequence[Any]) -> None:
    """One row into the table; BadRowError if it cannot be read."""
    period_cell, hs_cell, market_cell, value_cell = (
        columns.cell(cells, field) for field in ("period", "hs", "market", "value")
    )
    if is_total(hs_cell) or is_total(market_cell) or is_total(period_cell):
        count(table.notes.totals, "", row)
        return
    period = read_period(period_cell, row)
    code, padded = read_code(hs_cell, row)
    value = read_value(value_cell, row)
    name = text_of(market_cell)
    if not name:
        raise BadRowError("export_no_market", row=row)
    read_same(table, columns, row, cells)
    market = partner_of(name)
    if market is None:
        count(table.notes.markets, name, row)
        return
    table.notes.counts["export_padded"] += padded
    table.lines.append(Line(row, period, code, market, value))


def read_same(table: Table, columns: Columns, row: int, cells: Sequence[Any]) -> None:
    """What a row says of the whole table; it must say what the others said."""
    for column, name in STATED.items():
        cell = columns.cell(cells, column)
        if cell in (None, ""):
            continue
        value = READERS[column](cell, row)
        if column == "currency":
            value = in_size(value, columns.unit)
        if table.same.setdefault(name, value) != value:
            raise BadRowError("export_differs", row=row, field=SAME[name])


def read_source(cell: Any, _row: int) -> str:
    """Whose figures they are."""
    return text_of(cell)


def read_unit(cell: Any, row: int) -> Unit:
    """The currency of a row, perhaps with its size."""
    found = units().get(plain(cell))
    if found is None:
        raise BadRowError("export_currency", row=row, words=text_of(cell))
    return found


def in_size(found: Unit, stated: Unit | None) -> Unit:
    """The unit of a row; a bare currency goes with the size that the heading names."""
    bare = found.size == 1 and stated and stated.currency == found.currency
    return stated if stated and bare else found


READERS: dict[str, Callable[[Any, int], Any]] = {
    "currency": read_unit,
    "hs_edition": read_edition,
    "source": read_source,
    "retrieved": read_retrieved,
}
