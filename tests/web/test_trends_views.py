"""The page of trends, its pictures and its downloads."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import Engine

from tests.web.centre import make_app, open_centre
from web.rights import Right
from web.trends.catalogue import VIEWS


@pytest.fixture
def visitor(database: Engine, database_url: str, tmp_path: Path) -> FlaskClient:
    open_centre(database)
    return make_app(database_url, tmp_path).test_client()


def test_anyone_sees_three_sentences_and_three_figures(visitor: FlaskClient) -> None:
    page = visitor.get("/trends")
    assert page.status_code == 200
    assert page.text.count("<figure") == 3
    assert "本月截至6月12日收到通报文件5件" in page.text
    assert "联合通报计一次" in page.text
    assert page.text.count("数据切片") == 3
    assert "style=" not in page.text


def test_every_picture_is_there_and_every_row_opens_what_was_counted(
    visitor: FlaskClient,
) -> None:
    page = unescape(visitor.get("/trends").text)
    pictures = re.findall(r'src(?:set)?="(/trends/[^"]+)"', page)
    assert len(pictures) == 6
    for address in pictures:
        answer = visitor.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == "image/svg+xml"
        assert answer.cache_control.max_age
    opened = re.findall(r'href="(/trends/members/rows\?[^"]+)">巴林<', page)
    behind = visitor.get(opened[0])
    assert "由下列 2 件通报计得" in behind.text
    assert behind.text.count('class="row') >= 2
    table = visitor.get(opened[0] + "&as=csv").data.decode("utf-8-sig")
    assert len(table.splitlines()) == 3


@pytest.mark.parametrize("key", VIEWS)
def test_every_view_has_a_page_with_its_proof(visitor: FlaskClient, key: str) -> None:
    view = VIEWS[key]
    page = visitor.get(f"/trends/{key}")
    if view.right is not Right.PUBLIC:
        assert page.status_code == 404
        return
    assert page.status_code == 200
    assert view.name.zh in page.text
    assert "style=" not in page.text
    if "需要数据：" in page.text:
        assert visitor.get(f"/trends/{key}.csv").status_code == 404
        return
    assert "数据切片" in page.text
    for form in ("csv", "xlsx", "json"):
        assert visitor.get(f"/trends/{key}.{form}").status_code == 200
    found = visitor.get(f"/trends/{key}.json").json
    assert found is not None
    assert found["data_cut"] in page.text


def test_rows_download_with_a_mark_that_a_spreadsheet_knows(
    visitor: FlaskClient,
) -> None:
    answer = visitor.get("/trends/members.csv")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "chutong-members-" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[:2] == [
        ["通报成员", "代码", "通报文件", "其中涉及湖北行业"],
        ["巴林", "BHR", "2", "0"],
    ]


def test_a_workbook_says_how_it_was_counted(visitor: FlaskClient) -> None:
    answer = visitor.get("/trends/members.xlsx?market=g:gcc")
    book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["数据", "口径说明"]
    told = {row[0]: row[1] for row in book["口径说明"].iter_rows(values_only=True)}
    assert told["图表"] == "通报成员排行"
    assert "海湾" in str(told["筛选"])
    assert len(str(told["数据切片"])) == 12


def test_a_choice_is_kept_in_every_address(visitor: FlaskClient) -> None:
    page = unescape(visitor.get("/trends?since=2025-05&until=2025-05").text)
    assert "2025-05-01至2025-05-31" in page
    assert "/trends/members.csv?lang=zh&since=2025-05-01&until=2025-05-31" in page
    assert 'name="since" value="2025-05"' in page, "the form keeps what is chosen"
    narrowed = visitor.get("/trends/members.csv?since=2025-05&until=2025-05")
    assert len(narrowed.data.decode().splitlines()) == 2


def test_a_bad_month_is_said_and_all_is_shown(visitor: FlaskClient) -> None:
    answer = visitor.get("/trends?since=last+May")
    assert answer.status_code == 422
    assert "无法识别" in answer.text
    assert answer.text.count("<figure") == 3
    assert visitor.get("/trends/members?since=last+May").status_code == 422
    assert visitor.get("/trends/members.svg?since=last+May").status_code == 404


def test_an_unknown_view_is_not_there(visitor: FlaskClient) -> None:
    for address in ("nothing", "nothing.svg", "nothing.csv", "nothing/rows"):
        assert visitor.get(f"/trends/{address}").status_code == 404
    nobody = visitor.get("/trends/members/rows?row=nobody")
    assert (nobody.status_code, "“nobody”" in nobody.text) == (404, True)
    none = visitor.get("/trends/members/rows")
    assert none.status_code == 404
    assert "地址中没有写明要看哪一行" in none.text


def test_themes_bring_the_texts_of_several_members_and_changes_their_rows(
    visitor: FlaskClient,
) -> None:
    assert 'id="twins"' in visitor.get("/trends/themes?lang=zh").text
    page = visitor.get("/changes/new?market=EU&lang=zh")
    assert (page.status_code, "新通报和修订" in page.text) == (200, True)
    assert visitor.get("/changes/adopted?sector=tea&lang=en").status_code == 200
    for address in ("nothing?market=EU", "new", "new?market=ZZZ", "new?sector=x"):
        assert visitor.get(f"/changes/{address}").status_code == 404


def test_the_page_speaks_english(visitor: FlaskClient) -> None:
    page = visitor.get("/trends?lang=en").text
    assert "5 documents were circulated this month" in page
    assert "Download CSV" in page


def test_without_documents_the_page_says_why(
    database: Engine, database_url: str, tmp_path: Path
) -> None:
    client = make_app(database_url, tmp_path).test_client()
    page = client.get("/trends").text
    assert "还没有可以统计的通报" in page
    assert "<figure" not in page
    assert 'href="/trends"' not in client.get("/notices").text
