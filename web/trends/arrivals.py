"""What came as news: how late it was stored and alerted, and which days were empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from models.alert import Alert
from models.deadlines import HERE
from models.notice import Notice
from models.source import Run, RunState
from web.gaps.silence import CRAWL, HEARD
from web.outcomes.lines import Period
from web.sources.rhythm import NEWS
from web.trends.casework import EARLIEST
from web.trends.view import Scene

LATE_DAYS = 3
"""A delay above so many days is listed."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Arrival:
    """A document that came as news: how late it was stored and first alerted."""

    notice_id: int
    source: str
    symbol: str
    days: int
    hours: float | None


def read_arrivals(scene: Scene) -> list[Arrival]:
    """All that came as news: no first load, and nothing shipped with the program."""
    alerted = select(Alert.notice_id, func.min(Alert.created_at))
    alerted = alerted.group_by(Alert.notice_id)
    first = dict(scene.session.execute(alerted).all())
    query = select(
        Notice.id,
        Notice.source_slug,
        Notice.symbol,
        Notice.distributed,
        Notice.created_at,
    ).where(*NEWS)
    return [
        Arrival(
            row.id,
            row.source_slug,
            row.symbol,
            max(0, (local(row.created_at) - row.distributed).days),
            hours_to(first.get(row.id), row.created_at),
        )
        for row in scene.session.execute(query)
    ]


def local(at: datetime) -> date:
    """The day of an instant here."""
    return at.astimezone(HERE).date()


def hours_to(alerted: datetime | None, stored: datetime) -> float | None:
    """Hours from storing to alerting; None where nobody was alerted."""
    return max(0.0, (alerted - stored) / HOUR) if alerted else None


def read_zero(scene: Scene) -> dict[str, int]:
    """On how many of the chosen days a source said that it had nothing new, and no
    crawl of that day brought anything."""
    first = scene.choice.since or EARLIEST
    begins, ends = Period(first, scene.choice.until or scene.today).bounds
    query = select(Run.source_slug, Run.state, Run.started_at).where(
        Run.job == CRAWL, Run.started_at >= begins, Run.started_at < ends
    )
    found: dict[str, dict[str, set[date]]] = {}
    for slug, state, at in scene.session.execute(query.where(Run.state.in_(HEARD))):
        found.setdefault(slug or "", {}).setdefault(state, set()).add(local(at))
    empty: set[date] = set()
    return {
        slug: len(days.get(RunState.OK_ZERO, empty) - days.get(RunState.OK, empty))
        for slug, days in found.items()
    }


def late_ones(found: Sequence[Arrival]) -> list[Arrival]:
    """Those that took too long, the longest first."""
    late = (one for one in found if one.days > LATE_DAYS)
    return sorted(late, key=lambda one: (-one.days, one.symbol))
