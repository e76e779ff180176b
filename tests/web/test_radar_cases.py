"""From a measure that was not notified to its papers and its case."""

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
from tests.web.numbered import TODAY
from tests.web.small_world import add_tag
from tests.web.unnotified import (
    ALONE,
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


def begin(client: FlaskClient, database: Engine, symbol: str, kind: str) -> str:
    """Open a case; its address."""
    number = search_of(database, symbol)[0]
    answer = client.post(f"/radar/{number}/case", data={"kind": kind})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


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
    assert "暂不能提出特别贸易关注" in refused(officer, database, OPEN, "concern")
    case = begin(officer, database, OPEN, "remarks")
    assert "我方掌握的通报可能不全" in officer.get(case).text


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
        assert move.snapshot == {"kind": "concern"}
        audit = session.scalars(select(AuditEntry)).all()[-1]
        assert (audit.action, audit.details) == ("case.begun", {"kind": "concern"})


PAGES: dict[str, tuple[str, ...]] = {
    "": ("特别贸易关注", "查找范围", "看措施", "公布机构征求意见截止", "待填写或核对"),
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
