"""A user's ePing file: checked row by row, stored in batches, recorded as a run.

A row whose mark is stored says nothing new: it is counted, and not even read.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.orm import Session, sessionmaker

from crawler.card import WTO_EPING, put_source
from crawler.cells import Columns, is_heading, read_cells, read_headings, wrong_columns
from crawler.coded import one_line
from crawler.faults import BadRowError, CrawlError
from crawler.items import NoticeItem
from crawler.marks import Marker, known_marks
from crawler.moments import moment_for
from crawler.normalise import read_notice
from crawler.runs import Tally, recorded
from crawler.sheet_rows import Row
from crawler.sheets import read_sheets
from crawler.store import Outcome
from crawler.storing import store_counted
from models import clock
from models.database import spend_memory
from models.source import RunState
from models.symbols import source_key

BATCH = 500
TITLES = 20
"""Rows among which the headings must stand."""


SELDOM = (100_000, 20, 100)
"""After how many new objects, and rounds, Python looks for lost ones."""


class Line(NamedTuple):
    """A row of the file, not yet read."""

    number: int
    cells: Sequence[Any]
    columns: Columns
    mark: str


def import_file(sessions: sessionmaker[Session], path: Path) -> Tally:
    """Store all usable rows of a file; the tally tells what became of them.

    A file that cannot be used raises CrawlError, and the run is recorded as failed
    either way. What was stored before a fault stays: importing again completes it.
    """
    with sessions.begin() as session:
        source = put_source(session, WTO_EPING)
        moment = moment_for(source, clock.now())
    tally = Tally()
    named = ("import", WTO_EPING.slug, "file")
    with seldom_cleared(), recorded(sessions, named, tally) as ending:
        lines = find_lines(path, tally)
        while batch := list(islice(lines, BATCH)):
            with sessions.begin() as session:
                spend_memory(session.connection())
                items = read_lines(unread(session, batch, tally), tally)
                store_counted(session, list(items), moment, tally)
        check_tally(path, tally)
        ending.state = RunState.DEGRADED if tally.bad else RunState.OK
    return tally


@contextmanager
def seldom_cleared() -> Iterator[None]:
    """Seldom look for cycles of lost objects: rows make none, and looking is long."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def read_file(path: Path, tally: Tally) -> Iterator[NoticeItem]:
    """The usable rows of the first sheet that has our headings."""
    return read_lines(find_lines(path, tally), tally)


def find_lines(path: Path, tally: Tally) -> Iterator[Line]:
    """The rows of the first sheet that has our headings."""
    first: Row | None = None
    for rows in read_sheets(path):
        for row in islice(rows, TITLES):
            first = first or row
            if is_heading(row[1]):
                columns = read_headings(row[1], path.name)
                if columns.unknown:
                    headings = " | ".join(columns.unknown)
                    tally.warn(
                        "headings", [CrawlError("new_columns", headings=headings)]
                    )
                marker = Marker(columns)
                for number, cells in rows:
                    tally.rows += 1
                    yield Line(number, cells, columns, marker.mark(cells))
                return
    raise wrong_columns(first[1] if first else (), path.name)


def read_lines(lines: Iterable[Line], tally: Tally) -> Iterator[NoticeItem]:
    """Each row as an item; a bad one is told with its place and left out.

    A row with something odd is not marked: it is to be told each time.
    """
    for line in lines:
        place = f"row {line.number}"
        try:
            item = read_notice(read_cells(line.columns, line.cells), place)
        except BadRowError as fault:
            tally.reject(place, fault)
            continue
        item.copy.mark = None if item.warnings else line.mark
        yield item


def unread(session: Session, batch: Sequence[Line], tally: Tally) -> list[Line]:
    """The rows that say something new; the others are counted as unchanged.

    Where one row of a document is read, all of the batch are, in their order.
    """
    known = dict(known_marks(session, {line.mark for line in batch}))
    if not known:
        return list(batch)
    fresh = {key_of(line) for line in batch if line.mark not in known}
    read = []
    for line in batch:
        key = known.get(line.mark)
        if key is None or key in fresh:
            read.append(line)
        else:
            tally.stored(key, Outcome.UNCHANGED)
    return read


def key_of(line: Line) -> str:
    """The key of a row's document, if it can be read."""
    raw = read_cells(line.columns, line.cells)
    return source_key(one_line(raw.get("symbol")))


def check_tally(path: Path, tally: Tally) -> None:
    """A file without rows, or without one usable row, is a failed import."""
    if not tally.rows:
        raise CrawlError("empty_file", file=path.name)
    if tally.bad == tally.rows:
        _, first = tally.problems[0]
        raise CrawlError("all_bad", file=path.name, rows=tally.rows, first=first)
