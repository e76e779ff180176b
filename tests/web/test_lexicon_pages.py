"""The pages of the lexicons: who may open them, and a word from a trial to its end."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from models.clock import fix_day
from models.database import session_factory
from models.lexicon_term import LexiconTerm
from models.lexicon_terms import OfficersWord
from models.search_text import reindex
from tests.web.centre import add_people, csrf_of, enter, make_app
from tests.web.small_world import NOW, TODAY, add_notice
from web.lexicon import trying
from web.lexicon.entries import Key, officers_entries

WAND = OfficersWord("products", "en", "glimmer wand", "8513")


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    """One person of each role, and a notice that holds the word."""
    with session_factory(database).begin() as session:
        fix_day(session, TODAY)
        title = "Safety of <glimmer> wands"
        notice = add_notice(session, "G/TBT/N/USA/1", title="Safety of glimmer wands")
        notice.content = {"title": title}
        reindex(session, [notice.id])
        return {name: one.id for name, one in add_people(session).items()}


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


@pytest.fixture
def officer(app: Flask, people: dict[str, int]) -> FlaskClient:
    return enter(app, people["officer"])


def send(client: FlaskClient, word: OfficersWord, do: str, **more: Any) -> TestResponse:
    """Send the form of a word."""
    mark = csrf_of(client.get("/lexicon/word").text)
    fields = word._asdict() | {"csrf_token": mark, "do": do} | more
    return client.post("/lexicon/word", data=fields)


def test_only_the_centre_sees_and_changes_words(
    app: Flask, people: dict[str, int]
) -> None:
    pages = ("/lexicon", "/lexicon/word", "/lexicon/codes", "/lexicon/export.csv")
    stranger, firm = app.test_client(), enter(app, people["enterprise"])
    for page in pages:
        assert stranger.get(page).status_code in (302, 401)
        assert firm.get(page).status_code == 403
        assert enter(app, people["admin"]).get(page).status_code == 200


def test_a_word_is_tried_then_kept_then_found_and_removed(
    officer: FlaskClient,
) -> None:
    tried = send(officer, WAND, "try")
    assert "1 件通报中，1 件含有这个词" in tried.text
    assert "G/TBT/N/USA/1" in tried.text
    assert "没有这样的词条" in officer.get("/lexicon?q=glimmer").text
    assert send(officer, WAND, "save").status_code == 303
    assert "<td>人工新增" in officer.get("/lexicon?q=glimmer").text
    page = officer.get("/lexicon/word", query_string=WAND._asdict()).text
    assert "删除" in page
    assert send(officer, WAND, "restore").status_code == 303
    assert officer.get("/lexicon/word", query_string=WAND._asdict()).status_code == 404


def test_a_name_in_the_place_of_a_code_brings_codes_to_choose_from(
    officer: FlaskClient,
) -> None:
    answer = send(officer, WAND._replace(code="玩具"), "try")
    assert answer.status_code == 422
    assert "没有代码“玩具”" in answer.text
    assert "9503" in answer.text
    told = officer.get("/lexicon/codes?q=9503").json
    assert told is not None
    assert told[0][0] == "9503"


def test_a_common_word_is_kept_only_when_confirmed(
    officer: FlaskClient, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "LEAST", 0)
    answer = send(officer, WAND, "save")
    assert (answer.status_code, "勾选确认" in answer.text) == (422, True)
    with session_factory(database)() as session:
        assert officers_entries(session) == {}
    assert send(officer, WAND, "save", confirmed="1").status_code == 303


def test_an_export_cannot_run_in_a_spreadsheet(
    officer: FlaskClient, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        word = WAND._replace(term="=glimmer wand")
        session.add(LexiconTerm(**word._asdict(), edited_by="李工", edited_at=NOW))
    text = officer.get("/lexicon/export.csv?q=glimmer").get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0][:4] == list(Key._fields)
    assert rows[1][2] == "'=glimmer wand"
    assert len(rows) == 2
