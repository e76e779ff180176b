"""Exports on the pages: who sees the bands, the tables, and a firm's own figures."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import Engine, select

from models.database import session_factory
from models.export_tables import Key, put_table
from models.exposure import ExportTable, FirmExport
from models.organisation import Organisation
from models.user import AuditEntry, Role, User
from tests.web.centre import csrf_of, enter, make_app, open_centre
from tests.web.small_world import add_notice, add_tag
from web.exposure.words import range_words

NOW = datetime(2026, 1, 31, tzinfo=UTC)
CENTRE = {Role.OFFICER, Role.ANALYST, Role.REVIEWER, Role.ADMIN}
BANDS = "湖北对该市场相关产品出口额"
OWN = "1,234万元–5,678万元"
TABLE = (
    "年份,商品编码,贸易伙伴,出口额（万元）,来源\n2025,{code},美国,{value},武汉海关\n"
)


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    """People of every role, two firms, and a notice on batteries."""
    found = open_centre(database)
    with session_factory(database).begin() as session:
        for name in ("甲公司", "乙公司"):
            firm = Organisation(kind="firm", name=name, created_at=NOW)
            session.add(firm)
            session.flush()
            found[name] = firm.id
        session.get_one(User, found["enterprise"]).organisation_id = found["甲公司"]
        session.get_one(User, found["association"]).organisation_id = found["乙公司"]
        notice = add_notice(session, "G/TBT/N/USA/9001")
        add_tag(session, notice, "850760")
        found["notice"] = notice.id
    return found


@pytest.fixture
def app(ids: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path, RATELIMIT_ENABLED=False)


def load(database: Engine) -> None:
    with session_factory(database).begin() as session:
        table = ExportTable(
            name="a.csv",
            sha256="a",
            source="武汉海关",
            currency="CNY",
            hs_edition="HS2022",
            imported_by="li",
            imported_at=NOW,
            remarks=[],
        )
        put_table(session, table, {Key(2025, "850760", "USA"): 2.7e8})


def state(app: Flask, ids: dict[str, int], **fields: str) -> int:
    client = enter(app, ids["enterprise"])
    mark = csrf_of(client.get("/account/exports").text)
    given = {"hs": "8507", "market": "USA", "year": "2025", "span": "free"}
    free = {"low": "1234", "high": "5678"}
    form = {"csrf_token": mark, **given, **free, **fields}
    return client.post("/account/exports", data=form).status_code


def page(client: FlaskClient, ids: dict[str, int]) -> str:
    return client.get(f"/notices/{ids['notice']}").text


def test_bands_are_shown_with_their_working_to_the_signed_in(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    load(database)
    for role in Role:
        text = page(enter(app, ids[role.value]), ids)
        assert BANDS in text
        assert "2.7亿元 × 1 = 2.7亿元" in text
        assert "通报载明该子目 850760" in text
        assert "2025年 · 来源：武汉海关" in text
    assert BANDS not in page(app.test_client(), ids)


def test_what_is_lacking_is_told_to_the_centre_alone(
    app: Flask, ids: dict[str, int]
) -> None:
    for role in Role:
        told = "缺少武汉海关数据" in page(enter(app, ids[role.value]), ids)
        assert told == (role in CENTRE)
    assert "缺少武汉海关数据" not in page(app.test_client(), ids)


def test_a_firms_figures_are_seen_by_the_firm_and_the_centre_alone(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    load(database)
    assert state(app, ids) == 303
    addresses = [
        f"/notices/{ids['notice']}",
        "/account/exports",
        "/notices?q=850760",
        "/inbox",
        "/account",
        "/",
    ]
    for role in Role:
        client = enter(app, ids[role.value])
        text = "".join(client.get(one).text for one in addresses)
        assert (OWN in text) == (role in CENTRE or role == Role.ENTERPRISE)
        assert ("甲公司" in page(client, ids)) == (role in CENTRE)
    stranger = app.test_client()
    assert all("1,234" not in stranger.get(one).text for one in addresses)
    assert "贵司对该市场出口额（自报）" in page(enter(app, ids["enterprise"]), ids)


def test_nobody_else_takes_a_figure_away(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    state(app, ids)
    with session_factory(database)() as session:
        figure = session.scalars(select(FirmExport.id)).one()
    for name, code in (("association", 404), ("officer", 404), ("enterprise", 303)):
        client = enter(app, ids[name])
        mark = csrf_of(client.get("/account").text)
        address = f"/account/exports/{figure}/drop"
        answer = client.post(address, data={"csrf_token": mark})
        assert answer.status_code == code
    with session_factory(database)() as session:
        assert session.scalars(select(FirmExport)).all() == []


def test_a_figure_replaces_the_one_before_it(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    assert state(app, ids, span="d", market="") == 303
    assert state(app, ids, span="f", market="") == 303
    with session_factory(database)() as session:
        row = session.scalars(select(FirmExport)).one()
        assert (row.low, row.high, row.market) == (1e8, None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"hs": "85"},
        {"hs": "9999"},
        {"market": "ZZZ"},
        {"year": "去年"},
        {"year": "2999"},
        {"span": ""},
        {"low": "9", "high": "1"},
        {"low": "多", "high": ""},
        {"low": "", "high": ""},
    ],
)
def test_a_wrong_figure_is_handed_back(
    app: Flask, ids: dict[str, int], fields: dict[str, str]
) -> None:
    assert state(app, ids, **fields) == 422


@pytest.mark.parametrize("role", [role for role in Role if role not in CENTRE])
def test_the_tables_are_for_the_centre(
    app: Flask, ids: dict[str, int], role: Role
) -> None:
    client = enter(app, ids[role.value])
    for address in ("/exports", "/exports/template.xlsx"):
        assert client.get(address).status_code == 403


def upload(client: FlaskClient, name: str, text: str) -> tuple[int, str]:
    mark = csrf_of(client.get("/exports").text)
    file = (BytesIO(text.encode()), name)
    answer = client.post("/exports", data={"csrf_token": mark, "file": file})
    return answer.status_code, answer.text


def test_the_centre_imports_a_table_and_switches_it_off_and_on(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    client = enter(app, ids["officer"])
    code, text = upload(client, "b.csv", TABLE.format(code="850760", value=-1))
    assert code == 422
    assert "第2行：出口额-1为负数" in text
    assert upload(client, "b.exe", "")[0] == 422
    good = TABLE.format(code="850760", value=27000)
    assert upload(client, "../出口.csv", good)[0] == 303
    assert "2.7亿元" in page(client, ids)
    assert "采用中" in client.get("/exports").text
    with session_factory(database)() as session:
        table = session.scalars(select(ExportTable)).one()
        assert (table.name, table.imported_by) == ("出口.csv", "officer@example.org")
    mark = csrf_of(client.get("/exports").text)
    for do, seen in (("off", False), ("on", True)):
        form = {"csrf_token": mark, "do": do}
        assert client.post(f"/exports/{table.id}", data=form).status_code == 303
        assert ("2.7亿元" in page(client, ids)) == seen
    with session_factory(database)() as session:
        done = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
        assert list(done)[-3:] == ["exports.imported", "exports.off", "exports.on"]


def test_the_template_names_units_and_edition_and_can_be_read(
    app: Flask, ids: dict[str, int]
) -> None:
    client = enter(app, ids["officer"])
    book = load_workbook(BytesIO(client.get("/exports/template.xlsx").data))
    assert book.sheetnames == ["出口数据", "口径说明"]
    assert [cell.value for cell in book["出口数据"][1]][3:5] == [
        "贸易伙伴",
        "出口额（万元）",
    ]
    notes = " ".join(str(cell.value) for row in book["口径说明"] for cell in row)
    assert "HS2022" in notes
    assert "不作汇率换算" in notes
    csv = client.get("/exports/template.csv").data.decode("utf-8-sig")
    assert csv.startswith("period,hs,hs_edition,market,value,currency,source,retrieved")
    assert client.get("/exports/template.exe").status_code == 404


def test_the_pages_speak_english(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    load(database)
    client = enter(app, ids["officer"])
    text = client.get(f"/notices/{ids['notice']}?lang=en").text
    assert "CNY 270 million" in text
    assert "The subheading is stated: 850760" in text
    assert "Imported tables" in client.get("/exports?lang=en").text
    with app.test_request_context("/?lang=en"):
        assert range_words(5e6, 1e7) == "CNY 5 million–10 million"
