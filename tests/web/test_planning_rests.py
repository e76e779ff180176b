"""The pages of what plans rest on: recipients, and the calendar of working days."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.case import Case
from models.case_plan import Recipient
from models.database import session_factory
from tests.web.centre import enter, make_app
from tests.web.planned import seed_desk

FORM = {
    "name": "国家通报咨询中心",
    "lead_days": "30",
    "share": "35",
    "least_working_days": "3",
}


@pytest.fixture
def app(database: Engine, database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return seed_desk(database)


@pytest.fixture
def client(app: Flask, ids: dict[str, int]) -> FlaskClient:
    return enter(app, ids["officer"])


@pytest.fixture
def page(ids: dict[str, int]) -> str:
    return f"/cases/{ids['case']}/clock"


def test_a_recipient_with_a_longer_lead_moves_the_day(
    client: FlaskClient, database: Engine, page: str
) -> None:
    assert client.post("/recipients", data=FORM).status_code == 303
    assert "2026-04-01" in client.get(page).text
    assert "默认" in client.get("/recipients").text
    again = client.post("/recipients", data=FORM)
    assert again.status_code == 422
    assert "已有名为“国家通报咨询中心”的报送对象" in again.text
    with session_factory(database)() as session:
        found = session.scalars(select(Recipient)).one()
        one = found.id
    other = {**FORM, "name": "商务厅", "lead_days": "40"}
    client.post("/recipients", data=other)
    client.post(page, data={"recipient": str(one + 1)})
    assert "2026-03-20" in client.get(page).text
    assert client.post(page, data={"recipient": "999"}).status_code == 422
    client.post(f"/recipients/{one + 1}/act", data={"do": "usual"})
    client.post(f"/recipients/{one}/act", data={"do": "retire"})
    assert client.post(page, data={"recipient": str(one)}).status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", " ", "请填写报送对象的名称"),
        ("name", "长" * 101, "超过 100 字"),
        ("lead_days", "-1", "“提前天数”须为 0 到 120 之间的整数"),
        ("share", "三成", "“短评议期的提前比例”"),
        ("email", "nobody", "邮箱格式不对"),
    ],
)
def test_a_bad_recipient_is_refused_and_its_words_stay(
    client: FlaskClient, field: str, value: str, told: str
) -> None:
    answer = client.post("/recipients", data={**FORM, field: value})
    assert answer.status_code == 422
    assert told in answer.text
    if field != "name":
        assert "国家通报咨询中心" in answer.text


def test_two_who_edit_a_recipient_do_not_overwrite_each_other(
    client: FlaskClient, database: Engine
) -> None:
    client.post("/recipients", data=FORM)
    with session_factory(database)() as session:
        one = session.scalars(select(Recipient)).one()
        path, seen = f"/recipients/{one.id}", one.edited_at.isoformat()
    first = client.post(path, data={**FORM, "lead_days": "25", "seen": "earlier"})
    assert first.status_code == 422
    assert "刚被 王建国 修改，这次没有保存。现在是：国家通报咨询中心" in first.text
    assert f'value="{seen}"' in first.text
    second = client.post(path, data={**FORM, "lead_days": "25", "seen": seen})
    assert second.status_code == 303


def load(client: FlaskClient, text: str, name: str = "2027.csv") -> int:
    file = (io.BytesIO(text.encode()), name)
    return client.post("/workdays", data={"file": file}).status_code


def test_a_calendar_is_loaded_shown_and_taken_back(
    client: FlaskClient, page: str
) -> None:
    assert load(client, "日期,上班或放假,名称\n2026-04-10,放假,演练\n") == 303
    assert "2026-04-09" in client.get(page).text
    text = client.get("/workdays?year=2026").text
    assert "演练" in text
    assert "2027.csv" in text
    assert client.post("/workdays/undo").status_code == 303
    assert "2026-04-10" in client.get(page).text
    assert client.post("/workdays/undo").status_code == 422


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("日期,上班或放假\n", "没有日期"),
        ("2027-02-30,放假,\n", "第 1 行的日期“2027-02-30”读不出"),
        ("2027-01-01,休,\n", "第 1 行须写“上班”或“放假”，现为“休”"),
        ("2027-01-01,放假,\n2027-01-01,上班,\n", "第 2 行的 2027-01-01 与前面重复"),
        ("2027-01-01,放假,\n" * 401, "超过 400 行"),
        ("\x00\x01", "读不出这个文件"),
        ("长" * 140_000, "读不出这个文件"),
    ],
)
def test_a_bad_calendar_is_refused_by_its_line(
    client: FlaskClient, text: str, told: str
) -> None:
    file = (io.BytesIO(text.encode()), "a.csv")
    answer = client.post("/workdays", data={"file": file})
    assert answer.status_code == 422
    assert told in answer.text


def test_a_year_not_announced_says_so(client: FlaskClient) -> None:
    text = client.get("/workdays?year=2027").text
    assert "按周末和法定节假日估算" in text
    assert client.get("/workdays/template.csv").data.startswith(b"\xef\xbb\xbf")


def test_a_case_that_is_over_is_planned_no_more(
    client: FlaskClient, database: Engine, ids: dict[str, int], page: str
) -> None:
    with session_factory(database)() as session:
        session.get_one(Case, ids["case"]).state = "closed"
        session.commit()
    assert "按此重排" not in client.get(page).text
    refused = client.post(page, data={})
    assert refused.status_code == 422
    assert "期限不再重排" in refused.text
