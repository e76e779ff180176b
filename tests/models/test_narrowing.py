"""The counts beside a list from the facts are those that the database counts."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from models.facets import FACETS, count_facets, count_notices
from models.facts import facts_of
from models.facts.found import find_places, places_of
from models.facts.narrowing import (
    COUNTERS,
    Narrowed,
    can_tell,
    count_narrowed,
    narrow,
    total,
)
from models.notice import Notice
from models.notice_filter import NoticeFilter, conditions
from tests.models.archive import TODAY, add_notice, fill
from tests.models.test_notice_list import CHOSEN

MORE = [
    NoticeFilter(agreement="TBT", markets=("EU",), measures=("labelling",)),
    NoticeFilter(markets=("g:gcc", "EU"), types=("revision",), until=TODAY),
    NoticeFilter(kinds=("draft",), sources=("wto_eping",)),
    NoticeFilter(sources=("nobody",), sectors=("tea",)),
    NoticeFilter(closes_to=TODAY),
    NoticeFilter(q="labelling batteries", open_on=TODAY),
    NoticeFilter(q="!?"),
    NoticeFilter(hs=("8507", "09"), objectives=("quality",)),
]
TOLD = [one for one, _ in CHOSEN if can_tell(one)] + MORE


@pytest.fixture
def filled(session: Session) -> Session:
    """The archive, and a national draft that is no WTO document."""
    fill(session)
    add_notice(session, "2025-00001", kind="draft", agreement=None, members=["USA"])
    session.flush()
    return session


def narrowed(session: Session, chosen: NoticeFilter) -> Narrowed:
    return narrow(session, facts_of(session), chosen)


def test_every_facet_and_total_is_that_of_the_database(filled: Session) -> None:
    facts = facts_of(filled)
    for chosen in TOLD:
        mine = narrow(filled, facts, chosen)
        told = count_narrowed(mine, FACETS, TODAY)
        asked = count_facets(filled, chosen)
        assert told == asked, chosen
        assert [*map(list, told.values())] == [*map(list, asked.values())]
        assert total(mine, TODAY) == count_notices(filled, chosen, TODAY), chosen


def test_states_and_years_are_those_of_the_rows(filled: Session) -> None:
    add_notice(filled, "G/TBT/N/EU/1", distributed=date(2019, 12, 31), members=["EU"])
    for chosen in (NoticeFilter(), NoticeFilter(q="电池"), NoticeFilter(hs=("85",))):
        told = count_narrowed(narrowed(filled, chosen), ("status", "years"), TODAY)
        year = extract("year", Notice.distributed)
        where = conditions(chosen, filled.get_bind().dialect.name)
        by_year = filled.execute(
            select(year, func.count()).where(*where).group_by(year)
        )
        assert told["years"] == {str(one): many for one, many in by_year}
        totals = count_notices(filled, chosen, TODAY)
        states = {"open": totals.open, "closed": totals.all - totals.open}
        assert told["status"] == {name: n for name, n in states.items() if n}


def test_a_facet_ignores_its_own_choice_only(filled: Session) -> None:
    both = NoticeFilter(markets=("EU",), since=date(2025, 6, 1))
    told = count_narrowed(narrowed(filled, both), ("markets", "types"), TODAY)
    assert told["markets"]["BHR"] == 2, "other Members would add theirs"
    assert told["types"] == {"regular": 1}


def test_what_the_index_names_and_is_gone_has_no_place(filled: Session) -> None:
    facts = facts_of(filled)
    last = int(facts.ids[-1])
    asked = facts.ids[[0, 2]].tolist()
    assert places_of(facts, facts.ids[[0, 2]]).tolist() == [0, 2]
    assert places_of(facts, facts.ids[-1:] + 5).tolist() == []
    assert asked[0] < last
    assert find_places(filled, facts, "  ") is None
    found = find_places(filled, facts, "?!")
    assert found is not None
    assert not len(found)


def test_matches_that_are_only_possible_are_asked_of_the_database() -> None:
    assert not can_tell(NoticeFilter(certainties=("sure", "possible")))
    assert can_tell(NoticeFilter())
    assert set(FACETS) <= set(COUNTERS)
    assert {own for own, _ in FACETS.values()} <= {own for own, _ in COUNTERS.values()}


def test_an_empty_database_counts_nothing(session: Session) -> None:
    mine = narrowed(session, NoticeFilter(q="tea", markets=("EU",)))
    told = count_narrowed(mine, COUNTERS, TODAY)
    assert not any(told.values())
    assert total(mine, TODAY).all == 0
