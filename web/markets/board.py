"""The dashboard of a market: changes, windows, exports, our comments, its dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.facets import count_facet
from models.notice_filter import NoticeFilter, members_of
from web.dashboards import responses, stakes
from web.dashboards.changes import SPAN, News, read_changes
from web.dashboards.windows import Windows, read_windows
from web.dossiers.service import Dossier, read_dossier
from web.labels import objectives
from web.sectors.service import Share, shares


@dataclass(frozen=True)
class Board:
    """What stands on the page of a market beside its notices.

    ``responses`` are the centre's own affair: None for anyone else.
    """

    today: date
    since: date
    news: Sequence[News]
    windows: Windows
    stakes: stakes.Stakes | None
    responses: responses.Responses | None
    dossier: Dossier
    objectives: Sequence[Share]


def read_board(
    session: Session, code: str, language: str, today: date, *, centre: bool
) -> Board:
    """The dashboard of one market; ``centre`` is whether one of the centre asks."""
    every = NoticeFilter(markets=(code,), until=today)
    members = members_of((code,))
    answered = responses.of_market(session, members, today) if centre else None
    return Board(
        today=today,
        since=today - SPAN,
        news=read_changes(session, every, language, today),
        windows=read_windows(session, every),
        stakes=stakes.of_market(session, members, every, language, today),
        responses=answered,
        dossier=read_dossier(session, code),
        objectives=shares(count_facet(session, every, "objectives"), objectives()),
    )
