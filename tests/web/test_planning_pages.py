"""The pages of a case's days, of recipients and of working days."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.case import CaseFlag
from models.case_plan import CasePlan, Recipient
from models.clock import fix_day
from models.database import session_factory
from models.measure import Measure
from models.user import Role
from tests.web.centre import enter, make_app
from tests.web.planned import BEGUN, LAST, SYMBOL, add_case
from tests.web.small_world import add_notice, add_user
from web.planning.service import plan_all, replan

TODAY = datetime(2026, 3, 20, tzinfo=UTC).date()
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
    with session_factory(database)() as session:
        fix_day(session, TODAY)
        officer = add_user(session, "wang@centre.cn", name="王建国", role=Role.OFFICER)
        firm = add_user(session)
        case = add_case(session, owner_id=officer.id)
        replan(session, case, "", BEGUN)
        session.commit()
        return {"officer": officer.id, "firm": firm.id, "case": case.id}


@pytest.fixture
def client(app: Flask, ids: dict[str, int]) -> FlaskClient:
    return enter(app, ids["officer"])


@pytest.fixture
def page(ids: dict[str, int]) -> str:
    return f"/cases/{ids['case']}/clock"


def addendum(session: Session, case_id: int, day: datetime) -> None:
    plan = session.scalars(select(CasePlan)).first()
    assert plan
    measure = session.scalars(select(Measure)).one()
    add_notice(
        session,
        f"{SYMBOL}/Add.1",
        type="addendum",
        measure=measure,
        deadline=day.date(),
    )
    plan_all(session, datetime(2026, 3, 19, 1, tzinfo=UTC))
    session.commit()


def test_the_clock_shows_bar_list_and_computation(
    client: FlaskClient, page: str
) -> None:
    text = client.get(page).text
    assert text.count('<svg class="clock-bar') == 2
    assert '<time datetime="2026-04-10"' in text
    assert "通报载明 2026年5月1日 截止；减 21 天。" in text
    assert "还有 21 天" in text
    assert "尚未设定报送对象" in text
    english = client.get(f"{page}?lang=en").text
    assert "The notification states 1 May 2026; less 21 days." in english
    assert "To the national body" in english


def test_the_overview_of_a_case_shows_its_clock(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    assert "clock-steps" in client.get(f"/cases/{ids['case']}").text


def test_a_day_that_moved_earlier_is_told_in_red(
    client: FlaskClient, database: Engine, ids: dict[str, int], page: str
) -> None:
    with session_factory(database)() as session:
        addendum(session, ids["case"], datetime(2026, 4, 20, tzinfo=UTC))
    text = client.get(page).text
    assert "评议截止日由 2026年5月1日 提前到 2026年4月20日" in text
    assert "评议截止日提前" in text


def test_a_firm_has_no_clock_to_see(app: Flask, ids: dict[str, int], page: str) -> None:
    firm = enter(app, ids["firm"])
    for path in (page, "/recipients", "/workdays", f"{page}.ics"):
        assert firm.get(path).status_code == 403, path
    assert firm.get("/cases/999/clock").status_code == 403


def test_a_case_that_is_not_there_is_missing(client: FlaskClient) -> None:
    assert client.get("/cases/999/clock").status_code == 404


def test_asking_for_more_time_is_offered_and_noted(
    client: FlaskClient, database: Engine, page: str
) -> None:
    text = client.get(page).text
    assert "请求信初稿" in text
    assert "Request for an extension" in text
    path = page.replace("clock", "extension")
    asked = {"flag": "extension_requested", "note": "3月20日发函"}
    assert client.post(path, data=asked).status_code == 303
    assert client.post(path, data=asked).status_code == 422
    assert client.post(path, data={"flag": "late"}).status_code == 422
    assert client.post(path, data={"flag": "extension_granted"}).status_code == 303
    with session_factory(database)() as session:
        flags = session.scalars(select(CaseFlag).order_by(CaseFlag.id)).all()
        told = [(one.flag, one.note, one.ended_at is None) for one in flags]
    assert told == [
        ("extension_requested", "3月20日发函", False),
        ("extension_granted", "", True),
    ]


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
    assert "刚被 王建国 修改" in first.text
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


def test_the_calendar_file_holds_the_days(
    app: Flask, client: FlaskClient, page: str, ids: dict[str, int]
) -> None:
    one = client.get(f"{page}.ics")
    assert one.content_type.startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260410" in one.text
    assert one.text.count("BEGIN:VEVENT") == 6
    text = client.get(page).text
    address = text.split("/feeds/")[1].split('"')[0]
    assert LAST.strftime("%Y%m%d") in app.test_client().get(f"/feeds/{address}").text
    assert app.test_client().get("/feeds/nothing/cases.ics").status_code == 404


def test_reminders_are_turned_off_and_on(
    client: FlaskClient, ids: dict[str, int], page: str
) -> None:
    form = {"do": "off", "case": str(ids["case"])}
    assert client.post("/cases/reminders", data=form).status_code == 303
    assert "邮件提醒已关闭" in client.get(page).text
    client.post("/cases/reminders", data={**form, "do": "on"})
    assert "每天最多一封" in client.get(page).text
