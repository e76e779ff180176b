"""Kinds and sources of notices in lists, in their counts, and in the search."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.facets import count_facets, count_notices
from models.kinds import INCIDENTS
from models.notice_filter import NoticeFilter
from models.notice_list import list_notices
from models.search_text import reindex
from tests.web.abroad import add_one_of_each
from tests.web.small_world import TODAY, add_notice

ASKED = ["types", "kinds", "sources", "agreement"]


def fill(session: Session) -> None:
    found = add_one_of_each(session)
    add_notice(session, "G/TBT/N/USA/1")
    add_notice(session, "G/SPS/N/USA/2", agreement="SPS", type="addendum")
    reindex(session, [one.id for one in found.values()])


def kinds(session: Session, chosen: NoticeFilter) -> set[str]:
    page = list_notices(session, chosen, today=TODAY)
    assert count_notices(session, chosen, TODAY).all == len(page.lines)
    return {line.kind for line in page.lines}


def test_a_list_is_narrowed_by_kind_and_source(session: Session) -> None:
    fill(session)
    incidents = tuple(sorted(INCIDENTS))
    assert kinds(session, NoticeFilter(kinds=incidents)) == set(incidents)
    assert kinds(session, NoticeFilter(sources=("eu_rasff",))) == {
        "rejection",
        "market_alert",
    }
    both = NoticeFilter(kinds=("rejection",), sources=("us_federal_register",))
    assert kinds(session, both) == set()
    assert kinds(session, NoticeFilter(open_on=TODAY)) == {"notification", "draft"}


def test_values_of_the_notice_itself_are_counted(session: Session) -> None:
    fill(session)
    counts = count_facets(session, NoticeFilter(), ASKED)
    assert counts["types"] == {"addendum": 1, "regular": 1}
    assert counts["kinds"] == {
        "notification": 2,
        "border_alert": 1,
        "draft": 1,
        "market_alert": 1,
        "rejection": 1,
        "rule": 1,
    }
    assert counts["sources"] == {
        "eu_rasff": 2,
        "wto_eping": 2,
        "uk_legislation": 1,
        "us_fda_import_alerts": 1,
        "us_federal_register": 1,
    }
    assert counts["agreement"] == {"SPS": 1, "TBT": 1}


def test_a_facet_ignores_its_own_choice_and_keeps_the_others(session: Session) -> None:
    fill(session)
    chosen = NoticeFilter(kinds=("rejection",), markets=("EU",))
    counts = count_facets(session, chosen, ASKED)
    assert counts["kinds"] == {"market_alert": 1, "rejection": 1}
    assert counts["sources"] == {"eu_rasff": 1}
    assert counts["types"] == {}


def test_what_only_a_publisher_states_is_found(session: Session) -> None:
    fill(session)
    for words in ("EERE-2026-BT-STD-0004", "10 CFR Part 430", "energy department"):
        assert kinds(session, NoticeFilter(q=words)) == {"draft"}, words
