"""Totals and facets beside a list: every value counted, of what is chosen."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.facets import FACETS, Totals, count_facets, count_notices
from models.notice_filter import NoticeFilter, members_of, under
from models.reference import hs_codes
from tests.models.archive import TODAY, fill


def test_totals_count_twins_apart(session: Session) -> None:
    fill(session)
    assert count_notices(session, NoticeFilter(), TODAY) == Totals(6, 4)
    assert count_notices(session, NoticeFilter(q="电池"), TODAY) == Totals(1, 1)
    assert count_notices(session, NoticeFilter(q="zebra"), TODAY) == Totals(0, 0)


def test_facets_count_every_value(session: Session) -> None:
    fill(session)
    facets = count_facets(session, NoticeFilter())
    assert set(facets) == set(FACETS)
    assert facets["sectors"] == {
        "home-appliances-electrical": 1,
        "lithium-batteries": 1,
        "modern-agriculture": 1,
        "tea": 1,
    }
    assert facets["markets"]["BHR"] == 2
    assert next(iter(facets["markets"])) == "BHR"
    assert facets["groups"]["gcc"] == 2
    assert facets["groups"]["asean"] == 1
    assert facets["types"] == {"regular": 3, "revision": 2, "addendum": 1}
    assert facets["agreement"] == {"TBT": 5, "SPS": 1}
    assert facets["measures"]["labelling"] == 2
    assert facets["hs"] == {"85": 3, "09": 1}
    assert facets["ics"] == {"87": 2, "29": 1}
    assert facets["objectives"] == {}


def test_a_facet_ignores_its_own_choice_only(session: Session) -> None:
    fill(session)
    chosen = NoticeFilter(agreement="TBT", markets=("EU",), measures=("labelling",))
    facets = count_facets(session, chosen, ["markets", "measures", "agreement"])
    assert facets["markets"] == {"EU": 1, "VNM": 1}
    assert facets["measures"] == {"labelling": 1}
    assert facets["agreement"] == {"TBT": 1}


def test_open_notices_by_sector(session: Session) -> None:
    fill(session)
    opened = count_facets(session, NoticeFilter(open_on=TODAY), ["sectors"])
    assert opened["sectors"] == {
        "home-appliances-electrical": 1,
        "lithium-batteries": 1,
    }


def test_groups_and_codes_are_taken_apart() -> None:
    assert members_of(("EU", "g:eaeu", "EU")) == [
        "EU",
        "ARM",
        "BLR",
        "KAZ",
        "KGZ",
        "RUS",
    ]
    assert "850760" in under(("8507",), hs_codes())
    assert under((), hs_codes()) == []
