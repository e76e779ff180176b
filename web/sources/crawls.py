"""The calls on each publisher, and how each ended, whatever way was taken."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.source import Run, RunState

RUNS = 12
"""Runs of a source that are read; a call takes one for each way it tries."""
CRAWL = "crawl"
ENDED = (RunState.OK, RunState.OK_ZERO, RunState.DEGRADED, RunState.FAILED)
BROUGHT = (RunState.OK, RunState.OK_ZERO, RunState.DEGRADED)


@dataclass(frozen=True)
class Call:
    """One call on a publisher: a run for each way, the way that ended it last."""

    runs: tuple[Run, ...]

    @property
    def last(self) -> Run:
        """The run that says how the call ended."""
        return self.runs[-1]

    @property
    def failed_before(self) -> tuple[Run, ...]:
        """The runs by the ways that failed before the last one was tried."""
        return self.runs[:-1]

    @property
    def failed(self) -> bool:
        """Whether no way brought everything; a row that is held back is no failure."""
        return self.last.error is not None


@dataclass
class Record:
    """What is remembered of the calls on a source, the latest first."""

    runs: list[Run] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    last_success: datetime | None = None

    @property
    def failures(self) -> list[Call]:
        """The calls that failed since one last did not, the latest first."""
        found = []
        for call in self.calls:
            if not call.failed:
                break
            found.append(call)
        return found

    @property
    def last_start(self) -> datetime | None:
        """When the latest crawl began, also one that still goes on."""
        crawls = (run.started_at for run in self.runs if is_call(run))
        return next(crawls, None)


def read_records(session: Session) -> dict[str, Record]:
    """The calls on every source that was ever called."""
    records: dict[str, Record] = defaultdict(Record)
    for run in read_runs(session):
        records[run.source_slug or ""].runs.append(run)
    for record in records.values():
        record.calls = calls_of(record.runs)
    for slug, when in read_successes(session).items():
        records[slug].last_success = when
    return records


def read_runs(session: Session) -> Iterable[Run]:
    """The last runs of each source with their problems, the latest first."""
    place = func.row_number().over(
        partition_by=Run.source_slug, order_by=(Run.started_at.desc(), Run.id.desc())
    )
    ranked = select(Run.id, place.label("place")).where(Run.source_slug.is_not(None))
    inner = ranked.subquery()
    query = (
        select(Run)
        .join(inner, inner.c.id == Run.id)
        .where(inner.c.place <= RUNS)
        .options(selectinload(Run.problems))
        .order_by(Run.started_at.desc(), Run.id.desc())
    )
    return session.scalars(query)


def read_successes(session: Session) -> dict[str, datetime]:
    """When each source was last read to its end by a crawl; a file is no crawl."""
    query = (
        select(Run.source_slug, func.max(Run.ended_at))
        .where(Run.job == CRAWL, Run.state.in_(BROUGHT), Run.error.is_(None))
        .where(Run.source_slug.is_not(None), Run.ended_at.is_not(None))
        .group_by(Run.source_slug)
    )
    return {slug: when for slug, when in session.execute(query) if slug and when}


def is_call(run: Run) -> bool:
    """Whether a run called on the publisher; an import and a skipped one did not."""
    return run.job == CRAWL and run.state != RunState.SKIPPED


def calls_of(runs: Iterable[Run]) -> list[Call]:
    """The calls that ended, of runs with the latest first.

    A run that stood in for a way that failed belongs to the same call as that one.
    """
    found: list[Call] = []
    behind: list[Run] = []
    for run in runs:
        if not is_call(run) or run.state not in ENDED:
            continue
        if behind and (behind[0].counts or {}).get("instead_of") != run.way:
            found.append(Call(tuple(behind)))
            behind = []
        behind.insert(0, run)
    return [*found, Call(tuple(behind))] if behind else found
