"""The order of a table's rows, as an address asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from web.trends.view import Cell, Counted, Line, Words


def ordered(counted: Counted, asked: str) -> Sequence[Line]:
    """The rows by one column, ``-key`` for the highest first; else as they were
    counted. What is not known comes last either way."""
    down, key = asked.startswith("-"), asked.removeprefix("-")
    keys = [one.key for one in counted.columns]
    if key not in keys:
        return counted.lines
    place = keys.index(key)
    known = [one for one in counted.lines if one.cells[place] is not None]
    rest = [one for one in counted.lines if one.cells[place] is None]
    known.sort(key=lambda line: weight(line.cells[place]), reverse=down)
    return [*known, *rest]


def weight(cell: Cell) -> tuple[float, str]:
    """What a cell is ordered by: numbers by size, others by their letters."""
    if isinstance(cell, (int, float)):
        return float(cell), ""
    return 0.0, cell.zh if isinstance(cell, Words) else str(cell)
