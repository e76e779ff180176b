"""Officers correct titles and summaries: shown at once, marked stale, taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.database import session_factory
from models.notice import Notice, Rendering
from models.user import AuditEntry
from nlp.summaries.work import summarise
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.small_world import NOW, TODAY, add_event, add_notice
from web.alerts.reasons import brief
from web.cases.gathering import facts_of
from web.editing.service import Draft, find_notice, read_texts, save
from web.editing.texts import LONGEST, Key, Standing, tidy
from web.judgements.service import Actor
from web.refused import RefusedError

LI, WANG = Actor("李工", "li@centre.cn"), Actor("王工", "wang@centre.cn")
TITLE: Key = ("zh", "title")
SUMMARY: Key = ("zh", "summary")
MADE = {TITLE: "美国拟规定电池的技术要求", SUMMARY: "美国通报草案。\n未匹配到行业。"}


def add_made(session: Session) -> Notice:
    """A notice that a machine has named and summed up."""
    notice = add_notice(session, "G/TBT/N/USA/1", language="en")
    for (language, field), text in MADE.items():
        notice.renderings.append(
            Rendering(
                version_number=1,
                language=language,
                field=field,
                origin="rule",
                text=text,
                created_at=NOW,
            )
        )
    session.flush()
    return notice


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


@pytest.fixture
def notice(session: Session) -> Notice:
    return add_made(session)


def look(notice: Notice, key: Key = TITLE) -> Standing:
    """A text as an officer sees it."""
    return read_texts(notice)[key]


def write(
    session: Session, notice: Notice, text: str, actor: Actor = LI, **given: Any
) -> int:
    """Save a Chinese title over the one that is shown, or over the one told."""
    seen = given.pop("seen", look(notice).mark)
    version = given.pop("version", notice.version_number)
    drafts = {TITLE: Draft(text, seen, **given)}
    return save(session, notice, drafts, version=version, actor=actor, now=NOW)


def new_version(session: Session, notice: Notice) -> None:
    """The publisher changes the text."""
    notice.version_number += 1
    session.flush()


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
        snapshot = brief(session, event.id, TODAY).snapshot
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


def test_what_an_officer_leaves_alone_is_not_theirs(
    session: Session, notice: Notice
) -> None:
    assert write(session, notice, MADE[TITLE]) == 0
    assert write(session, notice, "") == 0
    assert not look(notice).is_edited
    assert session.scalars(select(AuditEntry)).all() == []


def test_an_edit_is_taken_back(session: Session, notice: Notice) -> None:
    for given in ({"text": ""}, {"text": MADE[TITLE]}, {"text": "新", "back": True}):
        assert write(session, notice, "新") == 1
        new_version(session, notice)
        assert write(session, notice, "更新") == 1
        assert look(notice).text == "更新"
        assert write(session, notice, **given) == 1
        assert look(notice).text == MADE[TITLE]
        assert not look(notice).is_edited
    actions = list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert actions == ["text.edited", "text.edited", "text.taken_back"] * 3


def test_a_text_of_the_program_stands_again(session: Session, notice: Notice) -> None:
    shipped = notice.renderings[0]
    shipped.origin, shipped.text = "editor", "随程序的标题"
    for number in (1, 2):
        assert not look(notice).is_edited
        write(session, notice, f"李的标题{number}")
        write(session, notice, f"王的标题{number}", WANG)
        assert look(notice).plain == "随程序的标题"
        write(session, notice, "", WANG)
        assert look(notice).text == "随程序的标题"


def test_an_edit_outlives_a_new_summary(session: Session, notice: Notice) -> None:
    write(session, notice, "人写的标题")
    new_version(session, notice)
    summarise(session, [notice.id])
    session.expire(notice, ["renderings"])
    assert look(notice).text == "人写的标题"
    assert look(notice).is_stale
    assert look(notice, SUMMARY).edit is None


def test_a_colleague_is_told(session: Session, notice: Notice) -> None:
    seen = look(notice).mark
    write(session, notice, "李的标题")
    with pytest.raises(RefusedError, match="李工刚刚改动了同一段文字"):
        write(session, notice, "王的标题", WANG, seen=seen)
    assert write(session, notice, MADE[TITLE], WANG, seen=seen) == 0
    assert look(notice).text == "李的标题"
    assert write(session, notice, "王的标题", WANG) == 1
    assert look(notice).edit
    assert look(notice).text == "王的标题"


def test_a_machine_text_that_changed_is_told(session: Session, notice: Notice) -> None:
    seen = look(notice).mark
    notice.renderings[0].text = "另一机器标题"
    with pytest.raises(RefusedError, match="这段文字刚刚更新"):
        write(session, notice, "李的标题", seen=seen)


def test_an_original_that_changed_is_told(session: Session, notice: Notice) -> None:
    new_version(session, notice)
    with pytest.raises(RefusedError, match="原文已更新为第 2 版"):
        write(session, notice, "李的标题", version=1)


def test_who_saves_at_the_same_moment_is_told(session: Session, notice: Notice) -> None:
    for number in (1, 2):
        write(session, notice, f"李的标题{number}")
        stale = find_notice(session, notice.id)
        assert stale
        row = next(one for one in stale.renderings if one.author)
        other = update(Rendering).where(Rendering.id == row.id)
        session.connection().execute(other.values(text="王的标题"))
        with pytest.raises(RefusedError, match="这段文字刚刚更新"):
            write(session, stale, "李的又一标题")
        assert find_notice(session, notice.id)
        assert look(notice).text == "王的标题"


def test_an_english_title_replaces_the_publishers(
    session: Session, notice: Notice
) -> None:
    key: Key = ("en", "title")
    before = look(notice, key)
    assert (before.origin, before.text) == ("publisher", notice.title)
    drafts = {key: Draft("Batteries", before.mark)}
    save(session, notice, drafts, version=1, actor=LI, now=NOW + timedelta(days=1))
    assert look(notice, key).text == "Batteries"
    assert facts_of(session, notice).title_en == notice.title


@pytest.mark.parametrize(
    ("field", "raw", "text"),
    [
        ("title", "  两行\r\n标题 ", "两行 标题"),
        ("title", "<b>粗</b>体\u202e", "粗体"),
        ("title", "铅 < 0.1 mg/kg", "铅 < 0.1 mg/kg"),
        ("summary", "一。\r\n\r\n\r\n 二。\r\n", "一。\n二。"),
        ("summary", "<script>alert(1)</script>三。", "三。"),
    ],
)
def test_texts_are_plain(field: str, raw: str, text: str) -> None:
    assert tidy(field, raw) == text
