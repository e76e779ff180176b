"""The tab of arguments in a browser: chosen, kept, handed back, shown to two."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.case import CaseItem
from models.clock import fix_day
from models.database import session_factory
from tests.models.archive import TODAY
from tests.web.argued import argue, open_argued, say
from tests.web.centre import enter, make_app


@pytest.fixture
def case_id(database: Engine) -> int:
    with session_factory(database)() as session:
        case, _officer = open_argued(session)
        argue(session, case, quote="")
        fix_day(session, TODAY)
        session.commit()
        return case.id


@pytest.fixture
def officer(
    database: Engine, database_url: str, tmp_path: Path, case_id: int
) -> FlaskClient:
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    return enter(app, 2 if case_id else 0)


def form(**more: str) -> dict[str, str]:
    words = {
        name: str(value)
        for name, value in vars(say()).items()
        if name != "further_grounds"
    }
    return {**words, **more}


def items(database: Engine) -> list[CaseItem]:
    with session_factory(database)() as session:
        return list(session.scalars(select(CaseItem).order_by(CaseItem.id)))


def test_the_list_shows_text_items_and_what_is_missing(
    officer: FlaskClient, case_id: int
) -> None:
    page = officer.get(f"/cases/{case_id}/items").text
    assert "Article 2 · 2.1" in page
    assert "机器提议，还没有人采用" in page
    assert "没有可以对外的证据" in page
    assert 'aria-current="page">意见条目' in page
    english = officer.get(f"/cases/{case_id}/items?lang=en").text
    assert "No evidence that may leave the centre" in english
    found = officer.get(f"/cases/{case_id}/items?find=LABORATORY&lang=zh").text
    assert "找到 1 条" in found
    assert "separate collection" not in found


def test_a_quote_is_placed_in_the_text(
    officer: FlaskClient, case_id: int, database: Engine
) -> None:
    answer = officer.post(f"/cases/{case_id}/items", data=form())
    assert answer.status_code == 303
    item = items(database)[-1]
    assert (item.clause, item.standing) == ("Article 3 · 3.1", "valid")
    page = officer.get(f"/cases/{case_id}/items/{item.id}").text
    assert "is-chosen" in page


def test_a_refused_item_hands_the_words_back(
    officer: FlaskClient, case_id: int, database: Engine
) -> None:
    data = form(quote="没有的<原文>")
    answer = officer.post(f"/cases/{case_id}/items", data=data)
    assert answer.status_code == 422
    assert "没有找到这段原文" in answer.text
    assert "没有的&lt;原文&gt;" in answer.text
    before = len(items(database))
    kept = officer.post(f"/cases/{case_id}/items", data=data | {"unchecked": "1"})
    assert kept.status_code == 303
    assert len(items(database)) == before + 1
    assert "未核对" in officer.get(f"/cases/{case_id}/items").text


def test_looking_at_another_clause_saves_nothing_and_keeps_the_words(
    officer: FlaskClient, case_id: int, database: Engine
) -> None:
    before = len(items(database))
    data = form(look="find", find="capacity")
    answer = officer.post(f"/cases/{case_id}/items", data=data)
    assert answer.status_code == 200
    assert say().problem_zh in answer.text
    assert "mAh" in answer.text
    assert len(items(database)) == before


def test_two_officers_see_both_texts(
    officer: FlaskClient, case_id: int, database: Engine
) -> None:
    item = items(database)[-1]
    path = f"/cases/{case_id}/items/{item.id}"
    first = form(problem_zh="甲的文字", quote="", edition="1")
    second = form(problem_zh="乙的文字", quote="", edition="1")
    assert officer.post(path, data=first).status_code == 303
    answer = officer.post(path, data=second)
    assert answer.status_code == 409
    assert "甲的文字" in answer.text
    assert "乙的文字" in answer.text
    assert 'name="edition" value="2"' in answer.text
    assert items(database)[-1].problem_zh == "甲的文字"


def test_buttons_take_remove_restore_and_order(
    officer: FlaskClient, case_id: int, database: Engine
) -> None:
    path, ids = f"/cases/{case_id}/items", [one.id for one in items(database)]
    for act in ("take", "down", "remove"):
        assert officer.post(f"{path}/{ids[0]}/{act}").status_code == 303
    page = officer.get(path).text
    assert "已移除的条目" in page
    assert officer.post(f"{path}/{ids[0]}/restore").status_code == 303
    assert officer.post(f"/cases/{case_id}/all-items/order").status_code == 303
    assert officer.post(f"{path}/{ids[0]}/keep").status_code == 422
    assert officer.post(f"{path}/{ids[0]}/burn").status_code == 404
    assert officer.get(f"{path}/99999").status_code == 404
    assert officer.get("/cases/999/items").status_code == 404


def test_all_grounds_are_listed_in_both_languages(officer: FlaskClient) -> None:
    page = officer.get("/grounds").text
    assert "共 40 条" in page
    assert "不是协定条文" in page
    assert "Technical assistance" in page or "技术援助" in page
    found = officer.get("/grounds?q=国际标准&agreement=SPS").text
    assert 'id="sps-3.1"' in found
    assert 'id="tbt-2.4"' not in found


def test_the_opening_words_are_kept_and_not_overwritten(
    officer: FlaskClient, case_id: int
) -> None:
    page = officer.get(f"/cases/{case_id}/items").text
    was = page.partition('name="was" value="')[2][:16]
    words = {"stance_zh": "我方<支持>目标。", "stance_en": "We support it.", "was": was}
    path = f"/cases/{case_id}/stance"
    assert officer.post(path, data=words).status_code == 303
    late = officer.post(path, data=words | {"stance_zh": "另一句"})
    assert late.status_code == 422
    assert "刚刚被别人改过" in late.text
    assert "另一句" in late.text
    assert "我方&lt;支持&gt;目标。" in late.text
    alone = officer.post(path, data={"stance_zh": "只有中文", "was": was})
    assert "中英文一并填写" in alone.text
    officer.post(f"/cases/{case_id}/drafts/compose", data={"based_on": "1"})
    assert "We support it." in officer.get(f"/cases/{case_id}/drafts").text


def test_what_changed_meanwhile_is_not_acted_on_unseen(
    officer: FlaskClient, case_id: int, database: Engine
) -> None:
    item = items(database)[-1]
    path = f"/cases/{case_id}/items/{item.id}/remove"
    refused = officer.post(path, data={"edition": item.edition + 1})
    assert refused.status_code == 422
    assert "刚刚改过这一条" in refused.text
    assert officer.post(path, data={"edition": item.edition}).status_code == 303
