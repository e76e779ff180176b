"""Drafts that are made by themselves once a day, a week or a month has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.notice import Notice
from models.report import Report
from web.reports.assembling import begin, issue_key
from web.reports.periods import period_of
from web.reports.record import was_dropped

REGULAR = ("daily", "weekly", "monthly")
DAY = timedelta(days=1)


def draft_ended(session: Session, *, today: date, now: datetime) -> list[Report]:
    """Begin the issue of the last day, week and month that ended, where none is there.

    A period without a single notification makes none. Nobody is the author yet, so
    whoever writes it is; the home page of analysts lists it.
    """
    return [
        begin(session, kind, days, author_id=None, now=now)
        for kind, days in ended(today)
        if not has_issue(session, kind, days) and has_notices(session, days)
    ]


def ended(today: date) -> Iterator[tuple[str, tuple[date, date]]]:
    """The last whole period of each kind before today."""
    for kind in REGULAR:
        first, _last = period_of(kind, today, today)
        yield kind, period_of(kind, first - DAY, today)


def has_issue(session: Session, kind: str, days: tuple[date, date]) -> bool:
    """Whether an issue was ever begun, be it withdrawn or deleted since."""
    key = issue_key(kind, days, None, None)
    query = select(Report.id).where(Report.kind == kind, Report.key == key)
    there = session.scalar(query.limit(1)) is not None
    return there or was_dropped(session, kind, key)


def has_notices(session: Session, days: tuple[date, date]) -> bool:
    """Whether anything was notified in some days."""
    query = select(func.count(Notice.id)).where(
        Notice.kind == NoticeKind.NOTIFICATION.value, Notice.distributed.between(*days)
    )
    return bool(session.scalar(query))
