"""The workbench in a browser: who may, what is kept, what is handed back."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.web.centre import csrf_of, enter, make_app, open_centre

SYMBOL = "G/TBT/N/USA/2200"


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return open_centre(database)


@pytest.fixture
def officer(database_url: str, tmp_path: Path, ids: dict[str, int]) -> FlaskClient:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return enter(app, ids["officer"])


def begin(client: FlaskClient, ids: dict[str, int]) -> str:
    answer = client.post(f"/notices/{ids[SYMBOL]}/case")
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_a_visitor_is_sent_to_sign_in_and_an_exporter_turned_away(
    database_url: str, tmp_path: Path, ids: dict[str, int]
) -> None:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    visitor, exporter = app.test_client(), enter(app, ids["enterprise"])
    case = begin(enter(app, ids["officer"]), ids)
    for path in ("/cases", case, f"{case}/versions/1", f"{case}/versions/1.docx"):
        assert visitor.get(path).status_code == 302, path
        assert "/login" in visitor.get(path).headers["Location"]
        assert exporter.get(path).status_code == 403, path
    for path in (f"/notices/{ids[SYMBOL]}/case", f"{case}/drafts"):
        assert visitor.post(path).status_code == 302, path
        assert exporter.post(path).status_code == 403, path


def test_a_post_without_the_mark_changes_nothing(
    database_url: str, tmp_path: Path, ids: dict[str, int]
) -> None:
    client = enter(make_app(database_url, tmp_path), ids["officer"])
    path = f"/notices/{ids[SYMBOL]}"
    assert client.post(f"{path}/case").status_code == 400
    page = client.get(path).text
    assert "起草评议" in page
    token = {"csrf_token": csrf_of(page)}
    assert client.post(f"{path}/case", data=token).status_code == 303


def test_the_button_is_for_those_who_may(
    database_url: str, tmp_path: Path, ids: dict[str, int]
) -> None:
    app = make_app(database_url, tmp_path)
    page = enter(app, ids["enterprise"]).get(f"/notices/{ids[SYMBOL]}").text
    assert "起草评议" not in page


def test_begin_leads_to_the_case_and_twice_to_the_same(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    assert "还没有评议案件" in officer.get("/cases").text
    first = begin(officer, ids)
    assert begin(officer, ids) == first
    assert "机器初稿" in officer.get(f"{first}/drafts").text
    page = officer.get(first).text
    assert "评议依据待核验" in page or "没有发现可以提出的问题" in page
    assert "热水器节能标准" in page
    listed = officer.get("/cases").text
    assert "共 1 个评议案件" in listed
    assert "起草中" in listed
    assert "今天截止" in listed


def test_what_is_not_there_is_said(officer: FlaskClient, ids: dict[str, int]) -> None:
    case = begin(officer, ids)
    for path in ("/cases/77", "/cases/77/drafts", f"{case}/versions/9"):
        answer = officer.get(path)
        assert answer.status_code == 404, path
        assert "没有" in answer.text
    assert officer.post("/cases/77/drafts", data={}).status_code == 404
    assert officer.post("/notices/99999/case").status_code >= 400


def test_the_page_speaks_english(officer: FlaskClient, ids: dict[str, int]) -> None:
    case = begin(officer, ids)
    page = officer.get(f"{case}?lang=en").text
    assert "Machine checks" in page
    assert "Energy conservation standards for water heaters" in page
