"""Lists of notices: searched, narrowed, counted, and in few statements."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.search_text import reindex
from tests.web.opened import client, ids, text
from tests.web.reading import add
from web.notices.remembered import KEPT
from web.store import KEY

__all__ = ["client", "ids"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("涂料", "涂料和清漆铅含量限值草案"),
        ("paints", "涂料和清漆铅含量限值草案"),
        ("车辆", "车辆制动系统要求"),
        ("vehicles", "车辆制动系统要求"),
        ("hs8703", "车辆制动系统要求"),
        ("G/TBT/N/IND/2", "车辆制动系统要求"),
    ],
)
def test_search_speaks_both_languages(
    client: FlaskClient, asked: str, found: str
) -> None:
    page = client.get("/notices", query_string={"q": asked})
    shown = page.get_data(as_text=True)
    assert found in shown
    assert "没有符合条件的通报" not in shown


def titles(page: str) -> list[str]:
    found = re.findall(r'class="row-title"><a [^>]*>(.*?)</a>', page)
    return [unescape(one) for one in found]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sector=automobiles-parts", ["车辆制动系统要求"]),
        ("market=USA&market=IND", ["车辆制动系统要求", "涂料和清漆铅含量限值草案"]),
        ("agreement=SPS&q=varnishes", ["日本拟规定涂料和清漆的标签标识要求"]),
        ("measure=substance-restriction", ["涂料和清漆铅含量限值草案"]),
        ("hs=87", ["车辆制动系统要求"]),
        ("ics=87.040&open=1", ["涂料和清漆铅含量限值草案"]),
        ("closes_from=2026-04-25", ["车辆制动系统要求"]),
        ("until=2025-12-31", ["日本拟规定涂料和清漆的标签标识要求"]),
        ("market=g:asean", []),
    ],
)
def test_filters_narrow_the_list(
    client: FlaskClient, query: str, names: list[str]
) -> None:
    assert titles(text(client, f"/notices?{query}")) == names


def test_a_group_is_a_market(client: FlaskClient, ids: dict[str, int]) -> None:
    page = text(client, "/notices?market=g:gcc")
    assert f'href="/notices/{ids["joint"]}"' in page
    assert "阿联酋" in page


def test_chosen_filters_are_chips_that_can_be_taken_away(client: FlaskClient) -> None:
    page = text(client, "/notices?sector=automobiles-parts&market=IND")
    assert 'class="pick" href="?market=IND"' in page
    assert 'class="pick" href="?sector=automobiles-parts"' in page


def test_facets_carry_counts(client: FlaskClient) -> None:
    page = text(client, "/notices")
    facet = re.search(r"<span>印度</span><span class=\"count\">(\d+)</span>", page)
    assert facet
    assert facet[1] == "1"


def test_a_list_of_expired_notices_says_so(client: FlaskClient) -> None:
    sentence = "评议期都已截止或未设截止日"
    assert sentence in text(client, "/notices?market=JPN")
    assert sentence not in text(client, "/notices?market=USA")


def test_sector_and_market_lead_to_lists(client: FlaskClient) -> None:
    sector = text(client, "/sectors/automobiles-parts")
    assert "车辆制动系统要求" in sector
    assert "另有 1 件只是可能涉及" in sector
    assert "/notices?sector=automobiles-parts&measure=testing-certification" in sector
    market = text(client, "/markets/IND")
    assert "/notices?market=IND&sector=automobiles-parts" in market
    assert client.get("/markets/ind").headers["Location"] == "/markets/IND"


def test_a_longer_list_asks_no_more_questions(
    client: FlaskClient, session: Session, ids: dict[str, int]
) -> None:
    KEPT.clear()
    few = questions(client, "/notices")
    added = [add(session, f"G/TBT/N/CHL/{n}", f"Pipes {n}").id for n in range(1, 21)]
    reindex(session, added)
    session.commit()
    assert questions(client, "/notices") == few
    assert questions(client, "/") <= few + 12


def questions(client: FlaskClient, address: str) -> int:
    engine = client.application.extensions[KEY].kw["bind"]
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    text(client, address)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def test_counts_follow_the_data(
    client: FlaskClient, session: Session, ids: dict[str, int]
) -> None:
    india = re.compile(r"<span>印度</span><span class=\"count\">(\d+)</span>")
    assert india.findall(text(client, "/notices")) == ["1"]
    assert india.findall(text(client, "/notices")) == ["1"]
    add(session, "G/TBT/N/IND/77", "Valves", members=("IND",))
    session.commit()
    assert india.findall(text(client, "/notices")) == ["2"]
