"""The tab of drafts in a browser: what is kept, compared and handed back."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.web.centre import enter, make_app, open_centre

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


def test_a_save_makes_a_version_that_can_be_compared_and_taken_away(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    case = begin(officer, ids)
    form = {"text_zh": "新的意见", "text_en": "A new comment", "based_on": "1"}
    assert officer.post(f"{case}/drafts", data=form).status_code == 303
    page = officer.get(f"{case}/drafts").text
    assert "新的意见" in page
    assert "officer 甲" in page
    compared = officer.get(f"{case}/versions/2").text
    assert "<ins>" in compared
    assert "第2版与第1版的差异" in compared
    paper = officer.get(f"{case}/versions/2.docx")
    assert "wordprocessingml.document" in paper.content_type
    assert "comment-G-TBT-N-USA-2200-v2.docx" in paper.headers["Content-Disposition"]
    assert paper.data[:2] == b"PK"


def test_a_refused_save_hands_the_words_back(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    case = begin(officer, ids)
    form = {"text_zh": "先到的文字", "text_en": "First", "based_on": "1"}
    officer.post(f"{case}/drafts", data=form)
    late = {"text_zh": "后到的<文字>", "text_en": "Late", "based_on": "1"}
    answer = officer.post(f"{case}/drafts", data=late)
    assert answer.status_code == 422
    assert "已保存第2版" in answer.text
    assert "后到的&lt;文字&gt;" in answer.text
    assert 'name="based_on" value="2"' in answer.text
    assert officer.post(f"{case}/drafts", data={}).status_code == 422


def test_the_paper_is_composed_and_edited_by_blocks(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    case = begin(officer, ids)
    composed = officer.post(f"{case}/drafts/compose", data={"based_on": "1"})
    assert composed.status_code == 303
    page = officer.get(f"{case}/drafts").text
    assert "第1条意见" in page
    assert "由条目组稿" in page
    assert "[TO COMPLETE: name, telephone, e-mail]" in page
    form = {"zh:closing": "结束<语>", "en:closing": "The end", "based_on": "1"}
    late = officer.post(f"{case}/drafts", data=form | {"zh:gone": "失去的段落"})
    assert late.status_code == 422
    assert "结束&lt;语&gt;" in late.text
    assert "失去的段落" in late.text
    assert "现在的文字：" in late.text
    kept = officer.post(f"{case}/drafts", data=form | {"based_on": "2"})
    assert kept.status_code == 303
    assert officer.get(f"{case}/versions/3.docx").data[:2] == b"PK"
    english = officer.get(f"{case}/drafts?lang=en").text
    assert "Argument 1" in english


def test_the_internal_paper_is_kept_beside(
    officer: FlaskClient, ids: dict[str, int]
) -> None:
    path = f"{begin(officer, ids)}/drafts/internal"
    assert "仅供内部" in officer.get(path).text
    form = {"text_zh": "内部意见", "based_on": "0"}
    assert officer.post(path, data=form).status_code == 303
    answer = officer.post(path, data=form | {"text_zh": "另一份"})
    assert answer.status_code == 422
    assert "另一份" in answer.text
    assert "内部意见" in officer.get(path).text
