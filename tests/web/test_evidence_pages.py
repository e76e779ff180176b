"""The page of evidence: everything on it done, and everything refused on it said."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.case import Case
from models.consultation import AskedKind
from models.database import open_database, session_factory
from models.user import Role
from models.voice import Voice
from tests.web.asking import add_body, add_case, add_round, ask, reply
from tests.web.centre import enter, make_app
from tests.web.evident import FACT, PUBLIC, answered
from tests.web.small_world import NOW, TODAY, add_user
from web.evidence import service


@pytest.fixture
def client(folder: Path) -> tuple[FlaskClient, Callable[[], Session]]:
    """An officer before a case with three answers, on SQLite."""
    engine: Engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    sessions = session_factory(engine)
    with sessions.begin() as session:
        clock.fix_day(session, TODAY)
        case = add_case(session)
        answered(session, case, "甲公司", "乙公司", "丙公司", affected="yes")
        one = add_round(session, case)
        reply(session, ask(session, one, "赵教授", AskedKind.EXPERT), opinion="过严")
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
    url = engine.url.render_as_string(hide_password=False)
    app = make_app(url, folder, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    return enter(app, officer), sessions


PLACE = "/cases/1/evidence"


def test_the_page_of_evidence_does_all_of_it(
    client: tuple[FlaskClient, Callable[[], Session]],
) -> None:
    browser, sessions = client
    page = browser.get(PLACE).text
    assert "2 条意见还没有证据" in page
    assert "赵教授" in page
    form = {**vars(FACT), **PUBLIC, "public": "1", "invented": "1", "item": ["1", "2"]}
    form["file"] = (BytesIO(b"%PDF-1.7 x"), "报价.pdf")
    assert browser.post(PLACE, data=form).status_code == 303
    page = browser.get(PLACE).text
    assert "每条意见都有证据" in page
    assert "虚构" in page
    assert browser.get(f"{PLACE}/1/file").data == b"%PDF-1.7 x"
    newer = {"file": (BytesIO(b"%PDF-1.7 y"), "新报价.pdf"), "edition": "1"}
    assert browser.post(f"{PLACE}/1/file", data=newer).status_code == 303
    assert browser.get(f"{PLACE}/1/file").data == b"%PDF-1.7 y"
    (old,) = re.findall(rf"{PLACE}/1/files/\w+", browser.get(PLACE).text)
    assert browser.get(old).data == b"%PDF-1.7 x"
    assert browser.get(f"{PLACE}/1/files/{'0' * 64}").status_code == 404
    assert browser.post(f"{PLACE}/1/file").status_code == 422
    assert browser.post(f"{PLACE}/made/counts").status_code == 303
    assert browser.post(f"{PLACE}/answers", data={"answer": "1"}).status_code == 303
    assert browser.post(f"{PLACE}/1/items", data={}).status_code == 303
    assert browser.post(f"{PLACE}/1/removal").status_code == 303
    assert "已移出" in browser.get(PLACE).text
    back = browser.post(f"{PLACE}/1/removal", data={"do": "restore"})
    assert back.status_code == 303
    standards = "/cases/1/standards"
    assert browser.post(standards, data={"subject": "铅"}).status_code == 303
    assert browser.post(f"{standards}/1", data={"do": "prove"}).status_code == 303
    gone = browser.post(f"{standards}/1", data={"do": "remove"})
    assert gone.status_code == 303
    with sessions() as session:
        rows = service.evidence_of(session, 1)
        assert [row.internal for row in rows] == [False, False, True, True]


@pytest.mark.parametrize(
    ("way", "words", "sentence"),
    [
        ("", {"kind": "cost", "text_zh": "", "who": "某某"}, "用中文写明"),
        ("/made/exports", {}, "出口数据表"),
        ("/answers", {"answer": "99"}, "没有这份答复"),
        ("/99", dict(vars(FACT)), "没有这条证据"),
        ("/99/removal", {}, "没有这条证据"),
    ],
)
def test_what_is_refused_is_said_on_the_page(
    client: tuple[FlaskClient, Callable[[], Session]],
    way: str,
    words: dict[str, str],
    sentence: str,
) -> None:
    answer = client[0].post(f"{PLACE}{way}", data=words)
    assert answer.status_code == 422
    assert sentence in answer.text
    if words.get("who"):
        assert 'value="某某"' in answer.text


def test_the_page_of_voices_tells_no_number_of_its_own_beside_a_case(
    client: tuple[FlaskClient, Callable[[], Session]],
) -> None:
    browser, sessions = client
    with sessions() as session:
        case = session.scalars(select(Case)).one()
        for name in ("戊公司", "己公司", "庚公司"):
            body = add_body(session, name)
            user = add_user(session, f"{name}@x.example", organisation_id=body.id)
            voice = Voice(notice_id=case.notice_id, user_id=user.id)
            voice.organisation_id, voice.affected = body.id, "yes"
            voice.product, voice.contact = "电池", "李工"
            voice.created_at = voice.changed_at = NOW
            session.add(voice)
        session.commit()
        number = case.notice_id
    page = browser.get(f"/notices/{number}/voices").text
    assert 'href="/cases/1/evidence"' in page
    assert "3家湖北企业答复" not in page


def test_an_unknown_way_and_case_lead_nowhere(
    client: tuple[FlaskClient, Callable[[], Session]],
) -> None:
    assert client[0].post(f"{PLACE}/made/up").status_code == 404
    assert client[0].get("/cases/99/evidence").status_code == 404
    assert client[0].get(f"{PLACE}/99/file").status_code == 404
