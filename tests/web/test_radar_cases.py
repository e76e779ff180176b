"""The case on a measure that was not notified: items, pages, paper."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.case import Case
from models.counterpart import Counterpart
from models.database import session_factory
from models.notice import Notice
from models.source import Run
from models.user import AuditEntry
from tests.web.centre import csrf_of, enter, make_app
from tests.web.unnotified import (
    ALONE,
    OPEN,
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


def begin(client: FlaskClient, database: Engine, symbol: str, kind: str) -> str:
    """Open a case; its address."""
    number = search_of(database, symbol)[0]
    answer = client.post(f"/radar/{number}/case", data={"kind": kind})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_concern_waits_until_the_absence_is_certain(
    officer: FlaskClient, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        for run in session.scalars(select(Run)):
            run.state = "failed"
    page = officer.get(f"/radar/{search_of(database, OPEN)[0]}").text
    assert "我方掌握的通报可能不全" in page
    assert "特别贸易关注待确定后再起草" in page
    assert 'id="h-concern"' not in page
    assert 'value="concern"' not in page
    case = begin(officer, database, OPEN, "remarks")
    assert "我方掌握的通报可能不全" in officer.get(f"{case}/drafts").text


def test_the_form_carries_the_mark(
    people: dict[str, int], database: Engine, database_url: str, tmp_path: Path
) -> None:
    client = enter(make_app(database_url, tmp_path), people["officer"])
    number, notice_id = search_of(database, OPEN)
    page = client.get(f"/notices/{notice_id}").text
    assert f'action="/radar/{number}/case"' in page
    path, form = f"/radar/{number}/case", {"kind": "remarks"}
    assert client.post(path, data=form).status_code == 400
    form["csrf_token"] = csrf_of(page)
    assert client.post(path, data=form).status_code == 303


def stored(database: Engine) -> tuple[Session, Case]:
    session = session_factory(database)()
    return session, session.scalars(select(Case)).one()


def test_a_concern_begins_with_the_search_as_its_first_item(
    officer: FlaskClient, database: Engine
) -> None:
    first = begin(officer, database, OPEN, "concern")
    assert begin(officer, database, OPEN, "remarks") == first
    session, case = stored(database)
    with session:
        (item,), (draft,), (move,) = case.items, case.drafts, case.moves
        assert (item.ground_id, item.ask) == ("tbt-2.9.2", "clarify")
        assert item.check["standing"] == "absent"
        assert "共2件" in item.check["reasons_zh"][0]
        assert item.problem_en.startswith("Searched:")
        assert "第2.9.2条" in item.request_zh
        assert draft.origin == "machine"
        assert draft.text_zh.startswith("特别贸易关注：美国2026-20002号法规草案")
        assert (case.kind, move.snapshot) == ("concern", {})
        audit = session.scalars(select(AuditEntry)).all()[-1]
        assert (audit.action, audit.details) == ("case.begun", {"kind": "concern"})


PAGES: dict[str, tuple[str, ...]] = {
    "": ("特别贸易关注", "查找范围", "看措施", "公布机构征求意见截止"),
    "?lang=en": ("Specific trade concern", "Searched:", "See the measure"),
}


@pytest.mark.parametrize("query", PAGES)
def test_the_pages_bear_a_measure_without_a_symbol(
    query: str, officer: FlaskClient, database: Engine
) -> None:
    case = begin(officer, database, OPEN, "concern")
    page = officer.get(case + query).text
    assert not [one for one in PAGES[query] if one not in page]
    assert "只检查通报本身" not in page
    drafts = officer.get(f"{case}/drafts?lang=zh").text
    assert "待填写或核对" in drafts
    listed = officer.get("/cases" + query).text
    assert PAGES[query][0] in listed
    assert OPEN in listed
    _, notice_id = search_of(database, OPEN)
    for path in ("/radar", f"/notices/{notice_id}"):
        assert f'href="{case}"' in officer.get(path).text
        assert 'value="concern"' not in officer.get(path).text


def read_paper(client: FlaskClient, case: str, name: str) -> Any:
    answer = client.get(f"{case}/versions/1.docx")
    assert name in answer.headers["Content-Disposition"]
    return Document(io.BytesIO(answer.data))


def test_the_paper_of_a_concern_can_be_opened(
    officer: FlaskClient, database: Engine
) -> None:
    case = begin(officer, database, OPEN, "concern")
    paper = read_paper(officer, case, "concern-2026-20002-v1.docx")
    head = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}
    assert head["发布编号\nNumber"] == OPEN
    assert "美国联邦公报\nUS Federal Register" in head["发布机构\nPublisher"]
    assert head["标题\nTitle"] == ALONE
    assert head["公布机构意见截止日\nComments close at the publisher"].startswith(
        "2026年12月17日"
    )
    assert paper.core_properties.title == f"特别贸易关注 {OPEN}"
    assert [one.text for one in paper.paragraphs if one.style.name == "Heading 2"][
        :2
    ] == ["一、关注的问题", "二、依据"]
    runs = [run for line in paper.paragraphs for run in line.runs]
    marked = {
        run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    }
    assert "【待填写：会议日期】" in marked
    assert all(one.startswith(("【", "[TO ")) for one in marked)


def test_remarks_have_a_paper_of_their_own(
    officer: FlaskClient, database: Engine
) -> None:
    case = begin(officer, database, OPEN, "remarks")
    assert "对法规草案的意见" in officer.get(case).text
    paper = read_paper(officer, case, "remarks-2026-20002-v1.docx")
    titles = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert titles[0] == "关于美国2026-20002号法规草案的意见"


def test_a_notification_that_comes_later_is_said_in_the_case(
    officer: FlaskClient, database: Engine
) -> None:
    case = begin(officer, database, OPEN, "concern")
    with session_factory(database).begin() as session:
        query = select(Notice.id).where(Notice.symbol == "G/TBT/N/USA/1")
        one = session.get_one(Counterpart, search_of(database, OPEN)[0])
        one.state, one.found_id = "found", session.scalars(query).one()
    page = officer.get(case).text
    assert re.search(r"立案后查到该措施已由 <a [^>]*>G/TBT/N/USA/1</a> 通报", page)
