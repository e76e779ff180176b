"""The pages of a case's days, of recipients and of working days."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.case import CaseFlag
from models.case_plan import CasePlan
from models.database import session_factory
from models.measure import Measure
from tests.web.centre import enter, make_app
from tests.web.planned import LAST, SYMBOL, seed_desk
from tests.web.small_world import add_notice
from web.planning.service import plan_all


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
    assert "通报载明2026年5月1日截止；减 21 天。" in text
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
    assert "Request to extend the comment period" in text
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
