"""Measures that were not notified: what is listed, what forbids it, what is decided."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.counterpart import Counterpart
from models.database import session_factory
from models.notice import Notice
from models.source import Run
from models.user import AuditEntry
from tests.web.centre import csrf_of, enter, make_app
from tests.web.numbered import check, hold
from tests.web.unnotified import ALONE, TITLE, open_store
from web.radar.deciding import reason_and_note

GROUND = "2026年11月28日经国家咨询点发函"


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    """A notified and an un-notified draft in a store that is whole."""
    return open_store(database)


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


@pytest.fixture
def officer(app: Flask, people: dict[str, int]) -> FlaskClient:
    return enter(app, people["officer"])


def absent(database: Engine) -> int:
    """The id of the search that found nothing."""
    with session_factory(database)() as session:
        query = select(Counterpart.id).where(Counterpart.state == "absent")
        return session.scalars(query).one()


def send(client: FlaskClient, number: int, **form: str) -> tuple[int, str]:
    mark = csrf_of(client.get("/subscriptions/new").text)
    answer = client.post(f"/radar/{number}", data={"csrf_token": mark, **form})
    page = (
        client.get(answer.location).text if answer.status_code == 303 else answer.text
    )
    return answer.status_code, page


def test_exactly_the_measure_without_a_notification_is_listed(
    officer: FlaskClient,
) -> None:
    page = officer.get("/radar").text
    assert ALONE in page
    assert TITLE not in page
    assert "没有标题、文号、日期或产品相近的" in page
    found = officer.get("/radar?state=found&lang=en").text
    assert re.search(r"Notified as <a [^>]*>G/TBT/N/USA/2</a>\.", found)
    assert ALONE not in found


def test_each_page_of_a_measure_says_how_the_search_stands(
    officer: FlaskClient,
) -> None:
    assert "未见通报" in officer.get("/n/2026-20002", follow_redirects=True).text
    notified = officer.get("/n/2026-20001?lang=en", follow_redirects=True).text
    assert "WTO notification" in notified
    assert "G/TBT/N/USA/2" in notified


def close_source(session: Session) -> None:
    """The last crawl failed: nobody knows what was notified since."""
    for run in session.scalars(select(Run)):
        run.state = "failed"


def open_hole(session: Session) -> None:
    """A number of the Member is missing: it may be the notification."""
    hold(session, "G/TBT/N/USA/9")
    check(session)


def speak_german(session: Session) -> None:
    """The measure is in a language that no notification is in."""
    for one in session.scalars(select(Counterpart)):
        one.notice.language = "de"


def forget_the_rest(session: Session) -> None:
    """No notification of the Member is held: there was nothing to compare with."""
    for one in session.scalars(select(Notice).where(Notice.kind == "notification")):
        for copy in one.members:
            copy.member_code, copy.symbol = "CAN", "G/TBT/N/CAN/1"
        one.symbol = one.source_key = f"G/TBT/N/CAN/{one.id}"
    check(session)


DOUBTS = {
    forget_the_rest: "no notification of this Member is held",
    close_source: "it is not certain that all WTO notifications have been read",
    open_hole: "numbers of this Member's notifications are missing",
    speak_german: "in none of the WTO's languages",
}


@pytest.mark.parametrize("spoil", DOUBTS, ids=lambda spoil: spoil.__name__)
def test_what_we_do_not_know_forbids_to_say_absent(
    spoil: Any, officer: FlaskClient, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        spoil(session)
    assert ALONE not in officer.get("/radar?lang=en").text
    page = officer.get("/radar?state=uncertain&lang=en").text
    assert ALONE in page
    assert DOUBTS[spoil] in page


def test_an_officer_asks_and_may_take_it_back(
    officer: FlaskClient, database: Engine
) -> None:
    number = absent(database)
    status, page = send(officer, number, do="ask", note=GROUND)
    assert (status, "已记为已询问：2026-20002。" in page) == (303, True)
    assert GROUND in officer.get("/radar?state=asked").text
    assert send(officer, number, do="undo")[0] == 303
    assert absent(database) == number
    with session_factory(database)() as session:
        done = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert done[-2:] == ["radar.asked", "radar.reopened"]


def test_to_leave_a_measure_takes_a_reason_and_a_ground(
    officer: FlaskClient, database: Engine
) -> None:
    number = absent(database)
    status, page = send(officer, number, do="dismiss", note=GROUND)
    assert status == 422
    assert "请从列表中选择不需询问的理由。" in page
    assert GROUND in page
    assert send(officer, number, do="dismiss", reason="effect", note="x")[0] == 422
    assert send(officer, number, do="dismiss", reason="effect", note=GROUND)[0] == 303
    with session_factory(database)() as session:
        one = session.get_one(Counterpart, number)
        assert reason_and_note(one) == ("effect", GROUND)
        assert one.decided_by == "officer@example.org"
    assert "对其他成员的贸易无重大影响" in officer.get("/radar?state=dismissed").text


@pytest.mark.parametrize("form", [{"do": "undo"}, {"do": "nothing"}, {}])
def test_a_decision_that_makes_no_sense_is_refused(
    form: dict[str, str], officer: FlaskClient, database: Engine
) -> None:
    number = absent(database)
    assert send(officer, number, note=GROUND, **form)[0] == 422
    assert absent(database) == number
    assert send(officer, 999, do="ask", note=GROUND)[0] == 404


def test_only_the_centre_sees_the_page(app: Flask, people: dict[str, int]) -> None:
    assert app.test_client().get("/radar").status_code in {302, 303}
    assert enter(app, people["enterprise"]).get("/radar").status_code == 403


def test_the_menu_leads_there_only_when_there_is_something(
    officer: FlaskClient, database: Engine
) -> None:
    assert 'href="/radar"' in officer.get("/").text
    with session_factory(database).begin() as session:
        for one in session.scalars(select(Counterpart)):
            session.delete(one)
    assert 'href="/radar"' not in officer.get("/").text
    assert "没有这一类措施" in officer.get("/radar").text
