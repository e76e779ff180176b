"""Goes through all work that waits, a batch and a commit at a time.

Killed anywhere and begun again, it goes on where it was. Much work is shared with
processes that only read; little is done here, as they take seconds to begin.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from models import clock
from models.database import spend_memory
from nlp.crew import Question, answer_batches, workers
from nlp.stored import Stored
from nlp.summaries.beside import Teller
from nlp.summaries.work import to_summarise
from nlp.work import (
    Counts,
    Work,
    ask,
    do,
    keep,
    read_sectors,
    summarise_notices,
    to_match,
    to_tag,
)

FEW = 20
"""Notices in a batch of this process: little is lost if it is killed."""
BATCH = 250
"""Notices in a batch of the others: large enough to hand on and to index cheaply."""
MANY = 2_000
"""Notices for which other processes are worth their beginning."""
Sessions = sessionmaker[Session]
Progress = Callable[[int, int], object]
"""Told how many notices are done, and of how many."""


def tag_all(
    sessions: Sessions, progress: Progress = max, until: datetime | None = None
) -> Counts:
    """Tag what is new, the newest first; what the time does not suffice for waits."""
    with sessions() as session:
        ids = to_tag(session)
    return go_through(sessions, ids, Work(tags=True, sectors=None), progress, until)


def match_all(
    sessions: Sessions,
    progress: Progress = max,
    until: datetime | None = None,
    tell: Teller | None = None,
) -> Counts:
    """Match what is newly tagged to the sectors, and write its summary."""
    with sessions() as session:
        sectors = read_sectors(session)
        ids = to_match(session, sectors)
    work = Work(tags=False, sectors=sectors, tell=tell)
    return go_through(sessions, ids, work, progress, until)


def understand_all(
    sessions: Sessions,
    progress: Progress = max,
    until: datetime | None = None,
    tell: Teller | None = None,
) -> Counts:
    """Tag what is new and match it in one go, then match what is tagged already."""
    with sessions() as session:
        sectors = read_sectors(session)
        ids = to_tag(session)
    both = Work(tags=True, sectors=sectors, tell=tell)
    done = go_through(sessions, ids, both, progress, until)
    return done + match_all(sessions, progress, until, tell)


def summarise_all(
    sessions: Sessions,
    progress: Progress = max,
    until: datetime | None = None,
    tell: Teller | None = None,
) -> int:
    """Summarise again what has an older summary; how many notices that were."""
    with sessions() as session:
        ids = to_summarise(session)
    done = 0
    for part in parts(ids, BATCH):
        if until and clock.now() >= until:
            break
        with sessions.begin() as session:
            done += summarise_notices(session, part, tell)
        progress(done, len(ids))
    return done


def go_through(
    sessions: Sessions,
    ids: Sequence[int],
    work: Work,
    progress: Progress,
    until: datetime | None,
) -> Counts:
    """Do some work on these notices, in their order, until it is done or late."""
    shared = len(ids) >= MANY and workers() > 1
    steps = share(sessions, ids, work) if shared else alone(sessions, ids, work)
    total = Counts()
    for counts in steps:
        total += counts
        progress(total.notices, len(ids))
        if until and clock.now() >= until:
            break
    return total


def alone(sessions: Sessions, ids: Sequence[int], work: Work) -> Iterator[Counts]:
    """Batch after batch in this process."""
    for part in parts(ids, FEW):
        with sessions.begin() as session:
            counts = do(session, part, work)
        yield counts


def share(sessions: Sessions, ids: Sequence[int], work: Work) -> Iterator[Counts]:
    """Batch after batch by other processes; this one reads and writes the database."""
    rows = work.sectors.rows if work.sectors else None
    for notices, answers in answer_batches(asked(sessions, ids, work), rows):
        with sessions.begin() as session:
            spend_memory(session.connection())
            counts = keep(session, notices, answers, work)
        yield counts


def asked(
    sessions: Sessions, ids: Sequence[int], work: Work
) -> Iterator[tuple[list[Stored], list[Question]]]:
    """What is asked about each batch, read when its turn comes."""
    for part in parts(ids, BATCH):
        with sessions() as session:
            batch = ask(session, part, work)
        yield batch


def parts(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """The ids in batches."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
