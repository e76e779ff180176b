"""The rows of a user's ePing file: found, marked, and read one by one."""

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from crawler.cells import Columns, is_heading, read_cells, read_headings, wrong_columns
from crawler.coded import one_line
from crawler.faults import BadRowError, CrawlError
from crawler.items import NoticeItem
from crawler.marks import Marker
from crawler.normalise import read_notice
from crawler.runs import Tally
from crawler.sheet_rows import Row
from crawler.sheets import read_sheets
from models.symbols import source_key

BATCH = 500
TITLES = 20
"""Rows among which the headings must stand."""
SELDOM = (100_000, 20, 100)
"""After how many new objects, and rounds, Python looks for lost ones."""


class Line(NamedTuple):
    """A row of the file, and what became of it if it was read already."""

    number: int
    cells: Sequence[Any]
    columns: Columns
    mark: str
    found: NoticeItem | BadRowError | None = None


class Batch(NamedTuple):
    """Rows that are stored together, and what is odd about their headings."""

    lines: list[Line]
    odd: list[CrawlError]


@contextmanager
def seldom_cleared() -> Iterator[None]:
    """Seldom look for cycles of lost objects: rows make none, and looking is long."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def read_ahead(path: Path, known: Collection[str]) -> Iterator[Batch]:
    """The rows of a file, read unless their mark is known: a second process does it.

    A row that was well read needs its cells no more.
    """
    with seldom_cleared():
        for lines, odd in find_batches(path):
            yield Batch([read_once(line, known) for line in lines], odd)


def read_once(line: Line, known: Collection[str]) -> Line:
    """A row with what became of it, unless its mark is known."""
    if line.mark in known:
        return line
    found = read_line(line)
    cells = () if isinstance(found, NoticeItem) else line.cells
    return line._replace(found=found, cells=cells)


def counted(batches: Iterable[Batch], tally: Tally) -> Iterator[list[Line]]:
    """The rows of each batch; the tally learns of them before they are stored."""
    for lines, odd in batches:
        tally.warn("headings", odd)
        tally.rows += len(lines)
        yield lines


def find_batches(path: Path) -> Iterator[Batch]:
    """The rows of the first sheet that has our headings, some hundred at a time."""
    sheets = read_sheets(path)  # the file is closed when nobody holds them
    columns, rows = find_headings(sheets, path.name)
    headings = " | ".join(columns.unknown)
    odd = [CrawlError("new_columns", headings=headings)] if headings else []
    marker = Marker(columns)
    lines = (Line(n, cells, columns, marker.mark(cells)) for n, cells in rows)
    yield Batch(list(islice(lines, BATCH)), odd)
    while batch := list(islice(lines, BATCH)):
        yield Batch(batch, [])


def find_headings(
    sheets: Iterable[Iterator[Row]], file: str
) -> tuple[Columns, Iterator[Row]]:
    """The columns of the first sheet that has our headings, and the rows below."""
    first: Row | None = None
    for rows in sheets:
        for row in islice(rows, TITLES):
            first = first or row
            if is_heading(row[1]):
                return read_headings(row[1], file), rows
    raise wrong_columns(first[1] if first else (), file)


def read_lines(lines: Iterable[Line], tally: Tally) -> Iterator[NoticeItem]:
    """Each row as an item; a bad one is told with its place and left out."""
    for line in lines:
        found = line.found or read_line(line)
        if isinstance(found, NoticeItem):
            yield found
        else:
            tally.reject(place_of(line), found)


def read_line(line: Line) -> NoticeItem | BadRowError:
    """A row as an item, or the fault for which it is held back.

    A row with something odd is not marked: it is to be told each time.
    """
    raw = read_cells(line.columns, line.cells)
    try:
        item = read_notice(raw, place_of(line))
    except BadRowError as fault:
        return fault
    item.copy.mark = None if item.warnings else line.mark
    return item


def place_of(line: Line) -> str:
    """Where a row stands, for people."""
    return f"row {line.number}"


def key_of(line: Line) -> str:
    """The key of a row's document, if it can be read."""
    if isinstance(line.found, NoticeItem):
        return line.found.key
    raw = read_cells(line.columns, line.cells)
    return source_key(one_line(raw.get("symbol")))
