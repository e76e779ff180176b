"""The page of sources says how each is heard, and lets an administrator choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crawler.sources import all_cards
from models import clock
from models.clock import fix_day
from models.database import session_factory
from models.notice import Document
from models.source import RunState, Source, SourceAlarm
from models.user import AuditEntry
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.stations import (
    DAY,
    EPING,
    HOUR,
    NOW,
    TODAY,
    add_documents,
    add_run,
    add_source,
    days_back,
    stations_of,
)
from web.config import load_settings
from web.refused import RefusedError
from web.sources import held, labels
from web.sources.held import Hold, Why

DROPPED = [
    {"key": "services", "zh": "服务和项目", "en": "Services", "count": 7},
    {"key": "meetings", "zh": "会议和听证", "en": "Meetings", "count": 2},
]


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the machine stands at the instant of these tests."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    """One way that failed and one that worked, and sources that are not called."""
    with session_factory(database).begin() as session:
        add_source(session, licence="Open Licence 3")
        add_source(session, "unproven", enabled=False, proven=False, baseline_at=None)
        add_source(session, "by_hand", enabled=False)
        add_source(session, "us_regulations_gov", baseline_at=None)
        add_source(session, "uncalled", baseline_at=None)
        [first, *_] = add_documents(session, days_back(*range(1, 31)), delay=1)
        for number, state in enumerate(("fetched", "elsewhere", "refused", "waiting")):
            url = f"https://docs.wto.org/{number}"
            row = Document(notice_id=first.id, url=url, role="draft", state=state)
            session.add(row)
        add_run(session, RunState.FAILED, ago=2 * HOUR)
        add_run(
            session,
            RunState.OK,
            ago=HOUR,
            way="website",
            instead_of="api",
            rows=16,
            documents=12,
            dropped_by=DROPPED,
            problems=[(f"page 1, row {n}", f"Bad row {n}.") for n in range(7)],
        )
        fix_day(session, TODAY)
        return {name: one.id for name, one in add_people(session).items()}


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


def switch(app: Flask, user_id: int, slug: str, on: str) -> tuple[int, str]:
    """Press the switch as a person; the status, and the page that follows."""
    client = enter(app, user_id)
    form = {"csrf_token": csrf_of(client.get("/sources").text), "on": on}
    answer = client.post(f"/sources/{slug}/switch", data=form)
    return answer.status_code, client.get("/sources").text


def enabled(database: Engine, slug: str) -> bool:
    with session_factory(database)() as session:
        return session.get_one(Source, slug).enabled


def switches(database: Engine) -> list[tuple[str, str, str]]:
    with session_factory(database)() as session:
        found = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.actor, one.action, one.subject_id) for one in found]


def test_a_source_is_told_in_words(app: Flask) -> None:
    page = app.test_client().get("/sources").text
    for words in (
        "接口失败，改由网站采集",
        "密钥无效，请更换。",
        "今日新增 1 件",
        "60 天内 30 天有新内容，每天 1 至 1 件（中位 1 件），间隔不超过 3 天",
        "已 1 天没有新内容",
        "中位 1 天，九成不超过 1 天（近 30 天 30 件）",
        "服务和项目",
        "7 条",
        "Bad row 4.",
        "另有 2 条",
        "只在发布者网站，未下载 1",
        "未接受（过大、空白或类型不符） 1",
        "Open Licence 3",
        "已与发布者说明或样本核对",
    ):
        assert words in page, words


def test_it_is_told_in_english(app: Flask) -> None:
    page = app.test_client().get("/sources?lang=en").text
    for words in (
        "API failed; read by Website instead",
        "The key is refused.",
        "1 new today",
        "Services",
        "Median 1 day, nine in ten at most 1 day",
        "nothing new for 1 day",
        "CHUTONG_REGULATIONS_KEY is not set",
    ):
        assert words in page, words


def test_what_is_not_called_says_why_and_what_to_do(app: Flask) -> None:
    page = app.test_client().get("/sources").text
    assert "尚未与真实返回核对，因此默认停用。管理员可在本页启用" in page
    assert "管理员已停用。已入库的内容仍可查阅" in page
    assert "没有设置 CHUTONG_REGULATIONS_KEY，暂不采集" in page
    assert "尚未采集" in page


def test_no_news_is_told_only_with_proof(
    app: Flask, database: Engine, people: dict[str, int]
) -> None:
    """Nobody knows what an uncalled source has: that is no zero."""
    page = app.test_client().get("/sources").text
    table = page[page.index("<tbody") : page.index("</tbody>")]
    assert table.count("不详") == 4
    with session_factory(database).begin() as session:
        add_run(session, RunState.OK_ZERO, slug="uncalled")
    page = app.test_client().get("/sources").text
    table = page[page.index("<tbody") : page.index("</tbody>")]
    assert table.count("不详") == 3
    assert "来源确认无新通报（2026-11-30 11:01）" in page


def test_trouble_is_open_and_the_rest_is_folded(app: Flask, database: Engine) -> None:
    with session_factory(database).begin() as session:
        add_run(session, RunState.FAILED, slug="uncalled")
    page = app.test_client().get("/sources").text
    assert 'id="s-uncalled" open>' in page
    assert f'id="s-{EPING}">' in page
    assert page.index('href="#s-uncalled"') < page.index(f'href="#s-{EPING}"')


def test_an_administrator_turns_a_source_on_and_off(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    status, page = switch(app, people["admin"], "unproven", "1")
    assert (status, enabled(database, "unproven")) == (303, True)
    assert "已启用来源unproven，随下一次定时采集访问。" in page
    assert switch(app, people["admin"], "unproven", "1")[0] == 303
    status, page = switch(app, people["admin"], "unproven", "0")
    assert not enabled(database, "unproven")
    assert "已停用来源unproven，已入库的内容不受影响。" in page
    assert "管理员已停用" in page
    actor = "admin@example.org"
    assert switches(database) == [
        (actor, "source.on", "unproven"),
        (actor, "source.off", "unproven"),
    ]


def test_an_unknown_source_is_refused_in_a_sentence(
    app: Flask, people: dict[str, int], session: Session
) -> None:
    assert switch(app, people["admin"], "nothing", "1")[0] == 422
    with pytest.raises(RefusedError, match="没有名为"):
        held.switch(session, "nothing", on=True, actor="admin")


def test_nobody_else_may_switch(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    address = f"/sources/{EPING}/switch"
    assert (
        enter(app, people["admin"]).post(address, data={"on": "0"}).status_code == 400
    )
    app.config["WTF_CSRF_ENABLED"] = False
    assert enter(app, people["officer"]).post(address).status_code == 403
    assert app.test_client().post(address).status_code == 302
    assert enabled(database, EPING)
    assert "/switch" not in enter(app, people["officer"]).get("/sources").text


def test_only_an_administrator_sees_who_and_the_alarm(
    app: Flask, people: dict[str, int], database: Engine
) -> None:
    switch(app, people["admin"], "by_hand", "1")
    switch(app, people["admin"], "by_hand", "0")
    with session_factory(database).begin() as session:
        session.add(
            SourceAlarm(
                source_slug=EPING, kind="quiet", raised_at=NOW - DAY, told_at=NOW
            )
        )
    told = ("admin@example.org", "2026-11-30 12:00 已通知管理员")
    own = enter(app, people["admin"]).get("/sources").text
    assert all(words in own for words in told)
    other = app.test_client().get("/sources").text
    assert not any(words in other for words in told)


def test_hostile_words_of_a_publisher_stay_words(app: Flask, database: Engine) -> None:
    bad = "<img src=x onerror=alert(1)>"
    with session_factory(database).begin() as session:
        add_source(session, "hostile", title=bad, title_zh=bad, licence=bad)
        run = add_run(session, slug="hostile", problems=[(bad, bad)])
        run.counts = {"rows": bad, "dropped_by": [{"zh": bad, "en": bad, "count": 1}]}
    assert bad not in app.test_client().get("/sources").text


def test_the_terms_of_every_source_are_told_in_chinese() -> None:
    told = {card.licence for card in all_cards().values()}
    assert told <= set(labels.LICENCES)


def test_why_a_source_is_not_called(session: Session) -> None:
    add_source(session)
    add_source(session, "us_regulations_gov")
    named = load_settings(sources=f"{EPING} , other", regulations_key="key")
    found = stations_of(session, settings=named)
    assert found[EPING].hold is None
    assert found["us_regulations_gov"].hold == Hold(Why.NOT_NAMED, "CHUTONG_SOURCES")
    with_key = stations_of(session, settings=load_settings(regulations_key="key"))
    assert with_key["us_regulations_gov"].hold is None
