"""The dashboard of a sector: changes, windows, exports, our comments, schemes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.facets import count_facet
from models.market_fact import MarketFact
from models.notice_filter import NoticeFilter
from web.dashboards import responses, stakes
from web.dashboards.changes import SPAN, News, read_changes
from web.dashboards.windows import Windows, read_windows
from web.dossiers.service import schemes_for
from web.labels import objectives
from web.sectors.service import Share, shares


@dataclass(frozen=True)
class Board:
    """What stands on the page of a sector beside its notices.

    ``responses`` are the centre's own affair: None for anyone else. ``schemes`` are
    those its goods meet, under the market of each.
    """

    today: date
    since: date
    news: Sequence[News]
    windows: Windows
    stakes: stakes.Stakes | None
    responses: responses.Responses | None
    objectives: Sequence[Share]
    schemes: dict[str, list[MarketFact]]


def read_board(
    session: Session, sector_id: str, language: str, today: date, *, centre: bool
) -> Board:
    """The dashboard of one sector; ``centre`` is whether one of the centre asks."""
    every = NoticeFilter(sectors=(sector_id,), until=today)
    answered = responses.of_sector(session, sector_id, today) if centre else None
    schemes: dict[str, list[MarketFact]] = {}
    for fact in schemes_for(session, sector_id):
        schemes.setdefault(fact.market, []).append(fact)
    return Board(
        today=today,
        since=today - SPAN,
        news=read_changes(session, every, language, today),
        windows=read_windows(session, every),
        stakes=stakes.of_sector(session, sector_id, every, language, today),
        responses=answered,
        objectives=shares(count_facet(session, every, "objectives"), objectives()),
        schemes=schemes,
    )
