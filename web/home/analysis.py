"""What an analyst's first page says first: what changed, what rises, and reports on
their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import facts_of
from models.report import Report, ReportState
from web.trends.catalogue import VIEWS, ask
from web.trends.choice import everything
from web.trends.headline import has_any, headline
from web.trends.view import Line, tell

SHOWN = 5
THEMES = VIEWS["themes"]


@dataclass(frozen=True)
class Rising:
    """A theme that rises: its row in the view, what it is, and its measures now and in
    the year before."""

    key: str
    name: str
    kind: str
    now: int
    before: int


@dataclass(frozen=True)
class Analysis:
    """The month in three sentences, the themes that rise most with the sentence of
    their view, and the reports that are not out yet."""

    sentences: Sequence[str]
    finding: str
    themes: Sequence[Rising]
    reports: Sequence[Report]


def read_analysis(session: Session, language: str, today: date) -> Analysis:
    """What an analyst begins the day with."""
    going = (ReportState.DRAFT, ReportState.REVIEW)
    query = select(Report).where(Report.state.in_(going))
    newest = query.order_by(Report.created_at.desc(), Report.id.desc()).limit(SHOWN)
    finding, themes = read_rising(session, language, today)
    return Analysis(
        sentences=headline(session, facts_of(session), today, language),
        finding=finding,
        themes=themes,
        reports=session.scalars(newest).all(),
    )


def read_rising(
    session: Session, language: str, today: date
) -> tuple[str, list[Rising]]:
    """What rises now, as the view of themes tells it where nothing is chosen; nothing
    is said where no notification is held."""
    if not has_any(session):
        return "", []
    counted = ask(session, THEMES, everything(), today)
    shown = [read_theme(line, language) for line in counted.lines[:SHOWN]]
    return THEMES.say(counted, language), shown


def read_theme(line: Line, language: str) -> Rising:
    """A row of the view as the page shows it."""
    name, kind, now, _expected, before, *_ = line.cells
    told = tell(name, language), tell(kind, language)
    return Rising(line.key, *told, int(str(now)), int(str(before)))
