"""Tables of refusals: read row by row, what cannot be stored told, the rest stored."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import open_database
from models.refusal import Refusal
from models.user import Role
from tests.models.archive import TODAY, add_notice
from tests.web.centre import enter, make_app
from tests.web.small_world import NOW, add_user
from tests.web.test_trends_refusals import add_sources
from web.refusals import importing
from web.refusals.importing import Proposal, propose, store
from web.refused import RefusedError

HEAD = ("来源", "编号", "日期", "市场", "原产地", "产品", "HS编码", "原因", "链接")
TEA = ("KFDA", "K-1", "2024-03-05", "韩国", "中国", "绿茶", "0902.10", "农药残留", "")
RASFF = ("reference", "date", "notifying_country", "origin", "subject", "hazards")
FDA = (
    "ENTRY_NUM",
    "RFRNC_DOC_ID",
    "LINE_NUM",
    "LINE_SFX_ID",
    "REFUSAL_DATE",
    "ISO_CNTRY_CODE",
    "PRDCT_CODE_DESC_TEXT",
    "REFUSAL_CHARGES",
)


def table(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([head, *rows])
    return made.getvalue().encode()


def tea(**values: str) -> tuple[str, ...]:
    """The row of green tea with some cells changed."""
    return tuple(values.get(name, cell) for name, cell in zip(HEAD, TEA, strict=True))


def read(session: Session, content: bytes) -> Proposal:
    return propose(session, "表.csv", content, TODAY)


def test_a_row_is_read_into_our_codes(session: Session) -> None:
    (one,) = read(session, table(TEA)).good
    assert (one.source, one.key, one.day) == ("KFDA", "K-1", date(2024, 3, 5))
    assert (one.market, one.origin, one.hs) == ("KOR", "CHN", "090210")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"日期": "2024-02-30"}, "日期“2024-02-30”无法识别，应形如2026-11-24"),
        ({"日期": "05/03/2024"}, "日期“05/03/2024”无法识别"),
        ({"日期": "2031-01-01"}, "晚于今天"),
        ({"市场": "火星"}, "市场“火星”不是已知成员"),
        ({"原产地": ""}, "原产地“”不是已知成员"),
        ({"原产地": "日本、泰国"}, "原产地“日本、泰国”"),
        ({"HS编码": "7799"}, "HS编码“7799”不存在"),
        ({"编号": ""}, "“编号”是空的"),
        ({"产品": "茶" * 1001}, "“产品”超过1000字"),
        ({"链接": "javascript:alert(1)"}, "不是网址"),
    ],
)
def test_what_is_wrong_with_a_row_is_one_sentence(
    session: Session, values: dict[str, str], sentence: str
) -> None:
    found = read(session, table(TEA, tea(**{"编号": "K-2", **values})))
    assert len(found.good) == 1
    (left,) = found.refused
    assert left.number == 3
    assert sentence in str(left.why)
    assert str(left.why).count("。") == 1


def test_the_same_source_and_key_are_stored_once(session: Session) -> None:
    other = tea(编号="K-2")
    found = read(session, table(TEA, other, TEA))
    assert [(one.number, str(one.why)) for one in found.skipped] == [
        (4, "与第2行的来源和编号相同，已跳过。")
    ]
    assert store(session, found, "o@centre.example", NOW) == 2
    again = read(session, table(TEA, tea(编号="K-3")))
    assert [one.key for one in again.good] == ["K-3"]
    assert "与已有记录相同" in str(again.skipped[0].why)
    with pytest.raises(RefusedError, match="请重新上传核对"):
        store(session, found, "o@centre.example", NOW)
    assert len(session.scalars(select(Refusal)).all()) == 2
    (stock,) = importing.list_stock(session)
    assert (stock.source, stock.many, stock.first) == ("KFDA", 2, date(2024, 3, 5))


def test_a_table_of_rasff_is_taken_as_it_is(session: Session) -> None:
    """Days stand before months; one that was collected is not stored again."""
    add_sources(session)
    add_notice(session, "RASFF 2026.0001", source_slug="eu_rasff")
    rows = (
        (
            "2024.7373",
            "07-09-2024 16:21:57",
            "Germany",
            "China,Viet Nam",
            "Pot",
            "lead",
        ),
        ("2026.0001", "01-02-2024", "France", "China", "Tea", ""),
        ("2024.1", "02-31-2024", "France", "China", "Tea", ""),
    )
    found = read(session, table(*rows, head=RASFF))
    (one,) = found.good
    assert (one.source, one.market, one.origin) == ("eu_rasff", "EU", "CHN")
    assert (one.day, one.product, one.reason) == (date(2024, 9, 7), "Pot", "lead")
    assert [one.number for one in found.left] == [3, 4]
    assert "应形如24-11-2026" in str(found.refused[0].why)
    named = tea(来源="RASFF", 编号="2026.0001")
    assert len(read(session, table(named)).skipped) == 1


def test_a_table_of_the_fda_is_taken_as_it_is(session: Session) -> None:
    """Months stand before days; a line of an entry is its own record."""
    one = ("ABC-1", "7", "1", "1", "03/05/2024", "CN", "Green tea", "249")
    two = ("ABC-1", "7", "2", "", "2024-03-06 00:00:00", "CN", "Green tea", "249")
    found = read(session, table(one, two, head=FDA))
    assert [line.key for line in found.good] == ["ABC-1/7/1/1", "ABC-1/7/2"]
    assert [line.day.day for line in found.good] == [5, 6]
    assert {(line.source, line.market, line.origin) for line in found.good} == {
        ("us_fda_refusals", "USA", "CHN")
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (table(), "请从第2行起填写"),
        (table(("1",), head=("编号",)), "缺少：来源、市场、日期、原产地、产品"),
        (b"", "请选择填好的表格"),
        (table(*[("x",)] * 20_001), "超过20000行"),
    ],
)
def test_a_table_that_is_none_is_refused(
    session: Session, content: bytes, sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        read(session, content)


def test_the_page_shows_then_stores(folder: Path) -> None:
    sessions = open_database(f"sqlite:///{folder / 'chutong.db'}")
    with sessions.begin() as session:
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
    url = sessions.kw["bind"].url.render_as_string(hide_password=False)
    client = enter(make_app(url, folder, WTF_CSRF_ENABLED=False), officer)
    assert "还没有导入任何记录" in client.get("/refusals").text
    assert client.get("/refusals/template.csv").text.startswith("\ufeff来源,编号,日期")
    assert client.post("/refusals").status_code == 422
    bad = tea(编号="=1+1", 市场="<b>")
    file = (io.BytesIO(table(TEA, bad)), "表.csv")
    shown = client.post("/refusals", data={"file": file}).text
    assert "可存入1条，重复跳过0条，退回1条" in shown
    assert "市场“&lt;b&gt;”不是已知成员" in shown
    sha256 = shown.partition('name="sha256" value="')[2][:64]
    again = {"sha256": sha256, "name": "表.csv"}
    left = client.post("/refusals", data={**again, "as": "csv"}).text
    assert "3,市场“<b>”不是已知成员" in left
    assert "'=1+1" in left
    with sessions() as session:
        assert session.scalars(select(Refusal)).all() == []
    assert client.post("/refusals", data=again).status_code == 303
    assert "已存入1条" in client.get("/refusals").text
    with sessions() as session:
        (one,) = session.scalars(select(Refusal)).all()
        assert one.imported_by == "o@centre.example"
