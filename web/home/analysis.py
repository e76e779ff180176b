"""What an analyst's first page says first: what changed, and reports on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import facts_of
from models.report import Report, ReportState
from web.trends.headline import headline

SHOWN = 5


@dataclass(frozen=True)
class Analysis:
    """The month in three sentences, and the reports that are not out yet."""

    sentences: Sequence[str]
    reports: Sequence[Report]


def read_analysis(session: Session, language: str, today: date) -> Analysis:
    """What an analyst begins the day with."""
    going = (ReportState.DRAFT, ReportState.REVIEW)
    query = select(Report).where(Report.state.in_(going))
    newest = query.order_by(Report.created_at.desc(), Report.id.desc()).limit(SHOWN)
    return Analysis(
        sentences=headline(session, facts_of(session), today, language),
        reports=session.scalars(newest).all(),
    )
