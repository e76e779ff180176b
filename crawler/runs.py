"""The record of a run: when, how it ended, what it counted, what went wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session, sessionmaker

from crawler.faults import CrawlError, tellable
from models import clock
from models.locks import hold
from models.source import Run, RunProblem, RunState, Source

LOCKS = "locks"
PATIENCE = 5.0
"""Seconds in which the lock of a process that was killed is gone at the latest."""
BUSY = {
    "crawl": "crawl_busy",
    "import": "import_busy",
    "documents": "documents_busy",
}
"""What is said where another process is at the same job."""
LISTED = 200
"""Problems of one run that are listed; the rest is only counted."""


@dataclass
class Tally:
    """What a run has seen so far; documents are told apart by their keys."""

    rows: int = 0
    bad: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    outcomes: dict[str, str] = field(default_factory=dict)
    warnings: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)
    unlisted: int = 0
    instead_of: str | None = None
    """The way that failed before this one was tried."""
    since: date | None = None
    """The day from which on everything was asked for."""

    def stored(self, key: str, outcome: str) -> None:
        """Count a document; a later row of it does not make it less new."""
        order = ("unchanged", "changed", "new")
        held = self.outcomes.get(key, "unchanged")
        self.outcomes[key] = max(held, outcome, key=order.index)

    def reject(self, place: str, fault: CrawlError) -> None:
        """A row that is held back, with its place."""
        self.bad += 1
        self.tell(place, fault)

    def drop(self, reason: str) -> None:
        """A record that is none of our business: only counted, by its reason."""
        self.dropped[reason] += 1

    def warn(self, place: str, faults: Iterable[CrawlError]) -> None:
        """What was odd in a row that is kept."""
        for fault in faults:
            self.warnings[fault.key] += 1
            self.tell(place, fault)

    def tell(self, place: str, fault: CrawlError) -> None:
        """List a problem, as long as there are not too many."""
        if len(self.problems) < LISTED:
            self.problems.append((tellable(place), fault.sentence()))
        else:
            self.unlisted += 1

    def counts(self) -> dict[str, Any]:
        """The figures of the run, in the order they are printed."""
        found = Counter(self.outcomes.values())
        counts = {
            "rows": self.rows,
            "documents": len(self.outcomes),
            "new": found["new"],
            "changed": found["changed"],
            "unchanged": found["unchanged"],
            "bad": self.bad,
        }
        if self.dropped:
            counts["dropped"] = self.dropped.total()
        return counts


@dataclass
class Ending:
    """How a run ends; unless its work says otherwise it was broken off."""

    state: RunState = RunState.FAILED
    fault: CrawlError | None = None


class BusyError(CrawlError):
    """Another process is at the same work: nothing is wrong, nothing is to be done."""


@contextmanager
def recorded(
    sessions: sessionmaker[Session], named: tuple[str, str | None, str], tally: Tally
) -> Iterator[Ending]:
    """Record a run (job, source, way) from its beginning to its end, however it ends.

    The work sets the ending; a CrawlError out of it is recorded and raised again.
    Two runs of one job on one source never go on at the same time: the second raises
    BusyError, and is not recorded.
    """
    job, slug, way = named
    with alone(sessions, job, slug):
        with sessions.begin() as session:
            close_broken(session, job, slug)
            run = Run(job=job, source_slug=slug, way=way, started_at=clock.now())
            session.add(run)
            session.flush()
            run_id = run.id
        ending = Ending()
        try:
            yield ending
        except CrawlError as fault:
            ending.state, ending.fault = RunState.FAILED, fault
            raise
        finally:
            if ending.state == RunState.FAILED and ending.fault is None:
                ending.fault = CrawlError("broken_off")
            with sessions.begin() as session:
                end_run(session, session.get_one(Run, run_id), ending, tally)


@contextmanager
def alone(
    sessions: sessionmaker[Session], job: str, slug: str | None
) -> Iterator[None]:
    """Hold the lock of a job on a source, which ends with this process."""
    engine: Engine = sessions.kw["bind"]
    name = f"{job}-{slug}" if slug else job
    with hold(engine, beside(engine), name, PATIENCE) as held:
        if not held:
            raise BusyError(BUSY[job], source=slug)
        yield


def beside(engine: Engine) -> Path:
    """The folder of locks beside a SQLite database; PostgreSQL needs none."""
    return Path(engine.url.database or "").parent / LOCKS


def close_broken(session: Session, job: str, slug: str | None) -> None:
    """Earlier runs of this kind that never ended were killed: say so.

    Only who holds their lock may do this: then none of them can be at work.
    """
    session.execute(
        update(Run)
        .where(Run.job == job, Run.source_slug == slug, Run.state == RunState.RUNNING)
        .values(state=RunState.FAILED, error=str(CrawlError("broken_off")))
    )


def end_run(session: Session, run: Run, ending: Ending, tally: Tally) -> None:
    """Write how a run ended, with its problems and, in both languages, its fault."""
    run.ended_at, run.state = clock.now(), ending.state
    counts = {**tally.counts(), "pages": tally.pages}
    if tally.dropped:
        counts["dropped_by"] = [
            {**CrawlError(reason).told(), "count": count}
            for reason, count in tally.dropped.most_common()
        ]
    if tally.instead_of:
        counts["instead_of"] = tally.instead_of
    if tally.since:
        counts["since"] = tally.since.isoformat()
    if tally.warnings:
        counts["warnings"] = dict(tally.warnings)
    if ending.fault:
        run.error = ending.fault.sentence()
        counts["fault"] = ending.fault.told()
    run.counts = counts
    problems = list(tally.problems)
    if tally.unlisted:
        more = CrawlError("more_problems", count=tally.unlisted)
        problems.append(("", more.sentence()))
    session.add_all(
        RunProblem(run_id=run.id, place=place, sentence=sentence)
        for place, sentence in problems
    )
    note_source(session, run)


def note_source(session: Session, run: Run) -> None:
    """Let the source remember how its latest run ended."""
    source = session.get(Source, run.source_slug) if run.source_slug else None
    if source is None or run.state == RunState.SKIPPED:
        return
    if run.state == RunState.FAILED:
        source.last_error = run.error
        return
    source.last_error = run.error
    if run.error is None:
        source.last_success_at = run.ended_at
        source.way = run.way
        loaded = source.baseline_at is None and run.counts["documents"]
        source.baseline_at = run.ended_at if loaded else source.baseline_at
