"""What is asked of the database once for all sources."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.notice import Document, Notice
from models.source import SourceAlarm
from web.sources.crawls import Record, read_records
from web.sources.rhythm import (
    OURS,
    Delay,
    Rhythm,
    read_delays,
    read_new,
    read_rhythms,
)

Numbers = tuple[int, int, date | None]


@dataclass(frozen=True)
class Facts:
    """All that is known of all sources, each by its slug."""

    records: dict[str, Record]
    delays: dict[str, Delay]
    rhythms: dict[str, Rhythm]
    numbers: dict[str, Numbers]
    new: dict[str, int]
    documents: dict[str, Counter[str]]
    alarms: dict[str, SourceAlarm]


def read_facts(session: Session, now: datetime, today: date) -> Facts:
    """Ask for all of it."""
    delays = read_delays(session, now)
    return Facts(
        records=read_records(session),
        delays=delays,
        rhythms=read_rhythms(session, delays, today),
        numbers=read_counts(session, today),
        new=read_new(session, today),
        documents=read_documents(session),
        alarms=read_alarms(session),
    )


def read_counts(session: Session, today: date) -> dict[str, Numbers]:
    """How many notices each source has given, how many samples, the newest day.

    A day to come tells nothing of how fresh a source is, and samples only where it
    has given nothing else.
    """
    come = Notice.distributed <= today
    query = select(
        Notice.source_slug,
        func.count(),
        func.count(case((Notice.provisional, 1))),
        func.max(case((OURS & come, Notice.distributed))),
        func.max(case((come, Notice.distributed))),
    )
    rows = session.execute(query.group_by(Notice.source_slug))
    return {
        slug: (many, samples, own or newest)
        for slug, many, samples, own, newest in rows
    }


def read_documents(session: Session) -> dict[str, Counter[str]]:
    """What became of the attachments that the notices of each source name."""
    query = (
        select(Notice.source_slug, Document.state, func.count())
        .join(Notice, Notice.id == Document.notice_id)
        .group_by(Notice.source_slug, Document.state)
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for slug, state, count in session.execute(query):
        found[slug][state] = count
    return found


def read_alarms(session: Session) -> dict[str, SourceAlarm]:
    """The open alarm of each source that has one."""
    query = select(SourceAlarm).where(SourceAlarm.ended_at.is_(None))
    return {alarm.source_slug: alarm for alarm in session.scalars(query)}
