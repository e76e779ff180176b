"""The reading pages: each opens in both languages and says what it must."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import clock
from models.notice import Notice
from tests.web.opened import client, ids, text
from tests.web.reading import make_app

__all__ = ["client", "ids"]

PAGES = [
    "/",
    "/notices",
    "/notices?open=1&sort=closing",
    "/sectors",
    "/sectors/fine-chemicals-pesticides",
    "/sectors/tea",
    "/markets",
    "/markets/USA",
    "/markets/g:gcc",
    "/markets/FRA",
    "/sources",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_opens_in_both_languages(
    client: FlaskClient, address: str, language: str
) -> None:
    mark = "&" if "?" in address else "?"
    page = text(client, f"{address}{mark}lang={language}")
    assert page.count("<h1") == 1
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in page


@pytest.mark.parametrize("name", ["paints", "cars", "nameless", "joint"])
def test_every_notice_opens(
    client: FlaskClient, ids: dict[str, int], name: str
) -> None:
    for language in ("zh", "en"):
        page = text(client, f"/notices/{ids[name]}?lang={language}")
        assert page.count("<h1") == 1


def test_what_is_not_there_is_told(client: FlaskClient) -> None:
    for address in ("/notices/999", "/sectors/none", "/markets/XXX", "/nowhere"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "没有这一页" in answer.get_data(as_text=True)


def test_language_is_kept_in_a_cookie_and_the_page_stays(client: FlaskClient) -> None:
    page = text(client, "/notices?open=1")
    assert 'href="/notices?open=1&lang=en"' in page
    assert "Notices" in text(client, "/notices?lang=en")
    assert "Open for comment" in text(client, "/notices")
    assert "正在征求意见" in text(client, "/notices?lang=zh")


def test_title_of_a_publisher_is_never_markup(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    for address in ("/notices", f"/notices/{ids['nameless']}", "/notices?lang=en"):
        page = client.get(address).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_machine_made_title_says_so(client: FlaskClient, ids: dict[str, int]) -> None:
    page = text(client, f"/notices/{ids['nameless']}")
    assert "日本拟规定涂料和清漆的标签标识要求" in page
    assert "机器摘要" in page


def test_evidence_lights_words_in_the_original(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    page = text(client, f"/notices/{ids['paints']}")
    assert '<mark class="ev ev-product" data-tag="hs-3209">Paints</mark>' in page
    assert '<li><mark class="ev ev-product">产品</mark></li>' in page
    assert '<li><mark class="ev ev-standard">' not in page
    assert (
        '<mark class="ev ev-measure" data-tag="measure-substance-restriction">' in page
    )
    assert "HS编码 3209 属于本行业" in page


def test_deadline_tells_how_it_is_computed(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    stated = text(client, f"/notices/{ids['paints']}")
    assert "截止日由通报成员载明：2026年4月21日" in stated
    estimated = text(client, f"/notices/{ids['cars']}")
    assert "加 60 天估算为 2026年4月26日" in estimated
    assert "估算" in estimated


def test_chat_text_has_six_lines(client: FlaskClient, ids: dict[str, int]) -> None:
    page = text(client, f"/notices/{ids['paints']}")
    lines = page.split('<pre id="wechat">')[1].split("</pre>")[0].splitlines()
    assert len(lines) == 6
    assert lines[0] == "【橙】涂料和清漆铅含量限值草案"
    assert "2026年4月21日（还剩 50 天）" in lines[3]
    assert lines[5].endswith(f"/notices/{ids['paints']}")


def test_a_symbol_leads_to_its_notice(client: FlaskClient, ids: dict[str, int]) -> None:
    for symbol in ("G/TBT/N/USA/1", "g/tbt/n/usa/1", "G/TBT/N/USA/1/Add.9"):
        answer = client.get(f"/n/{symbol}")
        assert answer.headers["Location"] == f"/notices/{ids['paints']}"
    assert client.get("/n/G/TBT/N/USA/99").headers["Location"].startswith("/notices?q=")


def test_home_counts_what_is_open(client: FlaskClient) -> None:
    page = text(client, "/")
    assert "今天有 2 件在征求意见，其中 2 件涉及湖北行业，最早 50 天后截止" in page
    assert "数据截至 2026年2月27日" in page


def test_home_says_when_nothing_is_open(client: FlaskClient, session: Session) -> None:
    clock.fix_day(session, date(2027, 1, 1))
    for notice in session.query(Notice):
        notice.provisional = True
    session.commit()
    page = text(client, "/")
    assert "今天没有正在征求意见的通报" in page
    assert "示例档案" in page
    assert "下面按 2026年2月27日 当天的情形展示：当日有 2 件在征求意见" in page
    assert "联网取最新通报" in page
    assert "打开演示" in page


def test_empty_database_explains_itself(database_url: str, tmp_path: Path) -> None:
    client = make_app(database_url, tmp_path).test_client()
    assert "还没有通报" in text(client, "/")
    assert "还没有通报" in text(client, "/notices")
    assert "还没有来源" in text(client, "/sources")


def test_sources_tell_what_went_wrong(client: FlaskClient) -> None:
    page = text(client, "/sources")
    assert "部分失败" in page
    assert "The date cannot be read." in page
    assert "2026-02-27" in page
