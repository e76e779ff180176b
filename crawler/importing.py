"""A workbook or CSV of ePing: checked row by row, stored in batches.

A user's own file is a run; the publisher's workbook is part of a crawl.

A row whose mark is stored says nothing new: it is counted, and not even read. A large
file is read by a second process, while this one stores.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from crawler.card import WTO_EPING, put_source
from crawler.faults import CrawlError, first_line
from crawler.lines import (
    Batch,
    Line,
    counted,
    find_batches,
    key_of,
    read_ahead,
    read_lines,
    seldom_cleared,
)
from crawler.marks import known_marks
from crawler.moments import Moment, moment_for
from crawler.reading_apart import apart
from crawler.runs import Tally, recorded
from crawler.store import Outcome
from crawler.storing import store_counted
from models import clock
from models.database import spend_memory
from models.notice import NoticeMember
from models.source import RunState

LARGE = 3 * 2**20
"""Bytes from which on a second process saves more than it takes to begin."""


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
    with recorded(sessions, named, tally) as ending:
        store_file(sessions, path, moment, tally)
        check_tally(path, tally)
        ending.state = RunState.DEGRADED if tally.bad else RunState.OK
    return tally


def store_file(
    sessions: sessionmaker[Session], path: Path, moment: Moment, tally: Tally
) -> date | None:
    """Store the rows of a file, some hundred in a transaction; their newest day.

    Whatever keeps them from being read or stored raises CrawlError.
    """
    newest: date | None = None
    with seldom_cleared():
        for lines in counted(open_file(sessions, path), tally):
            try:
                with sessions.begin() as session:
                    days = store_lines(session, lines, moment, tally)
            except SQLAlchemyError as error:
                raise CrawlError("crashed", reason=first_line(error)) from error
            tally.pages += 1
            newest = max([*days, *([newest] if newest else [])], default=None)
    return newest


def store_lines(
    session: Session, lines: Sequence[Line], moment: Moment, tally: Tally
) -> list[date]:
    """Store what some rows say that is new; the days of all that are held then."""
    spend_memory(session.connection())
    fresh, days = unread(session, lines, tally)
    items = list(read_lines(fresh, tally))
    store_counted(session, items, moment, tally)
    told = (item.distributed for item in items)
    return days + [day for day in told if not moment.is_to_come(day)]


def open_file(sessions: sessionmaker[Session], path: Path) -> Iterator[Batch]:
    """The rows of a file; those of a large one are read by a second process."""
    if not is_large(path):
        return find_batches(path)
    with sessions() as session:
        query = select(NoticeMember.row_mark).where(NoticeMember.row_mark.is_not(None))
        return apart(read_ahead, path, set(session.scalars(query)))


def is_large(path: Path) -> bool:
    """Whether a second process saves time: there is enough to read, and a core."""
    several = (os.cpu_count() or 1) > 1
    return several and path.is_file() and path.stat().st_size >= LARGE


def unread(
    session: Session, batch: Sequence[Line], tally: Tally
) -> tuple[list[Line], list[date]]:
    """The rows that say something new; the others are counted, and give their days.

    Where one row of a document is read, all of the batch are, in their order.
    """
    marks = {line.mark for line in batch}
    known = {mark: (key, day) for mark, key, day in known_marks(session, marks)}
    if not known:
        return list(batch), []
    fresh = {key_of(line) for line in batch if line.mark not in known}
    read, days = [], []
    for line in batch:
        key, day = known.get(line.mark, (None, None))
        if key is None or day is None or key in fresh:
            read.append(line)
        else:
            tally.stored(key, Outcome.UNCHANGED)
            days.append(day)
    return read, days


def check_tally(path: Path, tally: Tally) -> None:
    """A file without rows, or without one usable row, is a failed import."""
    if not tally.rows:
        raise CrawlError("empty_file", file=path.name)
    if tally.bad == tally.rows:
        _, first = tally.problems[0]
        raise CrawlError("all_bad", file=path.name, rows=tally.rows, first=first)
