"""Alarms of sources: raised once, told once, and once more when all is well."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.alert import Message
from models.source import SourceAlarm
from models.user import Role, User
from web.alerts.links import Links
from web.alerts.once import insert_once
from web.config import Settings
from web.health.letters import RAISED, WELL, write_letter
from web.health.sentences import sentence_of
from web.mail import posting
from web.sources.service import Station, read_stations

Column = InstrumentedAttribute[datetime | None]


def watch_sources(
    session: Session,
    settings: Settings,
    links: Links,
    *,
    now: datetime,
    today: date,
) -> int:
    """Raise, tell and end the alarms of all sources; how many messages that makes.

    What was raised is told before anything ends, also what an earlier pass left.
    """
    stations = read_stations(session, settings, now=now, today=today)
    raise_alarms(session, stations, now)
    named = {station.source.slug: station for station in stations}
    made = tell_alarms(session, named, links, now)
    end_alarms(session, stations, now)
    return made + tell_alarms(session, named, links, now)


def raise_alarms(session: Session, stations: Sequence[Station], now: datetime) -> int:
    """Open an alarm for each source in trouble that has none; how many were opened.

    Of two processes that find the same trouble the database lets one open it.
    """
    rows: list[dict[str, Any]] = [
        {
            "source_slug": station.source.slug,
            "kind": kind,
            "sentence": sentence_of(station, kind),
            "raised_at": now,
        }
        for station in stations
        if (kind := station.trouble) is not None and station.alarm is None
    ]
    return insert_once(session, SourceAlarm, rows)


def end_alarms(session: Session, stations: Sequence[Station], now: datetime) -> int:
    """Close the alarms of sources that are well again; how many were closed.

    Of a source that is no longer called nobody can say that it is well: its alarm
    is closed as if it were told.
    """
    closed = 0
    for station in stations:
        if station.trouble is not None:
            continue
        ended: dict[str, Any] = {"ended_at": now}
        if station.hold:
            ended["told_well_at"] = now
        closed += change_one(
            session,
            update(SourceAlarm).where(
                SourceAlarm.source_slug == station.source.slug,
                SourceAlarm.ended_at.is_(None),
            ),
            ended,
        )
    return closed


def tell_alarms(
    session: Session, stations: Mapping[str, Station], links: Links, now: datetime
) -> int:
    """Put what was not told yet into the outbox; how many messages that makes.

    The claim of an alarm and its messages stand or fall together, so that killed at
    any point nothing is lost and nothing is said twice. What nobody was told of, for
    there was no administrator, ends without a word.
    """
    people = administrators(session)
    if not people:
        return 0
    made = 0
    told, told_well = SourceAlarm.told_at, SourceAlarm.told_well_at
    opened = select(SourceAlarm).where(told.is_(None), SourceAlarm.ended_at.is_(None))
    ended = select(SourceAlarm).where(
        told.is_not(None), told_well.is_(None), SourceAlarm.ended_at.is_not(None)
    )
    for query, column, occasion in ((opened, told, RAISED), (ended, told_well, WELL)):
        for alarm in session.scalars(query.order_by(SourceAlarm.id)).all():
            station = stations.get(alarm.source_slug)
            if station and claim(session, alarm, column, now):
                letter = [
                    as_row(alarm, station, occasion, person, links, now)
                    for person in people
                ]
                made += insert_once(session, Message, letter)
    return made


def claim(session: Session, alarm: SourceAlarm, column: Column, now: datetime) -> bool:
    """Take it on us to tell of an alarm: an update that must change one row."""
    query = update(SourceAlarm).where(SourceAlarm.id == alarm.id, column.is_(None))
    return change_one(session, query, {column.key: now}) == 1


def change_one(session: Session, query: Any, values: dict[str, Any]) -> int:
    """Make a conditional update; how many rows it changed."""
    made = query.values(values).returning(SourceAlarm.id)
    return len(session.scalars(made).all())


def administrators(session: Session) -> Sequence[User]:
    """Who is told."""
    query = select(User).where(User.role == Role.ADMIN, User.disabled.is_(False))
    return session.scalars(query.order_by(User.id)).all()


def as_row(
    alarm: SourceAlarm,
    station: Station,
    occasion: str,
    person: User,
    links: Links,
    now: datetime,
) -> dict[str, Any]:
    """The message to one person as a row of the outbox."""
    return posting.as_row(
        write_letter(alarm, station, occasion, person, links),
        key=f"source:{alarm.source_slug}:{alarm.id}:{occasion}:{person.id}",
        user_id=person.id,
        address=person.email,
        now=now,
    )
