"""A page that is as it was is not sent again; anything it shows makes it new."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, flash
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.user import User
from tests.models.archive import TODAY, add_notice
from tests.web.centre import enter, make_app, open_centre
from web.rights import Right, needs
from web.store import KEY

PAGES = ["/", "/notices?market=EU", "/trends", "/trends/members"]


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return open_centre(database)


@pytest.fixture
def app(ids: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


def again(client: FlaskClient, address: str, mark: str) -> int:
    """The status of an address for a browser that holds a page of this mark."""
    return client.get(address, headers={"If-None-Match": mark}).status_code


def mark_of(client: FlaskClient, address: str) -> str:
    """The mark of a page; the second visit, once all cookies are set."""
    client.get(address)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Cookie" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "private, no-cache"
    return answer.headers["ETag"]


def test_a_page_is_sent_once_and_then_asks_little(
    visitor: FlaskClient, app: Flask
) -> None:
    engine = app.extensions[KEY].kw["bind"]
    for page in PAGES:
        mark = mark_of(visitor, page)
        asked: list[str] = []

        def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
            asked.append(statement)  # noqa: B023

        event.listen(engine, "before_cursor_execute", note)
        answer = visitor.get(page, headers={"If-None-Match": f'"other", {mark}'})
        event.remove(engine, "before_cursor_execute", note)
        assert (answer.status_code, answer.data) == (304, b"")
        assert "Cookie" in answer.headers["Vary"]
        assert "Content-Security-Policy" in answer.headers
        assert len(asked) <= 2, asked


def test_whatever_changes_makes_the_page_new(
    visitor: FlaskClient, session: Session
) -> None:
    marks = {page: mark_of(visitor, page) for page in PAGES}
    add_notice(session, "G/TBT/N/EU/4000", members=["EU"])
    session.commit()
    assert {again(visitor, page, mark) for page, mark in marks.items()} == {200}
    mark = mark_of(visitor, "/notices")
    session.scalars(select(User)).first().name = "另一人"  # type: ignore[union-attr]
    session.commit()
    assert again(visitor, "/notices", mark) == 200, "pages show people too"
    mark = mark_of(visitor, "/notices")
    fix_day(session, TODAY.replace(day=20))
    session.commit()
    assert again(visitor, "/notices", mark) == 200
    mark = mark_of(visitor, "/notices")
    assert again(visitor, "/notices", mark) == 304
    assert again(visitor, "/notices?market=EU", mark) == 200
    assert again(visitor, "/notices?lang=en", mark) == 200
    assert again(visitor, "/notices", mark) == 200, "the language is kept by a cookie"


def test_no_page_of_one_person_stands_for_another(
    app: Flask, ids: dict[str, int]
) -> None:
    people = [enter(app, ids["officer"]), enter(app, ids["analyst"])]
    people.append(app.test_client())
    marks = {mark_of(client, "/notices") for client in people}
    assert len(marks) == 3
    for client in people:
        own = {mark for mark in marks if again(client, "/notices", mark) == 304}
        assert len(own) == 1


def test_a_message_that_waits_is_shown_once(app: Flask) -> None:
    @app.get("/said")
    @needs(Right.PUBLIC)
    def said() -> str:
        flash("已保存")
        return ""

    client = app.test_client()
    mark = mark_of(client, "/notices")
    client.get("/said")
    shown = client.get("/notices", headers={"If-None-Match": mark})
    assert "已保存" in shown.text
    assert "ETag" not in shown.headers
    assert "已保存" not in client.get("/notices").text


def test_other_pages_carry_no_mark(visitor: FlaskClient) -> None:
    for page in ("/login", "/sources", "/nowhere"):
        assert "ETag" not in visitor.get(page).headers
    assert "ETag" not in visitor.get("/trends?since=nonsense").headers
