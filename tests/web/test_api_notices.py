"""Lists of the API: the very lists of the pages, whole, and in few statements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.database import open_database, session_factory
from models.measure import Measure, MeasureSymbol
from models.notice import Notice
from models.sector import Match
from models.user import User
from tests.models.archive import TODAY, add_notice, make_match
from tests.web.centre import add_measures
from tests.web.programs import Program, give_key, keyed, open_program
from tests.web.small_world import BEFORE, NOW, add_event, subscribe
from web.alerts.audience import make_alerts
from web.notices import service
from web.notices.filters import read_filters
from web.notices.rows import Row
from web.rights import Right
from web.trends.catalogue import VIEWS

LISTS: list[dict[str, Any]] = [
    {},
    {"sort": "closing"},
    {"market": "KWT", "type": "revision"},
    {"hs": "85", "open": "1"},
    {"sector": ["tea", "lithium-batteries"]},
    {"q": "电池"},
    {"agreement": "TBT", "since": "2025-06-02", "until": "2025-06-09"},
    {"market": "g:gcc", "sort": "closing"},
    {"measure": "labelling", "closes_to": "2025-08-01"},
    {"sector": "footwear"},
]


class Asked(dict[str, Any]):
    """A question as the page reads it."""

    def getlist(self, key: str, /) -> list[str]:
        value = self.get(key, [])
        return value if isinstance(value, list) else [value]


@pytest.fixture
def program(database: Engine, tmp_path: Path) -> Program:
    return open_program(database, tmp_path)


@pytest.fixture
def lone(folder: Path) -> Program:
    """The same on SQLite alone."""
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    return open_program(engine, folder)


def rows_of_page(session: Session, asked: dict[str, Any]) -> list[Row]:
    """All rows that the page shows, page by page."""
    found: list[Row] = []
    after = ""
    while True:
        chosen = read_filters(Asked({**asked, "after": after}))
        listing = service.read_listing(session, chosen, "zh", TODAY)
        found += listing.rows
        after = listing.after
        if not after:
            return found


def add_many(engine: Engine, many: int) -> None:
    """Further notices, some of one day, each with a Member, a tag and a sector."""
    with session_factory(engine).begin() as session:
        for number in range(many):
            add_notice(
                session,
                f"G/TBT/N/CHL/{number + 1}",
                members=["CHL"],
                tags=[("hs", "8507"), ("measure", "labelling")],
                sectors={"lithium-batteries": "sure"},
                zh=f"通报{number}",
            )
        add_measures(session)


def test_the_list_is_that_of_the_page(program: Program) -> None:
    add_many(program.engine, 5)
    for asked in LISTS:
        with session_factory(program.engine)() as session:
            shown = rows_of_page(session, asked)
        pages = program.pages("/notices", limit=2, **asked)
        items = [one for page in pages for one in page["items"]]
        assert [one["id"] for one in items] == [row.id for row in shown], asked
        told = [(i["level"], i["open"], i["days_left"], i["twins"]) for i in items]
        rows = [(str(r.level), r.is_open, r.left, r.twins) for r in shown]
        assert told == rows, asked
        assert {one["total"] for one in pages} == {pages[0]["total"]}


def test_twins_are_folded_or_shown(program: Program) -> None:
    folded = program.get("/notices", twins="folded")
    shown = program.pages("/notices", twins="shown", limit=1)
    assert len(folded["items"]) == 5
    assert sorted(page["items"][0]["id"] for page in shown) == list(range(1, 7))
    assert folded["total"] == shown[0]["total"] == 6


def test_every_list_is_walked_once(program: Program) -> None:
    add_many(program.engine, 7)
    for path, name in [("/measures", "id"), ("/matches", "match_id")]:
        whole = [one[name] for one in program.get(path, limit=100)["items"]]
        pages = program.pages(path, limit=3)
        assert [one[name] for page in pages for one in page["items"]] == whole
        assert len(set(whole)) == len(whole) > 9


def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(
    lone: Program,
) -> None:
    add_many(lone.engine, 40)
    for path in ("/notices", "/measures", "/matches"):
        few = lone.counting(lambda path=path: lone.get(path, limit=2))  # type: ignore[misc]
        many = lone.counting(lambda path=path: lone.get(path, limit=40))  # type: ignore[misc]
        assert few == many <= 20, path


def test_a_notice_tells_all_of_itself_in_both_languages(program: Program) -> None:
    told = program.get(f"/notices/{program.ids['G/SPS/N/JPN/1300']}")
    assert told["title"]["zh"] == "茶叶中农药最大残留限量"
    assert told["title"]["en"] == told["title"]["original"]
    assert told["title"]["en_origin"] == "publisher"
    assert told["content"]["products"] == "Tea (HS 0902)"
    assert {(one["scheme"], one["code"]) for one in told["tags"]} == {
        ("hs", "0902"),
        ("measure", "residue-contaminant-limit"),
    }
    assert {one["id"] for one in told["matches"]} == {"tea", "modern-agriculture"}
    assert told["renderings"][0]["origin"] == "editor"
    assert told["measure_types"][0]["zh"] == "残留与污染物限量"
    assert told["deadline"] == "2025-06-11"
    assert (told["open"], told["days_left"]) == (False, -1)
    assert told["relatives"] == told["near_twins"] == []
    spanish = program.get(f"/notices/{program.ids['G/TBT/N/VNM/300/Add.1']}")
    assert spanish["title"]["en"] is None
    assert spanish["title"]["original_language"] == "es"
    twin = program.get(f"/notices/{program.ids['G/TBT/N/KWT/683/Rev.1']}")
    assert twin["near_twins"] == [program.ids["G/TBT/N/BHR/704/Rev.1"]]
    assert {one["member"] for one in twin["copies"]} == {"KWT", "BHR"}


def test_a_measure_tells_its_family_and_its_state(program: Program) -> None:
    with session_factory(program.engine).begin() as session:
        measure = Measure(slug="a family", created_at=BEFORE)
        session.add(measure)
        session.flush()
        session.add(MeasureSymbol(base_symbol="G/TBT/N/EU/1100", measure_id=measure.id))
        first = session.get_one(Notice, program.ids["G/TBT/N/EU/1100"])
        later = session.get_one(Notice, program.ids["G/TBT/N/VNM/300/Add.1"])
        old = session.get_one(Measure, first.measure_id)
        first.measure_id = later.measure_id = measure.id
        old.redirect_id = measure.id
        add_event(session, first)
        add_event(session, later, "adopted", key="a")
        number, gone = measure.id, old.id
    told = program.get(f"/measures/{number}")
    assert told["symbols"] == ["G/TBT/N/EU/1100"]
    assert [one["id"] for one in told["family"]] == [first.id, later.id]
    assert [one["kind"] for one in told["events"]] == ["circulated", "adopted"]
    assert (told["state"], told["newest"]["id"]) == ("adopted", later.id)
    assert program.get(f"/measures/{gone}") == told, "a joined measure leads on"
    listed = [one["id"] for one in program.get("/measures")["items"]]
    assert number in listed
    assert gone not in listed


def test_matches_carry_their_reasons_and_can_be_narrowed(program: Program) -> None:
    reason = {"kind": "hs6", "code": "850760", "words": "8507.60", "field": "codes"}
    with session_factory(program.engine).begin() as session:
        query = select(Match).where(Match.sector_id == "lithium-batteries")
        match = session.scalars(query).one()
        match.reasons = [{**reason, "weight": 0.9, "zh": "编码", "en": "code"}]
        near = make_match(match.notice_id, "tea", "near")
        session.add(near)
    told = program.get("/matches", sector="lithium-batteries")["items"]
    assert [one["reasons"][0]["zh"] for one in told] == ["编码"]
    assert [one["symbol"] for one in told] == ["G/TBT/N/EU/1100"]
    sure = program.get("/matches", certainty=["sure"])["items"]
    assert {one["certainty"] for one in sure} == {"sure"}
    every = program.get("/matches")["items"]
    assert {one["certainty"] for one in every} == {"sure", "likely", "possible"}
    assert program.get("/matches", since="2025-06-03")["items"] == []


def test_sectors_and_markets_count_as_the_pages_do(program: Program) -> None:
    sectors = {one["id"]: one for one in program.get("/sectors")["items"]}
    assert len(sectors) == 28
    assert (sectors["lithium-batteries"]["open"], sectors["tea"]["open"]) == (1, 0)
    tea = program.get("/sectors/tea")
    assert (tea["total"], tea["open"], tea["possible"]) == (1, 0, 0)
    assert tea["definition"]["hs"][0]["term"].startswith("09")
    assert tea["markets"] == [
        {"value": "JPN", "zh": "日本", "en": "Japan", "notices": 1}
    ]
    markets = {one["code"]: one for one in program.get("/markets")["items"]}
    assert (markets["KWT"]["iso2"], markets["KWT"]["is_group"]) == ("KW", False)
    assert markets["g:gcc"]["total"] == 2, "a joint document counts once"
    gulf = program.get("/markets/g:gcc")
    assert {"KWT", "BHR"} <= {one["code"] for one in gulf["members"]}
    found = {one["value"] for one in program.get("/markets/JPN")["sectors"]}
    assert found == {"tea", "modern-agriculture"}


def test_trends_answer_as_the_pages_do(program: Program) -> None:
    keys = [one["view"] for one in program.get("/trends")["items"]]
    assert {"notifications", "members", "sectors"} <= set(keys)
    public = [one.key for one in VIEWS.values() if one.right == Right.PUBLIC]
    assert keys == public, "what is for the centre is not here"
    told = program.get("/trends/members", since="2025-06-01")
    shown = program.app.test_client().get("/trends/members.json?since=2025-06-01").json
    assert told == shown
    for line in told["rows"]:
        page = program.pages("/trends/members/rows", row=line["key"], limit=1)
        ids = [number for one in page for number in one["notice_ids"]]
        assert page[0]["total"] == len(set(ids)) == len(ids) >= 1
    whole = program.get("/trends/members/rows", row="KWT")
    assert whole["notice_ids"] == [program.ids["G/TBT/N/KWT/683/Rev.1"]]
    assert "没有" in program.refused("/trends/members/rows", row="XX")["detail_zh"]
    views = program.get("/trends")["items"]
    for key in (one["view"] for one in views if one["needs"] is None):
        for days in ({"since": "0001-01-01"}, {"until": "0001-01-01"}):
            program.get(f"/trends/{key}", **days)
        program.get(f"/trends/{key}", since="9999-12-31", grain="year")
    wrong = program.refused("/trends/members", since="2025-06-02", until="2025-06-01")
    assert wrong["status"] == 422


def test_alerts_are_those_of_ones_own_organisation(program: Program) -> None:
    with session_factory(program.engine).begin() as session:
        notice = session.get_one(Notice, program.ids["G/TBT/N/EU/1100"])
        notice.matched_hash = f"{notice.content_hash}:1"
        add_event(session, notice)
        mine = session.get_one(User, program.ids["enterprise"])
        theirs = session.get_one(User, program.ids["association"])
        for user, name in [(mine, "ours"), (theirs, "theirs")]:
            subscribe(session, user, sectors=["lithium-batteries"], name=name)
        make_alerts(session, now=NOW, today=TODAY)
        number = session.scalars(select(Alert.id).where(Alert.user_id == mine.id)).one()
    told = program.get("/alerts")["items"]
    assert [one["subscription"] for one in told] == ["ours"]
    assert told[0]["title"]["zh"] == "电池标签要求的法规草案"
    assert (told[0]["event"], told[0]["read"]) == ("circulated", False)
    assert told[0]["deadline"] == "2025-08-01"
    assert told[0]["why"]
    assert told[0] == program.get(f"/alerts/{number}")
    assert program.get("/alerts", unread="1")["items"] == told
    assert program.get("/alerts", since="2030-01-01")["items"] == []
    other = keyed(program.app, give_key(program.engine, program.ids["association"]))
    assert other.get(f"/api/v1/alerts/{number}").status_code == 404
    names = [one["subscription"] for one in other.get("/api/v1/alerts").json["items"]]
    assert names == ["theirs"]
