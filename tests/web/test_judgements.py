"""Officers confirm, refuse and add sectors on the page, and can undo it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.database import session_factory
from models.notice import Notice
from models.sector import Match
from models.user import AuditEntry
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.small_world import (
    TODAY,
    add_match,
    add_notice,
)

SURE, NEAR = "lithium-batteries", "new-energy"


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    """A notice with a match and a near miss, and one person of each role."""
    with session_factory(database).begin() as session:
        fix_day(session, TODAY)
        notice = add_notice(session, "G/TBT/N/USA/1")
        add_match(session, notice, SURE)
        add_match(session, notice, NEAR, "near")
        found = {name: one.id for name, one in add_people(session).items()}
        return {**found, "notice": notice.id}


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


@pytest.fixture
def officer(app: Flask, people: dict[str, int]) -> FlaskClient:
    return enter(app, people["officer"])


def send(client: FlaskClient, notice: int, **form: str) -> tuple[int, str]:
    """Send the form of a verdict; the page that comes of it."""
    mark = csrf_of(client.get(f"/notices/{notice}").text)
    answer = client.post(
        f"/notices/{notice}/judgements", data={"csrf_token": mark, **form}
    )
    if answer.status_code == 303:
        return 303, client.get(answer.location).text
    return answer.status_code, answer.text


def row_of(session: Session, sector: str) -> Match | None:
    return session.scalar(select(Match).where(Match.sector_id == sector))


def test_a_refused_match_leaves_the_lists_at_once_and_comes_back(
    people: dict[str, int], officer: FlaskClient
) -> None:
    listed = f"/notices?sector={SURE}"
    assert "G/TBT/N/USA/1" in officer.get(listed).text
    status, page = send(officer, people["notice"], sector=SURE, do="refuse")
    assert (status, "officer 甲于2026年3月2日判定：不相关" in page) == (303, True)
    assert 'href="/notices/1"' not in officer.get(listed).text
    status, page = send(officer, people["notice"], sector=SURE, do="undo")
    assert "判定：不相关" not in page
    assert "G/TBT/N/USA/1" in officer.get(listed).text


def test_a_sector_that_was_missed_is_added_with_a_reason(
    people: dict[str, int], officer: FlaskClient, database: Engine
) -> None:
    form = {"sector": "tea", "do": "confirm", "reason": "firms", "note": "两家企业"}
    status, page = send(officer, people["notice"], **form)
    assert status == 303
    assert "判定：相关。理由：有企业反映受影响；两家企业" in page
    assert 'href="/notices/1"' in officer.get("/notices?sector=tea").text
    assert 'href="/notices/1"' in officer.get("/notices?q=茶叶").text
    with session_factory(database)() as session:
        entry = session.scalars(select(AuditEntry)).one()
        assert (entry.action, entry.details["sector"]) == ("match.confirmed", "tea")
    send(officer, people["notice"], sector="tea", do="undo")
    assert 'href="/notices/1"' not in officer.get("/notices?q=茶叶").text
    with session_factory(database)() as session:
        assert row_of(session, "tea") is None


def test_only_officers_see_why_not_and_may_judge(
    app: Flask, people: dict[str, int], officer: FlaskClient
) -> None:
    address = f"/notices/{people['notice']}"
    assert "为什么没有？" in officer.get(address).text
    for client in (app.test_client(), enter(app, people["enterprise"])):
        page = client.get(address).text
        assert "为什么没有？" not in page
        assert "不相关" not in page
        assert page.count('class="why"') == 1
    firm = enter(app, people["enterprise"])
    mark = csrf_of(firm.get("/subscriptions/new").text)
    form = {"csrf_token": mark, "sector": SURE, "do": "refuse"}
    assert firm.post(f"{address}/judgements", data=form).status_code == 403
    assert officer.post(f"{address}/judgements", data={"do": "refuse"}).status_code in {
        302,
        400,
    }


def test_a_firm_sees_that_a_match_was_confirmed_and_not_by_whom(
    app: Flask, people: dict[str, int], officer: FlaskClient
) -> None:
    send(officer, people["notice"], sector=SURE, do="confirm")
    page = app.test_client().get(f"/notices/{people['notice']}").text
    assert "2026年3月2日经咨询中心人工确认" in page
    assert "officer 甲" not in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"sector": "", "do": "confirm"}, "请从列表中选择行业。"),
        ({"sector": SURE, "do": ""}, "请选择“相关”或“不相关”。"),
        (
            {"sector": SURE, "do": "confirm", "reason": "goods"},
            "所选理由与判定不符，请重新选择理由。",
        ),
        (
            {"sector": SURE, "do": "refuse", "reason": "other_no"},
            "选择“其他”时，请用一句话说明理由。",
        ),
        (
            {"sector": NEAR, "do": "undo"},
            "这个行业没有可撤销的判定，请刷新页面后再试。",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_the_words_are_kept(
    form: dict[str, str], sentence: str, people: dict[str, int], officer: FlaskClient
) -> None:
    form = {"note": "我写的话", **form} if form.get("reason") != "other_no" else form
    status, page = send(officer, people["notice"], **form)
    assert status == 422
    assert sentence in page
    assert form.get("note", "") in page


def test_the_page_says_that_a_verdict_is_of_an_earlier_version(
    people: dict[str, int], officer: FlaskClient, database: Engine
) -> None:
    send(officer, people["notice"], sector=SURE, do="confirm")
    with session_factory(database).begin() as session:
        session.get_one(Notice, people["notice"]).version_number = 2
    page = officer.get(f"/notices/{people['notice']}").text
    assert "依据第 1 版作出，现为第 2 版" in page
