"""The papers on a measure that was not notified, and what forbids a case on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.case import Case
from models.database import session_factory
from models.notice import Notice
from tests.web.centre import enter, make_app
from tests.web.numbered import TODAY
from tests.web.small_world import add_tag
from tests.web.unnotified import (
    NOTIFIED,
    OPEN,
    add_more,
    open_store,
    search_of,
)

RULE = "2026-20003"
TEXT = "Transport Safety Marks for Battery Containers"


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    return open_store(database)


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)


@pytest.fixture
def officer(app: Flask, people: dict[str, int]) -> FlaskClient:
    return enter(app, people["officer"])


def refused(client: FlaskClient, database: Engine, symbol: str, kind: str) -> str:
    """Try to open a case; the page that refuses it."""
    number = search_of(database, symbol)[0]
    answer = client.post(f"/radar/{number}/case", data={"kind": kind})
    assert answer.status_code == 422
    with session_factory(database)() as session:
        assert not session.scalars(select(Case)).all()
    return answer.text


def test_the_papers_stand_beside_the_search(
    officer: FlaskClient, database: Engine
) -> None:
    number, notice_id = search_of(database, OPEN)
    with session_factory(database).begin() as session:
        notice = session.get_one(Notice, notice_id)
        add_tag(session, notice, "labelling", "measure")
        add_tag(session, notice, "850760")
    assert f'href="/radar/{number}"' in officer.get("/radar").text
    page = officer.get(f"/radar/{number}").text
    assert (
        "查找范围：本系统收录的美国自2026年6月18日以来分发的TBT、SPS通报，共2件" in page
    )
    assert "致美国TBT咨询点" in page
    assert "<mark>【待填写：会议日期】</mark>" in page
    assert "HS编码：8507.60" in page
    assert "从公布文本识别的措施类型为标签标识" in page
    english = officer.get(f"/radar/{number}?lang=en").text
    assert "Searched: the TBT and SPS notifications of the United States" in english
    assert "To the TBT enquiry point of the United States" in english


def test_what_was_notified_leads_to_its_notification(
    officer: FlaskClient, database: Engine
) -> None:
    page = officer.get(f"/radar/{search_of(database, NOTIFIED)[0]}").text
    assert re.search(r"已由 <a [^>]*>G/TBT/N/USA/2</a> 通报", page)
    assert "<pre" not in page
    told = refused(officer, database, NOTIFIED, "concern")
    assert "该措施已由 G/TBT/N/USA/2 通报" in told


@pytest.mark.parametrize("kind", ["", "comment", "nothing"])
def test_a_kind_that_is_none_is_refused(
    kind: str, officer: FlaskClient, database: Engine
) -> None:
    assert "请选择立案的种类" in refused(officer, database, OPEN, kind)
    assert officer.post("/radar/999/case", data={"kind": kind}).status_code == 404
    assert officer.get("/radar/999").status_code == 404


def test_what_is_not_open_gets_no_remarks(
    officer: FlaskClient, database: Engine
) -> None:
    add_more(database, RULE, TEXT, kind="rule")
    assert "没有在就该措施征求意见" in refused(officer, database, RULE, "remarks")
    page = officer.get(f"/radar/{search_of(database, RULE)[0]}").text
    assert 'value="remarks"' not in page
    assert 'value="concern"' in page


def test_a_young_draft_may_be_commented_on_but_is_no_concern(
    officer: FlaskClient, database: Engine
) -> None:
    add_more(database, RULE, TEXT, distributed=TODAY)
    page = officer.get(f"/radar/{search_of(database, RULE)[0]}").text
    assert "满30天仍未见通报再起草" in page
    assert "公布机构征求意见截止日未载明" in page
    assert "暂不能提出特别贸易关注" in refused(officer, database, RULE, "concern")


def test_a_decision_against_it_is_taken_back_first(
    officer: FlaskClient, database: Engine
) -> None:
    number = search_of(database, OPEN)[0]
    form = {"do": "dismiss", "reason": "effect", "note": "对贸易无重大影响"}
    assert officer.post(f"/radar/{number}", data=form).status_code == 303
    assert "请先撤销该处理" in refused(officer, database, OPEN, "remarks")
    assert "请先撤销该处理" in officer.get(f"/radar/{number}").text


def test_only_the_centre_sees_papers_and_opens_cases(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    number, notice_id = search_of(database, OPEN)
    exporter, visitor = enter(app, people["enterprise"]), app.test_client()
    for client, status in ((exporter, 403), (visitor, 302)):
        assert client.get(f"/radar/{number}").status_code == status
        path = f"/radar/{number}/case"
        assert client.post(path, data={"kind": "concern"}).status_code == status
        assert "立案" not in client.get(f"/notices/{notice_id}").text
    with session_factory(database)() as session:
        assert not session.scalars(select(Case)).all()
