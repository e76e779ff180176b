"""How well each publisher is heard: its calls, problems, and how fresh it is."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.reference_facts import Setting
from models.source import AlarmKind, Run, RunState, Source, SourceAlarm
from web.config import Settings
from web.gaps.silence import Silence, proof_of_silence
from web.sources.crawls import Call, Record
from web.sources.facts import Facts, read_facts
from web.sources.held import Hold, hold_on, last_switches
from web.sources.rhythm import Delay, Rhythm

LATE = 3
"""After so many of its intervals without success a source counts as late."""
OFTEN = 2
"""So many calls in a row that fail are no accident."""
WORKING = timedelta(hours=1)
"""A run that began longer ago and never ended was broken off."""


class Health(StrEnum):
    """How a source is doing, those in trouble first."""

    FAILED = "failed"
    LATE = "late"
    QUIET = "quiet"
    AILING = "ailing"
    WELL = "well"
    NEVER = "never"
    HELD = "held"
    OFF = "off"


TROUBLED = (Health.FAILED, Health.LATE, Health.QUIET)


@dataclass
class Station:
    """A source with all that is known of how well it is heard."""

    source: Source
    record: Record
    hold: Hold | None
    rhythm: Rhythm
    silence: Silence
    delay: Delay | None = None
    notices: int = 0
    samples: int = 0
    newest: date | None = None
    came_today: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    alarm: SourceAlarm | None = None
    health: Health = Health.NEVER
    is_late: bool = False

    @property
    def call(self) -> Call | None:
        """The latest call that ended."""
        return next(iter(self.record.calls), None)

    @property
    def next_due(self) -> datetime | None:
        """When the source is to be called again, if it is called at all."""
        start = self.record.last_start
        if self.hold or start is None:
            return None
        return start + timedelta(minutes=self.source.every_minutes)

    @property
    def is_troubled(self) -> bool:
        """Whether somebody should look at it."""
        return self.health in TROUBLED

    @property
    def trouble(self) -> AlarmKind | None:
        """What an administrator is to be told of; None while nothing is wrong.

        A source that is not called, or never was, is in no trouble, and neither is
        one of which a way failed and the next one worked.
        """
        if self.hold or not self.record.calls:
            return None
        if len(self.record.failures) >= OFTEN:
            return AlarmKind.BROKEN
        if self.is_late:
            return AlarmKind.LATE
        return AlarmKind.QUIET if self.rhythm.is_quiet else None


def ask_database(session: Session) -> None:
    """Read from the database; SQLAlchemyError if it is away or holds no tables."""
    session.execute(select(Setting.key).limit(1))


def read_stations(
    session: Session, settings: Settings, *, now: datetime, today: date
) -> list[Station]:
    """Every source, those in trouble first."""
    facts, switches = read_facts(session, now, today), last_switches(session)
    stations = []
    for source in session.scalars(select(Source).order_by(Source.slug)).all():
        hold = hold_on(source, settings, switches)
        silence = proof_of_silence(session, source.slug, now)
        station = make_station(source, hold, silence, facts)
        station.is_late = is_late(station, now)
        station.health = health_of(station)
        stations.append(station)
    ranks = {health: place for place, health in enumerate(Health)}
    return sorted(stations, key=lambda one: ranks[one.health])


def make_station(
    source: Source, hold: Hold | None, silence: Silence, facts: Facts
) -> Station:
    """One source with what concerns it."""
    slug = source.slug
    notices, samples, newest = facts.numbers.get(slug, (0, 0, None))
    return Station(
        source=source,
        record=facts.records.get(slug, Record()),
        hold=hold,
        rhythm=facts.rhythms.get(slug, Rhythm(0, None)),
        silence=silence,
        delay=facts.delays.get(slug),
        notices=notices,
        samples=samples,
        newest=newest,
        came_today=facts.new.get(slug, 0),
        documents=facts.documents.get(slug, Counter()),
        alarm=facts.alarms.get(slug),
    )


def is_late(station: Station, now: datetime) -> bool:
    """Whether a source that was once heard has not been for too long."""
    patience = timedelta(minutes=station.source.every_minutes) * LATE
    heard = station.record.last_success
    return heard is not None and now - heard > patience


def health_of(station: Station) -> Health:
    """The state of a source by its last call, how long ago, and what it brought."""
    if station.hold:
        return Health.OFF if station.hold.is_off else Health.HELD
    if station.call is None:
        return Health.NEVER
    if station.call.last.state == RunState.FAILED:
        return Health.FAILED
    if station.is_late:
        return Health.LATE
    if station.call.last.state == RunState.DEGRADED:
        return Health.AILING
    return Health.QUIET if station.rhythm.is_quiet else Health.WELL


def is_at_work(session: Session, now: datetime) -> bool:
    """Whether a pass or a crawl is going on."""
    running = select(Run.id).where(
        Run.state == RunState.RUNNING, Run.started_at > now - WORKING
    )
    return session.scalar(running.limit(1)) is not None
