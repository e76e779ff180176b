"""The tab of papers and the page of templates: kept, filled, refused, given back."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.web.centre import enter, make_app, open_centre
from tests.web.paper_case import SYMBOL, template_of


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return open_centre(database)


@pytest.fixture
def officer(database_url: str, tmp_path: Path, ids: dict[str, int]) -> FlaskClient:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return enter(app, ids["officer"])


def begin(client: FlaskClient, ids: dict[str, int]) -> str:
    return str(client.post(f"/notices/{ids[SYMBOL]}/case").headers["Location"])


def upload(client: FlaskClient, content: bytes, name: str = "t.docx") -> str:
    answer = client.post(
        "/papers/templates/chase",
        data={"file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
        follow_redirects=True,
    )
    return f"{answer.status_code} {answer.text}"


def test_a_centres_template_is_used_until_it_is_retired(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    case = begin(officer, ids)
    own = template_of("本中心信笺 {{ symbol }}", "{{p text_zh }}")
    page = upload(officer, own)
    assert page.startswith("200")
    assert "t.docx" in page
    assert words(officer, f"{case}/papers/chase.docx")[0] == f"本中心信笺 {SYMBOL}"
    assert "信笺" not in "".join(words(officer, f"{case}/papers/extension.docx"))
    (number,) = set(re.findall(r"/papers/templates/(\d+)/retire", page))
    assert officer.get(f"/papers/templates/{number}.docx").data == own
    assert officer.post(f"/papers/templates/{number}/retire").status_code == 303
    assert "信笺" not in "".join(words(officer, f"{case}/papers/chase.docx"))
    assert officer.post(f"/papers/templates/{number}/retire").status_code == 422


def words(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    paper = Document(io.BytesIO(answer.data))
    return [one.text for one in paper.paragraphs]


def test_a_refused_template_leaves_the_old_one_and_no_file(
    officer: FlaskClient, tmp_path: Path
) -> None:
    assert "不认识的占位符：nobody" in upload(officer, template_of("{{ nobody }}"))
    assert "不是DOCX文件" in upload(officer, b"MZ\x90\x00", "t.docx")
    assert "空文件" in upload(officer, b"") or "不是DOCX" in upload(officer, b"")
    kept = [one for one in tmp_path.rglob("*") if one.is_file() and one.stat().st_size]
    assert not [one for one in kept if len(one.name) == 64]


def test_the_tab_lists_every_paper_and_saves_one(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    case = begin(officer, ids)
    page = officer.get(f"{case}/papers").text
    for label in ("双语评议意见", "延长评议期请求", "报送函", "特别贸易关注材料"):
        assert label in page
    assert officer.get(f"{case}/papers/chase").status_code == 200
    sent = {"text_zh": "催询\n一句", "text_en": "", "based_on": "0"}
    assert officer.post(f"{case}/papers/chase", data=sent).status_code == 303
    again = officer.post(f"{case}/papers/chase", data=sent | {"text_zh": "别的"})
    assert again.status_code == 422
    assert "别的" in again.text
    assert "一句" in officer.get(f"{case}/papers/chase").text
    fresh = officer.post(f"{case}/papers/chase/anew")
    assert "通报咨询点" in fresh.text
    assert words(officer, f"{case}/papers/chase.docx")[:2] != []
    assert officer.get(f"{case}/papers/nothing").status_code == 404
    assert officer.get(f"{case}/papers/chase?version=9").status_code == 404
    assert officer.get(f"{case}/papers/comment").status_code == 302
    assert officer.post(f"{case}/papers/comment", data=sent).status_code == 404


def test_a_pdf_is_given_or_what_lacks_is_said(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{begin(officer, ids)}/papers/extension.pdf")
    if answer.status_code == 200:
        assert answer.data.startswith(b"%PDF-")
    else:
        assert answer.status_code == 404
        assert "请管理员" in answer.text
