"""Officers correct titles and summaries: shown at once, marked stale, taken back."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.clock import fix_day
from models.database import session_factory
from models.notice import Notice
from models.user import AuditEntry
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.edited import (
    MADE,
    TITLE,
    add_made,
    new_version,
)
from tests.web.small_world import TODAY, add_event
from web.alerts.reasons import brief
from web.cases.gathering import facts_of
from web.editing.texts import LONGEST


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    """The notice, and one person of each role."""
    with session_factory(database).begin() as session:
        fix_day(session, TODAY)
        notice = add_made(session)
        found = {name: one.id for name, one in add_people(session).items()}
        return {**found, "notice": notice.id}


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


def send(client: FlaskClient, notice_id: int, **changed: str) -> tuple[int, str]:
    """Fill the form as it is served, but for what is changed; what comes of it."""
    page = client.get(f"/notices/{notice_id}/text").text
    form = {"csrf_token": csrf_of(page)} | read_form(page) | changed
    answer = client.post(f"/notices/{notice_id}/text", data=form)
    if answer.status_code == 303:
        return 303, client.get(answer.location).text
    return answer.status_code, answer.text


def read_form(page: str) -> dict[str, str]:
    """What a browser would send of the texts without a change."""
    hidden = re.findall(r'type="hidden" name="(\w+_seen|version)" value="(\w+)"', page)
    areas = re.findall(
        r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.S
    )
    return {name: unescape(value) for name, value in [*hidden, *areas]}


def test_an_edited_title_is_shown_everywhere(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    officer, title = enter(app, people["officer"]), "美国锂电池运输安全新规草案"
    status, page = send(officer, people["notice"], zh_title=title)
    assert status == 303
    assert f"<h1>{title}" in page
    assert "人工校订 · officer 甲 · 2026-03-02" in page
    assert "美国通报草案。" in page
    assert title in officer.get("/notices?q=锂电池运输").text
    assert title in officer.get("/").text
    with session_factory(database)() as session:
        notice = session.get_one(Notice, people["notice"])
        assert notice.measure_id
        event = add_event(session, notice, "circulated")
        snapshot = brief(session, [event.id], TODAY)[event.id].snapshot
        assert snapshot["title_zh"] == facts_of(session, notice).title_zh == title
        entry = session.scalars(select(AuditEntry)).one()
        assert entry.action == "text.edited"
        assert entry.details["was"] == MADE[TITLE]
        assert entry.details["now"] == title


def test_the_public_sees_that_a_person_edited_and_not_who(
    app: Flask, people: dict[str, int]
) -> None:
    send(enter(app, people["officer"]), people["notice"], zh_summary="新的摘要。")
    page = app.test_client().get(f"/notices/{people['notice']}").text
    assert "人工校订" in page
    assert "officer 甲" not in page
    assert "校订标题和摘要" not in page


def test_only_the_centre_may_edit(app: Flask, people: dict[str, int]) -> None:
    address = f"/notices/{people['notice']}/text"
    firm = enter(app, people["enterprise"])
    mark = csrf_of(firm.get("/subscriptions/new").text)
    assert firm.get(address).status_code == 403
    form = {"csrf_token": mark, "zh_title": "x"}
    assert firm.post(address, data=form).status_code == 403
    assert app.test_client().get(address).status_code == 302
    officer = enter(app, people["officer"])
    assert officer.post(address, data={"zh_title": "x"}).status_code in {302, 400}
    assert officer.get("/notices/999/text").status_code == 404


def test_two_officers_at_once_lose_nothing(app: Flask, people: dict[str, int]) -> None:
    first, second = enter(app, people["officer"]), enter(app, people["reviewer"])
    address = f"/notices/{people['notice']}/text"
    form = read_form(second.get(address).text)
    send(first, people["notice"], zh_title="甲的标题", zh_summary="甲的摘要。")
    own = {**form, "zh_title": "乙的标题"}
    status, page = send(second, people["notice"], **own)
    assert status == 422
    assert "officer 甲刚刚改动了同一段文字，本次未保存" in page
    kept = read_form(page)
    assert kept["zh_title"] == "乙的标题"
    assert kept["zh_summary"] == "甲的摘要。"
    assert "现行文字：" in page
    assert "甲的标题" in page
    status, page = send(second, people["notice"], **kept)
    assert status == 303
    assert "乙的标题" in page
    assert "甲的摘要。" in page


def test_a_text_too_long_is_handed_back(app: Flask, people: dict[str, int]) -> None:
    officer = enter(app, people["officer"])
    long = "长" * (LONGEST["title"] + 1)
    status, page = send(officer, people["notice"], zh_title=long)
    assert status == 422
    assert "标题请不超过 300 字。" in page
    assert read_form(page)["zh_title"] == long
    assert MADE[TITLE] in officer.get(f"/notices/{people['notice']}").text


def test_a_new_version_asks_for_a_check(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    officer, address = enter(app, people["officer"]), f"/notices/{people['notice']}"
    send(officer, people["notice"], zh_title="电池新规")
    assert "原文已更新，请复核" not in officer.get(address).text
    with session_factory(database).begin() as session:
        new_version(session, session.get_one(Notice, people["notice"]))
    assert "原文已更新，请复核" in officer.get(address).text
    assert "原文已更新" not in app.test_client().get(address).text
    assert "依据第 1 版写成，原文现为第 2 版" in officer.get(f"{address}/text").text
    status, page = send(officer, people["notice"], zh_title_keep="on")
    assert (status, "原文已更新" in page) == (303, False)
    assert "<h1>电池新规" in page
