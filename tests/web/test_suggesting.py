"""Wording is proposed from an argument's own evidence, marked, and never kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.case import CaseItem
from models.clock import fix_day
from models.evidence import Evidence, ItemEvidence
from models.user import AuditEntry
from nlp.translating.suggesting import Basis, fault_in_wording, numbers
from tests.models.archive import AT
from tests.web.centre import enter, open_centre
from web import create_app
from web.config import load_settings

SYMBOL = "G/TBT/N/USA/2200"
PATH = "/v1/chat/completions"
BASIS = Basis("第3条", "within 6 months", "过渡期", "过渡期过短", "延长至12个月")
GOOD = "草案规定6个月的过渡期，企业难以完成改造，建议延长至12个月。"


def answer(words: str) -> dict[str, object]:
    return {"choices": [{"message": {"role": "assistant", "content": words}}]}


@pytest.mark.parametrize(
    ("words", "language", "fault"),
    [
        (GOOD, "zh", None),
        ("", "zh", "empty"),
        ("草案将影响湖北35家企业，建议修改。", "zh", "numbers"),
        ("The draft allows 6 months; we ask for 12.", "zh", "language"),
        ("The draft allows 6 months; we ask for 12 months.", "en", None),
        ("**草案**规定6个月，建议12个月。", "zh", "markup"),
        ("建议修改。" * 300, "zh", "length"),
    ],
)
def test_what_is_not_proven_is_not_shown(
    words: str, language: str, fault: str | None
) -> None:
    assert fault_in_wording(BASIS, words, language) == fault


def test_numbers_are_read_without_their_marks() -> None:
    assert numbers("1,200 units, 2.9.4 and 12.") == {"1200", "2.9.4", "12"}


def test_nothing_empty_is_told() -> None:
    assert "Evidence" not in BASIS.told()
    assert Basis("", "", "", "", "").told() == ""


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return open_centre(database)


def client_of(
    url: str, folder: Path, ids: dict[str, int], **settings: str
) -> FlaskClient:
    made = load_settings(data=folder, database_url=url, **settings)
    app = create_app(made, TESTING=True, WTF_CSRF_ENABLED=False)
    return enter(app, ids["officer"])


@pytest.fixture
def officer(
    database_url: str, tmp_path: Path, ids: dict[str, int], httpserver: HTTPServer
) -> FlaskClient:
    url = httpserver.url_for("/v1")
    given = {"llm_url": url, "llm_key": "k", "llm_model": "tiny-1"}
    return client_of(database_url, tmp_path, ids, **given)


def begin(client: FlaskClient, ids: dict[str, int], database: Engine) -> str:
    """A case; one public and one internal row stand behind its first argument."""
    case = str(client.post(f"/notices/{ids[SYMBOL]}/case").headers["Location"])
    with Session(database) as session:
        fix_day(session, None)  # a demonstration asks no endpoint
        item = session.scalars(select(CaseItem).order_by(CaseItem.id)).first()
        assert item is not None
        for text, internal in (("三家企业需6个月", False), ("甲公司的成本", True)):
            row = Evidence(
                case_id=item.case_id,
                kind="cost",
                text_zh=text,
                internal=internal,
                created_by="x",
                created_at=AT,
            )
            session.add(row)
            session.flush()
            session.add(ItemEvidence(item_id=item.id, evidence_id=row.id))
        session.commit()
        return f"{case}/items/{item.id}/wording"


def test_only_what_may_go_out_is_sent_and_nothing_is_kept(
    officer: FlaskClient, ids: dict[str, int], database: Engine, httpserver: HTTPServer
) -> None:
    path = begin(officer, ids, database)
    item = path.removesuffix("/wording")
    assert "机器建议措辞" in officer.get(item).text
    words = "评议期仅有数周，企业需要时间研究，建议延长评议期。"
    httpserver.expect_request(PATH, method="POST").respond_with_json(answer(words))
    page = officer.post(path, data={"language": "zh"})
    assert page.status_code == 200
    assert words in page.text
    assert "未经核对" in page.text
    asked = json.loads(httpserver.log[0][0].get_data())
    told = asked["messages"][1]["content"]
    assert "三家企业需6个月" in told
    assert "甲公司" not in told
    with Session(database) as session:
        item = session.scalars(select(CaseItem).order_by(CaseItem.id)).first()
        assert item is not None
        assert words not in (item.problem_zh, item.request_zh)
        last = session.scalars(
            select(AuditEntry).order_by(AuditEntry.id.desc())
        ).first()
        assert last is not None
        assert last.action == "case.wording_asked"


def test_a_made_up_figure_is_refused_with_a_sentence(
    officer: FlaskClient, ids: dict[str, int], database: Engine, httpserver: HTTPServer
) -> None:
    path = begin(officer, ids, database)
    httpserver.expect_request(PATH).respond_with_json(answer("将损失9876万元。"))
    page = officer.post(path, data={"language": "zh"})
    assert page.status_code == 422
    assert "证据之外的数字" in page.text
    assert "9876" not in page.text


def test_a_broken_endpoint_is_told_without_its_words(
    officer: FlaskClient, ids: dict[str, int], database: Engine, httpserver: HTTPServer
) -> None:
    path = begin(officer, ids, database)
    httpserver.expect_request(PATH).respond_with_data("<html>k</html>", status=401)
    page = officer.post(path)
    assert page.status_code == 422
    assert "status-401" in page.text


def test_without_an_endpoint_nothing_is_offered(
    database_url: str, tmp_path: Path, ids: dict[str, int], database: Engine
) -> None:
    client = client_of(database_url, tmp_path, ids)
    path = begin(client, ids, database)
    assert "机器建议措辞" not in client.get(path.removesuffix("/wording")).text
    page = client.post(path)
    assert page.status_code == 422
    assert "没有设置机器服务" in page.text
    assert client.post(path.replace("/items/", "/items/9")).status_code == 404
