"""Sources with calls and documents, written straight into the tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.source import Run, RunProblem, RunState, Source
from web.config import Settings, load_settings
from web.sources.service import Station, read_stations

NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)
TODAY = date(2026, 11, 30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EPING = "wto_eping"
FAULT = {"key": "no_key", "en": "The key is refused.", "zh": "密钥无效，请更换。"}


def add_source(session: Session, slug: str = EPING, **columns: Any) -> Source:
    """A publisher that is called on every two hours and was loaded long ago."""
    given = {
        "title": f"Source {slug}",
        "title_zh": f"来源{slug}",
        "url": f"https://{slug}.example/",
        "every_minutes": 120,
        "least": 1,
        "baseline_at": NOW - 200 * DAY,
        **columns,
    }
    source = Source(slug=slug, **given)
    session.add(source)
    session.flush()
    return source


def add_run(
    session: Session,
    state: RunState = RunState.OK,
    *,
    ago: timedelta = HOUR,
    slug: str = EPING,
    way: str = "api",
    problems: Iterable[tuple[str, str]] = (),
    job: str = "crawl",
    **counts: Any,
) -> Run:
    """A run that took a minute; one that failed has a fault."""
    failed = state == RunState.FAILED
    start = NOW - ago
    run = Run(
        job=job,
        source_slug=slug,
        way=way,
        state=state,
        started_at=start,
        ended_at=None if state == RunState.RUNNING else start + HOUR / 60,
        counts={**counts, "fault": FAULT} if failed else counts,
        error=FAULT["en"] if failed else None,
        problems=[RunProblem(place=at, sentence=words) for at, words in problems],
    )
    session.add(run)
    session.flush()
    return run


def add_documents(
    session: Session,
    days: Iterable[date],
    *,
    slug: str = EPING,
    delay: int = 0,
    **columns: Any,
) -> list[Notice]:
    """A document for each day, stored so many days later at noon in UTC."""
    noon = datetime.min.time().replace(hour=4)
    found = []
    for day in days:
        came = datetime.combine(day + delay * DAY, noon, UTC)
        number = len(session.scalars(select(Notice.id)).all()) + 1
        notice = Notice(
            source_slug=slug,
            source_key=f"{slug} {number}",
            symbol=f"{slug} {number}",
            kind="rule",
            type="rule",
            title="A rule",
            distributed=day,
            content={},
            content_hash="c0ffee",
            **{"created_at": came, "updated_at": came, **columns},
        )
        session.add(notice)
        session.flush()
        found.append(notice)
    return found


def days_back(*numbers: int) -> list[date]:
    """Days so many days before today."""
    return [TODAY - number * DAY for number in numbers]


def stations_of(
    session: Session, settings: Settings | None = None, now: datetime = NOW
) -> dict[str, Station]:
    """All sources as they are seen now, by their slugs."""
    found = read_stations(
        session, settings or load_settings(), now=now, today=now.date()
    )
    return {station.source.slug: station for station in found}


def station_of(session: Session, **given: Any) -> Station:
    """The one source, as it is seen now."""
    return stations_of(session, **given)[EPING]
