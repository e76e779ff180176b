"""A user's ePing file: checked row by row, stored in batches, recorded as a run.

A row whose mark is stored says nothing new: it is counted, and not even read. A large
file is read by a second process, while this one stores.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.card import WTO_EPING, put_source
from crawler.faults import CrawlError
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
from crawler.moments import moment_for
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
    with seldom_cleared(), recorded(sessions, named, tally) as ending:
        for lines in counted(open_file(sessions, path), tally):
            with sessions.begin() as session:
                spend_memory(session.connection())
                items = read_lines(unread(session, lines, tally), tally)
                store_counted(session, list(items), moment, tally)
        check_tally(path, tally)
        ending.state = RunState.DEGRADED if tally.bad else RunState.OK
    return tally


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


def check_tally(path: Path, tally: Tally) -> None:
    """A file without rows, or without one usable row, is a failed import."""
    if not tally.rows:
        raise CrawlError("empty_file", file=path.name)
    if tally.bad == tally.rows:
        _, first = tally.problems[0]
        raise CrawlError("all_bad", file=path.name, rows=tally.rows, first=first)
