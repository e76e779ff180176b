"""How well each publisher is heard: its runs, problems, and how fresh it is."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from models.notice import Notice
from models.reference_facts import Setting
from models.source import Run, RunState, Source

RUNS = 8
PROBLEMS = 5
LATE = 3
"""After so many of its intervals without success a source counts as late."""


WORKING = timedelta(hours=1)
"""A run that began longer ago and never ended was broken off."""


class Health(StrEnum):
    """How a source is doing."""

    WELL = "well"
    LATE = "late"
    AILING = "ailing"
    FAILED = "failed"
    NEVER = "never"
    OFF = "off"


@dataclass
class Station:
    """A source with its state and its last runs, the latest first."""

    source: Source
    health: Health
    notices: int
    samples: int
    newest: date | None
    next_due: datetime | None
    runs: list[Run] = field(default_factory=list)


def ask_database(session: Session) -> None:
    """Read from the database; SQLAlchemyError if it is away or holds no tables."""
    session.execute(select(Setting.key).limit(1))


def read_stations(session: Session, now: datetime) -> list[Station]:
    """Every source, those in trouble first."""
    runs = read_runs(session)
    counts = read_counts(session)
    stations = [
        make_station(source, runs[source.slug], counts, now)
        for source in session.scalars(select(Source).order_by(Source.slug))
    ]
    order = [Health.FAILED, Health.AILING, Health.LATE, Health.WELL, Health.NEVER]
    ranks = {health: place for place, health in enumerate(order)}
    return sorted(stations, key=lambda one: ranks.get(one.health, len(order)))


def make_station(
    source: Source,
    runs: list[Run],
    counts: dict[str, tuple[int, int, date]],
    now: datetime,
) -> Station:
    """One source with its state."""
    many, samples, newest = counts.get(source.slug, (0, 0, None))
    due = None
    if source.enabled and source.last_success_at:
        due = source.last_success_at + timedelta(minutes=source.every_minutes)
    return Station(
        source, health_of(source, runs, now), many, samples, newest, due, runs
    )


def health_of(source: Source, runs: list[Run], now: datetime) -> Health:
    """The state of a source by its last run that ended, and how long ago."""
    if not source.enabled:
        return Health.OFF
    ended = [run for run in runs if run.state != RunState.RUNNING]
    if not ended:
        return Health.NEVER
    if ended[0].state == RunState.FAILED:
        return Health.FAILED
    if ended[0].state == RunState.DEGRADED:
        return Health.AILING
    patience = timedelta(minutes=source.every_minutes) * LATE
    heard = source.last_success_at
    if heard is None:
        return Health.NEVER
    return Health.LATE if now - heard > patience else Health.WELL


def read_runs(session: Session) -> dict[str, list[Run]]:
    """The last runs of each source with their problems."""
    place = func.row_number().over(
        partition_by=Run.source_slug, order_by=Run.started_at.desc()
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
    found: dict[str, list[Run]] = defaultdict(list)
    for run in session.scalars(query):
        found[run.source_slug or ""].append(run)
    return found


def read_counts(session: Session) -> dict[str, tuple[int, int, date]]:
    """How many notices each source has given, how many samples, the newest day."""
    samples = func.count(case((Notice.provisional, 1)))
    query = select(
        Notice.source_slug, func.count(), samples, func.max(Notice.distributed)
    )
    rows = session.execute(query.group_by(Notice.source_slug))
    return {slug: (many, some, newest) for slug, many, some, newest in rows}


def is_at_work(session: Session, now: datetime) -> bool:
    """Whether a pass or a crawl is going on."""
    running = select(Run.id).where(
        Run.state == RunState.RUNNING, Run.started_at > now - WORKING
    )
    return session.scalar(running.limit(1)) is not None
