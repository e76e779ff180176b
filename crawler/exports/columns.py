"""Where each field of an export table stands, and in what its values are given."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from crawler.cells import is_heading
from crawler.exports.words import Unit, headings, plain, units
from crawler.faults import CrawlError
from crawler.lines import TITLES
from crawler.sheet_rows import Row
from crawler.sheets import read_sheets

NEEDED = {
    "period": "period（年份或月份）",
    "hs": "hs（商品编码）",
    "market": "market（贸易伙伴）",
    "value": "value（出口额）",
}
ENOUGH = 3
"""So many needed headings make a table one of exports; the rest can be named."""
BRACKETS = re.compile(r"(.+?)\s*（([^（）]+)）")


@dataclass(frozen=True)
class Columns:
    """The place of each field, the unit that a heading states, and other headings."""

    places: dict[str, int]
    unit: Unit | None
    unknown: tuple[str, ...]

    def cell(self, cells: Sequence[Any], field: str) -> Any:
        """The cell of a field in a row; None where the table has no such column."""
        place = self.places.get(field)
        return cells[place] if place is not None and place < len(cells) else None


def is_exports(path: Path) -> bool:
    """Whether the headings of a file are those of a table of exports."""
    return any(find_columns(rows) for rows in read_sheets(path))


def find_table(
    sheets: Iterable[Iterator[Row]], file: str
) -> tuple[Columns, Iterator[Row]]:
    """The columns of the first sheet that is such a table, and the rows below."""
    for rows in sheets:
        columns = find_columns(rows)
        if columns:
            check_needed(columns, file)
            return columns, rows
    raise CrawlError("export_columns", file=file, missing="、".join(NEEDED.values()))


def find_columns(rows: Iterable[Row]) -> Columns | None:
    """The columns of a sheet, if a row near its top has our headings."""
    for _, cells in islice(rows, TITLES):
        columns = read_columns(cells)
        known = sum(field in columns.places for field in NEEDED)
        if known >= ENOUGH and not is_heading(cells):
            return columns
    return None


def read_columns(cells: Sequence[Any]) -> Columns:
    """What each cell of a row says as a heading."""
    places: dict[str, int] = {}
    unknown: list[str] = []
    unit: Unit | None = None
    for place, cell in enumerate(cells):
        field, stated = read_heading(cell)
        if field and field not in places:
            places[field] = place
            unit = stated or unit
        elif plain(cell):
            unknown.append(plain(cell))
    return Columns(places, unit, tuple(unknown))


def read_heading(cell: Any) -> tuple[str | None, Unit | None]:
    """The field of a heading, and the unit of values that it names."""
    words = plain(cell)
    inside = BRACKETS.fullmatch(words)
    field = headings().get(words) or (headings().get(inside[1]) if inside else None)
    if field != "value":
        return field, None
    return field, units().get(inside[2] if inside else words)


def check_needed(columns: Columns, file: str) -> None:
    """Refuse a table that lacks a column without which no row can be read."""
    missing = [words for field, words in NEEDED.items() if field not in columns.places]
    if missing:
        raise CrawlError("export_columns", file=file, missing="、".join(missing))
