"""Officers confirm, refuse and add sectors: it counts at once and can be undone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.clock import fix_day
from models.database import session_factory
from models.judgement import Judgement, Verdict
from models.measure import Measure
from models.notice import Notice
from models.sector import Certainty, Match
from models.user import AuditEntry
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.judgements import service
from web.judgements.service import Actor, Opinion
from web.refused import RefusedError

LI = Actor("李工", "li@centre.cn")
SURE, NEAR, REFUSED = "lithium-batteries", "new-energy", "next-gen-it"


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


def judge(session: Session, notice: Notice, sector: str, verdict: str) -> None:
    service.judge(session, notice, Opinion(sector, verdict), LI, NOW)


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


def test_a_verdict_replaces_the_one_before(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SURE, "likely")
    judge(session, notice, SURE, Verdict.CONFIRMED)
    judge(session, notice, SURE, Verdict.REFUSED)
    row, one = row_of(session, SURE), session.scalars(select(Judgement)).one()
    assert row is not None
    assert (row.certainty, row.machine, one.machine) == (
        Certainty.REFUSED,
        "likely",
        "likely",
    )
    assert [reason["kind"] for reason in row.reasons] == ["hs6", "domain"]
    service.take_back(session, notice, SURE, LI)
    assert (row.certainty, row.machine, row.score) == ("likely", "", 0.9)


def test_a_sector_that_is_not_there_is_refused(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    with pytest.raises(RefusedError, match="请从列表中选择行业"):
        judge(session, notice, "nothing", Verdict.CONFIRMED)


def alerted(session: Session, **more: Any) -> list[str]:
    """The sectors that new alerts give as their reason."""
    make_alerts(session, now=NOW, today=TODAY)
    reasons = session.scalars(select(Alert.reason)).all()
    return [one["id"] for reason in reasons for one in reason["sectors"]]


def test_a_refused_match_alerts_nobody(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, SURE)
    add_event(session, notice)
    subscribe(session, add_user(session), sectors=[SURE])
    judge(session, notice, SURE, Verdict.REFUSED)
    assert alerted(session) == []


def test_a_follow_up_does_not_get_from_its_family_what_was_refused(
    session: Session,
) -> None:
    base = add_notice(session, "G/TBT/N/USA/1", distributed=TODAY - timedelta(days=9))
    add_match(session, base, SURE)
    add_match(session, base, REFUSED)
    late = add_notice(
        session,
        "G/TBT/N/USA/1/Add.1",
        type="addendum",
        measure=session.get_one(Measure, base.measure_id),
    )
    add_event(session, late)
    subscribe(session, add_user(session), sectors=[SURE, REFUSED])
    judge(session, late, REFUSED, Verdict.REFUSED)
    assert alerted(session) == [SURE]


def test_a_confirmed_near_miss_alerts_even_some_days_later(session: Session) -> None:
    old = NOW - timedelta(days=9)
    notice = add_notice(session, "G/TBT/N/USA/1")
    add_match(session, notice, NEAR, "near")
    add_event(session, notice, created_at=old)
    subscribe(session, add_user(session), sectors=[NEAR])
    later = add_notice(session, "G/TBT/N/USA/2")
    add_event(session, later)
    assert alerted(session) == []
    judge(session, notice, NEAR, Verdict.CONFIRMED)
    assert alerted(session) == [NEAR]
    reason = session.scalars(select(Alert.reason)).one()["sectors"][0]
    assert reason["certainty"] == "sure"
    assert reason["why_zh"][0] == "咨询中心已人工确认涉及本行业"
