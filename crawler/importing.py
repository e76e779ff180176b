"""A user's ePing file: checked row by row, stored in batches, recorded as a run."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from crawler.card import WTO_EPING, put_source
from crawler.cells import Columns, is_heading, read_cells, read_headings, wrong_columns
from crawler.faults import BadRowError, CrawlError
from crawler.items import NoticeItem
from crawler.moments import moment_for
from crawler.normalise import read_notice
from crawler.runs import Tally, recorded
from crawler.sheets import Row, read_sheets
from crawler.storing import store_counted
from models import clock
from models.source import RunState

BATCH = 200
TITLES = 20
"""Rows among which the headings must stand."""


def import_file(sessions: sessionmaker[Session], path: Path) -> Tally:
    """Store all usable rows of a file; the tally tells what became of them.

    A file that cannot be used raises CrawlError, and the run is recorded as failed
    either way. What was stored before a fault stays: importing again completes it.
    """
    with sessions.begin() as session:
        source = put_source(session, WTO_EPING)
        moment = moment_for(source, clock.now())
    tally = Tally()
    with recorded(sessions, ("import", WTO_EPING.slug, "file"), tally) as ending:
        items = read_file(path, tally)
        while batch := list(islice(items, BATCH)):
            with sessions.begin() as session:
                store_counted(session, batch, moment, tally)
        check_tally(path, tally)
        ending.state = RunState.DEGRADED if tally.bad else RunState.OK
    return tally


def read_file(path: Path, tally: Tally) -> Iterator[NoticeItem]:
    """The usable rows of the first sheet that has our headings."""
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
                yield from read_rows(rows, columns, tally)
                return
    raise wrong_columns(first[1] if first else (), path.name)


def read_rows(
    rows: Iterator[Row], columns: Columns, tally: Tally
) -> Iterator[NoticeItem]:
    """Each row as an item; a bad one is told with its place and left out."""
    for number, cells in rows:
        tally.rows += 1
        place = f"row {number}"
        try:
            yield read_notice(read_cells(columns, cells), place)
        except BadRowError as fault:
            tally.reject(place, fault)


def check_tally(path: Path, tally: Tally) -> None:
    """A file without rows, or without one usable row, is a failed import."""
    if not tally.rows:
        raise CrawlError("empty_file", file=path.name)
    if tally.bad == tally.rows:
        _, first = tally.problems[0]
        raise CrawlError("all_bad", file=path.name, rows=tally.rows, first=first)
