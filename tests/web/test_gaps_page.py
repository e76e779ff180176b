"""The page of missing numbers, an officer's word on them, and the block elsewhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.clock import fix_day
from models.database import session_factory
from models.gap import GapState
from models.user import AuditEntry
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.numbered import (
    NOW,
    TODAY,
    check,
    gaps,
    hold,
    ran,
    source_of,
    states,
)

SERIES = "G/TBT/N/USA"
SPAN = {"series": SERIES, "first": 3, "last": 5}
GROUND = "成员咨询点 2026 年 11 月 20 日函复，编号未使用"


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    """A store with the numbers 3 to 5 missing; the ids of people by role."""
    with session_factory(database).begin() as session:
        source_of(session)
        ran(session)
        hold(session, *(f"{SERIES}/{number}" for number in (1, 2, 6, 7)))
        hold(session, "G/SPS/N/JPN/1", "G/SPS/N/JPN/3", day=TODAY)
        fix_day(session, TODAY)
        check(session)
        return {name: one.id for name, one in add_people(session).items()}


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


@pytest.fixture
def officer(app: Flask, people: dict[str, int]) -> FlaskClient:
    return enter(app, people["officer"])


def send(client: FlaskClient, act: str, **form: Any) -> tuple[int, str]:
    """Send one of the two forms; the status, and the page that answers."""
    mark = csrf_of(client.get("/subscriptions/new").text)
    answer = client.post(
        f"/sources/gaps/{act}",
        data={"csrf_token": mark, **SPAN, **form},
        follow_redirects=True,
    )
    return answer.status_code, answer.text


def read(database: Engine) -> dict[str, tuple[str, str]]:
    with session_factory(database)() as session:
        return states(session)


def test_anyone_reads_what_is_missing(app: Flask) -> None:
    page = app.test_client().get("/sources/gaps").text
    assert "截至 2026年11月30日，" in page
    assert "世贸组织通报共 2 个编号序列，其中 0 个完整。" in page
    assert "各序列从第 1 号起核对" in page
    assert "完整至第 2 号" in page
    assert "G/TBT/N/USA/3" in page
    assert "G/TBT/N/USA/5" in page
    assert "https://eping.wto.org/en/Search?viewData=G%2FTBT%2FN%2FUSA%2F4" in page
    assert "G/SPS/N/JPN/2" not in page
    assert "保存说明" not in page


def test_a_young_hole_has_a_page_of_its_own(app: Flask) -> None:
    page = app.test_client().get("/sources/gaps?state=late").text
    assert "G/SPS/N/JPN/2" in page
    assert "2026-12-14 起仍缺即列为未说明" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("member=JPN&state=late", "G/SPS/N/JPN/2", "G/TBT/N/USA/3"),
        ("agreement=TBT", "G/TBT/N/USA/3", "G/SPS/N/JPN/2"),
        ("agreement=SPS", "没有这一类缺号", "G/TBT/N/USA/3"),
        ("state=nonsense&page=99999999999", "G/TBT/N/USA/3", "G/SPS/N/JPN/2"),
    ],
)
def test_the_address_narrows(app: Flask, query: str, shown: str, hidden: str) -> None:
    page = app.test_client().get(f"/sources/gaps?{query}").text
    assert shown in page
    assert hidden not in page


def test_the_page_speaks_english(app: Flask) -> None:
    page = app.test_client().get("/sources/gaps?lang=en").text
    assert "Complete to number 2" in page
    assert "0 of 2 series of WTO numbers are complete." in page


def test_before_the_first_check_the_page_says_so(
    database_url: str, tmp_path: Path
) -> None:
    page = make_app(database_url, tmp_path).test_client().get("/sources/gaps")
    assert "还没有可以核对的编号" in page.text


# An officer's word


def test_an_officer_explains_and_takes_back(
    officer: FlaskClient, database: Engine
) -> None:
    status, page = send(officer, "explain", reason="unused", note=GROUND)
    assert status == 200
    assert "已记录对 G/TBT/N/USA/3-5 的说明。" in page
    assert set(read(database).values()) == {
        (GapState.EXPLAINED, "unused"),
        (GapState.EXPLAINED, "late"),
    }
    assert "完整至第 7 号" in page
    assert "空号，未使用" in officer.get("/sources/gaps?state=explained").text
    with session_factory(database).begin() as session:
        check(session, now=NOW + timedelta(days=1))
        assert gaps(session)[f"{SERIES}:3"].note == GROUND
    status, page = send(officer, "undo")
    assert "已撤销对 G/TBT/N/USA/3-5 的说明。" in page
    assert read(database)[f"{SERIES}:4"] == (GapState.OPEN, "")


def test_what_was_said_and_taken_back_is_in_the_audit(
    officer: FlaskClient, database: Engine
) -> None:
    send(officer, "explain", reason="renumbered", note=GROUND)
    send(officer, "undo")
    with session_factory(database)() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.action, one.subject_id) for one in entries] == [
        ("gap.explained", "G/TBT/N/USA/3-5"),
        ("gap.reopened", "G/TBT/N/USA/3-5"),
    ]
    told = {"reason": "renumbered", "note": GROUND}
    assert [one.details for one in entries] == [told, told]
    assert {one.actor for one in entries} == {"officer@example.org"}


def test_an_explained_number_that_comes_is_found(
    officer: FlaskClient, database: Engine
) -> None:
    send(officer, "explain", reason="restricted", note=GROUND)
    with session_factory(database).begin() as session:
        hold(session, f"{SERIES}/4")
        check(session, now=NOW + timedelta(days=1))
        assert states(session)[f"{SERIES}:4"] == (GapState.FOUND, "restricted")
    assert "2026-12-01 到库" in officer.get("/sources/gaps?state=found").text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"reason": "", "note": GROUND}, "请从列表中选择缺号的原因。"),
        ({"reason": "late", "note": GROUND}, "请从列表中选择缺号的原因。"),
        ({"reason": "void", "note": "  无 "}, "请写明依据（4 至 500 字）。"),
        ({"reason": "void", "note": "长" * 501}, "请写明依据（4 至 500 字）。"),
        ({"reason": "void", "note": GROUND, "last": 6}, "请刷新页面后再试"),
        ({"reason": "void", "note": GROUND, "first": "x"}, "请刷新页面后再试"),
        ({"reason": "void", "note": GROUND, "last": 10**12}, "请刷新页面后再试"),
    ],
)
def test_a_refused_word_is_handed_back(
    officer: FlaskClient, database: Engine, form: dict[str, Any], sentence: str
) -> None:
    before = read(database)
    status, page = send(officer, "explain", **form)
    assert status == 422
    assert sentence in page
    if form.get("first", 3) == 3:
        assert form["note"] in page
    assert read(database) == before


def test_only_an_officers_word_is_taken_back(
    officer: FlaskClient, database: Engine
) -> None:
    young = {"series": "G/SPS/N/JPN", "first": 2, "last": 2}
    status, page = send(officer, "undo", **young)
    assert status == 422
    assert "请刷新页面后再试" in page
    assert read(database)["G/SPS/N/JPN:2"] == (GapState.EXPLAINED, "late")


def test_nobody_else_explains(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    for role in ("enterprise", "association", "expert"):
        client = enter(app, people[role])
        mark = {"csrf_token": csrf_of(client.get("/subscriptions/new").text)}
        form = {**SPAN, **mark, "reason": "void", "note": GROUND}
        assert client.post("/sources/gaps/explain", data=form).status_code == 403
    assert read(database)[f"{SERIES}:3"] == (GapState.OPEN, "")


# The block on the page of sources


def test_the_sources_tell_how_complete_the_numbers_are(app: Flask) -> None:
    page = app.test_client().get("/sources").text
    assert "编号完整性" in page
    assert "美国 TBT：完整至第 2 号" in page
    assert "日本 SPS" not in page
    assert 'href="/sources/gaps"' in page


def test_nothing_is_told_before_a_check(database_url: str, tmp_path: Path) -> None:
    page = make_app(database_url, tmp_path).test_client().get("/sources").text
    assert "编号完整性" not in page


def test_missing_follow_ups_stand_beside_complete_numbers(
    database: Engine, database_url: str, tmp_path: Path
) -> None:
    with session_factory(database).begin() as session:
        source_of(session)
        hold(session, f"{SERIES}/1", f"{SERIES}/1/Add.3")
        check(session)
    client = make_app(database_url, tmp_path).test_client()
    assert "完整至第 1 号；后续文件缺 2 件" in client.get("/sources/gaps").text
    assert "美国 TBT：完整至第 1 号；后续文件缺 2 件" in client.get("/sources").text
