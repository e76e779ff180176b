"""Departments, experts and officers before a round of questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.case import Case
from models.consultation import AskedKind, Expert
from models.database import open_database
from models.user import Role
from tests.web.asked_world import World, letters
from tests.web.asking import CLOSES, add_body
from tests.web.centre import enter
from tests.web.small_world import NOW, add_user


@pytest.fixture
def world(database: Engine, tmp_path: Path) -> World:
    return World(database, tmp_path)


@pytest.fixture
def here(folder: Path) -> Iterator[World]:
    """The same on SQLite alone, for what no database can change."""
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    yield World(engine, folder)
    engine.dispose()


def test_a_department_signs_back_with_one_click(world: World) -> None:
    with world.sessions.begin() as session:
        body = add_body(session, "某厅", "department").id
        user = add_user(
            session, "z@ting.example", role=Role.DEPARTMENT, organisation_id=body
        ).id
    columns = {"organisation_id": body}
    asked_id = world.ask("某厅", AskedKind.DEPARTMENT, **columns)
    client = enter(world.app, user)
    page = client.get("/circulation").text
    assert "G/TBT/N/USA/77" in page
    assert "未答复" in page
    client.post(f"/circulation/{asked_id}/receipt")
    assert world.asked(asked_id).opened_at is not None
    assert "已签收" in client.get("/circulation").text
    assert client.post(f"/circulation/{asked_id}/none").status_code == 303
    kept = world.answer(asked_id)
    assert kept is not None
    assert kept.no_opinion
    assert "无意见" in client.get("/circulation").text


def test_a_department_may_also_say_something_by_its_link(here: World) -> None:
    asked_id = here.ask("某厅", AskedKind.DEPARTMENT)
    way = here.way(asked_id)
    assert "无意见" in here.client.get(way).text
    empty = here.client.post(way, data={"based_on": ""})
    assert empty.status_code == 422
    assert "没有意见的" in empty.text
    words = {"opinion": "建议延长", "do": "submit", "based_on": ""}
    assert here.client.post(way, data=words).status_code == 303
    assert here.client.post(way, data={"do": "none"}).status_code == 422  # unseen
    kept = here.answer(asked_id)
    assert kept is not None
    assert kept.opinion == "建议延长"


def test_a_firm_cannot_sign_back_without_a_word(here: World) -> None:
    answer = here.client.post(here.way(), data={"do": "none", "based_on": ""})
    assert answer.status_code == 422
    assert here.answer() is None


def test_an_expert_speaks_clause_by_clause_and_of_interests(here: World) -> None:
    asked_id = here.ask("赵教授", AskedKind.EXPERT)
    way = here.way(asked_id)
    words = {
        "clause": ["5.2", "6.1"],
        "clause_text": ["限值过严", " "],
        "contact": "赵教授",
        "based_on": "",
    }
    refused = here.client.post(way, data=words)
    assert refused.status_code == 422
    assert "利益关系" in refused.text
    assert "限值过严" in refused.text
    assert here.client.post(way, data={**words, "conflict": "无"}).status_code == 303
    kept = here.answer(asked_id)
    assert kept is not None
    assert kept.clauses == [{"clause": "5.2", "text": "限值过严"}]
    assert kept.conflict == "无"


def test_an_expert_sees_only_what_they_were_asked(here: World) -> None:
    with here.sessions.begin() as session:
        mine = add_user(session, "zhao@lab.example", role=Role.EXPERT).id
        other = add_user(session, "qian@lab.example", role=Role.EXPERT).id
        row = Expert(name="赵", user_id=mine, edited_by="x", edited_at=NOW)
        session.add(row)
        session.flush()
        number = row.id
    asked_id = here.ask("赵", AskedKind.EXPERT, expert_id=number)
    assert enter(here.app, mine).get(f"/requests/{asked_id}").status_code == 200
    assert "G/TBT/N/USA/77" in enter(here.app, mine).get("/requests").text
    for place in (f"/requests/{asked_id}", f"/requests/{here.asked_id}"):
        assert enter(here.app, other).get(place).status_code == 404
    assert "G/TBT/N/USA/77" not in enter(here.app, other).get("/requests").text


def test_a_file_comes_back_to_its_firm_and_the_centre_alone(here: World) -> None:
    here.send(file=(BytesIO(b"%PDF-1.7 x"), "检测.pdf"))
    kept = here.answer()
    assert kept is not None
    place = f"/requests/{here.asked_id}/files/{kept.files[0]['sha256']}"
    with here.sessions.begin() as session:
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
        rival = add_user(session, "yi@firm.example").id
    assert enter(here.app, here.user_id).get(place).data == b"%PDF-1.7 x"
    assert enter(here.app, officer).get(place).status_code == 200
    assert enter(here.app, rival).get(place).status_code == 404


def test_a_case_that_is_over_takes_nothing_more(here: World) -> None:
    with here.sessions.begin() as session:
        session.scalars(select(Case)).one().state = "closed"
    answer = here.send()
    assert answer.status_code == 422
    assert "已经办结" in answer.text


def officer_of(world: World) -> FlaskClient:
    with world.sessions.begin() as session:
        user = add_user(session, "o@centre.example", role=Role.OFFICER, name="王专员")
        return enter(world.app, user.id)


def test_an_officer_previews_and_sends_a_round(here: World) -> None:
    client = officer_of(here)
    form = {"question_zh": "受影响吗？", "closes": "2026-03-20", "names": "甲公司"}
    page = client.get("/cases/1/consultations/new")
    assert page.status_code == 200
    seen = client.post("/cases/1/consultations", data={**form, "do": "preview"})
    assert "请在2026年3月20日前答复" in seen.text
    with here.sessions() as session:
        assert letters(session) == []
    bad = client.post("/cases/1/consultations", data={**form, "names": "无名"})
    assert bad.status_code == 422
    assert "没有登记名为“无名”的单位" in bad.text
    sent = client.post("/cases/1/consultations", data={**form, "do": "send"})
    assert sent.status_code == 303
    with here.sessions() as session:
        assert len(letters(session)) == 1
    shown = client.get(sent.headers["Location"]).text
    assert "甲公司" in shown
    assert "未答复" in shown


def test_the_centre_sees_who_has_not_signed_back(here: World) -> None:
    here.ask("某厅", AskedKind.DEPARTMENT)
    here.on(CLOSES + timedelta(days=3))
    client = officer_of(here)
    page = client.get("/circulation/unsigned").text
    assert "某厅" in page
    assert "逾期 3 天" in page
    assert client.get(f"/consultations/{here.round_id}").status_code == 200
    assert client.get("/consultations/99").status_code == 404
