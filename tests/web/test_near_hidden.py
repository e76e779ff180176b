"""Near misses and refused matches are counted nowhere; every list leaves them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facets import count_facet, count_notices
from models.facts import facts_of
from models.notice import Notice
from models.notice_filter import NoticeFilter
from models.notice_list import list_notices
from models.search_text import reindex
from models.sector import Match
from nlp.counterparts.work import Pass, wanting
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.alerts.reasons import matched
from web.home import service as home
from web.notices import service as notices
from web.sectors import service as sectors

NEAR, REFUSED = "tea", "mushrooms"
HIDDEN = {NEAR, REFUSED}


@pytest.fixture
def world(session: Session) -> Session:
    """A notice that nearly touches one sector, and was refused for another."""
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, NEAR, "near")
    add_match(session, notice, REFUSED, "refused")
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=sorted(HIDDEN))
    reindex(session, [notice.id])
    return session


def listed(session: Session, **chosen: Any) -> list[int]:
    page = list_notices(session, NoticeFilter(**chosen), today=TODAY, limit=9)
    return [line.id for line in page.lines]


def in_lists(session: Session) -> list[int]:
    return listed(session, sectors=(NEAR, REFUSED))


def in_search(session: Session) -> list[int]:
    return [*listed(session, q="茶叶"), *listed(session, q="食用菌")]


def in_chips(session: Session) -> list[Any]:
    lines = list_notices(session, NoticeFilter(), today=TODAY, limit=9).lines
    assert lines
    return [chip for line in lines for chip in line.sectors]


def in_facets(session: Session) -> set[str]:
    return {*count_facet(session, NoticeFilter(), "sectors")} & HIDDEN


def in_totals(session: Session) -> int:
    return count_notices(session, NoticeFilter(sectors=(NEAR,)), TODAY).all


def on_the_page(session: Session) -> list[Any]:
    notice = session.scalars(select(Notice)).one()
    return notices.whys_of(session, notice.id)


def at_home(session: Session) -> list[Any]:
    moves = home.read_moves(session, TODAY)
    facts = home.count_open(session, TODAY)
    return [
        *(move for move in moves if move.open or move.new),
        *([facts] if facts.touching else []),
    ]


def of_the_sector(session: Session) -> list[Any]:
    found = []
    for name in HIDDEN:
        one = sectors.read_portrait(session, name, "zh", TODAY)
        assert one is not None
        found += [*one.open_rows, *one.new_rows, *([1] * (one.total + one.maybe))]
    return found


def in_trends(session: Session) -> list[Any]:
    facts = facts_of(session)
    everything = np.ones(len(facts), dtype=np.bool_)
    return [*facts.sectors.count(everything), *facts.sectors.among(HIDDEN).nonzero()[0]]


def in_alerts(session: Session) -> list[Any]:
    made = make_alerts(session, now=NOW, today=TODAY)
    notice = session.scalars(select(Notice)).one()
    return [*range(made.alerts), *matched(session, [notice.id])]


def in_the_radar(session: Session) -> list[Any]:
    session.scalars(select(Notice)).one().kind = "draft"
    session.flush()
    return list(session.scalars(wanting(Pass("1", NOW, TODAY))))


WALK = (
    in_lists,
    in_search,
    in_chips,
    in_facets,
    in_totals,
    on_the_page,
    at_home,
    of_the_sector,
    in_trends,
    in_alerts,
    in_the_radar,
)


@pytest.mark.parametrize("look", WALK, ids=lambda look: look.__name__)
def test_what_is_no_match_is_nowhere(
    look: Callable[[Session], Any], world: Session
) -> None:
    assert not look(world)
    for row in world.scalars(select(Match)):
        row.certainty = "sure"
    reindex(world, [world.scalars(select(Notice)).one().id])
    assert look(world)
