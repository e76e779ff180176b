"""The first page of the demonstration: each role's own part, in few statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select

from models.user import Role, User
from tests.web.centre import enter
from tests.web.stage import Place
from web import create_app

VISITOR = 38
"""Statements of the first page for a stranger, at most."""
MOST = {
    Role.ENTERPRISE: VISITOR + 34,
    Role.OFFICER: VISITOR + 40,
    Role.ANALYST: VISITOR + 10,
}
HEADS = {
    Role.ENTERPRISE: "与我有关",
    Role.DEPARTMENT: "与我有关",
    Role.OFFICER: "等候处理",
    Role.REVIEWER: "等候处理",
    Role.ADMIN: "等候处理",
    Role.ANALYST: "本月变化",
}


@pytest.fixture(scope="module")
def app(demo: Place) -> Flask:
    return create_app(demo.settings, TESTING=True, RATELIMIT_ENABLED=False)


@pytest.fixture(scope="module")
def people(demo: Place) -> dict[str, int]:
    """One person of each role."""
    with demo.sessions() as session:
        rows = session.execute(select(User.role, User.id).order_by(User.id.desc()))
        return {one.role: one.id for one in rows}


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    engine = app.extensions["chutong.sessions"].kw["bind"]
    said: list[str] = []

    def count(_c: object, _k: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    yield said
    event.remove(engine, "before_cursor_execute", count)


@pytest.mark.parametrize("role", HEADS)
def test_each_role_reads_its_own_first(
    app: Flask, people: dict[str, int], role: Role
) -> None:
    client = enter(app, people[role])
    page = client.get("/?lang=zh").text
    heads = re.findall(r'id="h-own">(.*?)<', page)
    assert heads == [HEADS[role]]
    assert page.index("h-own") < page.index("h-open")
    english = client.get("/?lang=en").text
    assert not re.search(r'class="own".*?[\u4e00-\u9fff].*?</section>', english)


def test_a_stranger_reads_the_page_as_it_was(app: Flask) -> None:
    client = app.test_client()
    client.get("/")
    with counted(app) as said:
        page = client.get("/").text
    assert "h-own" not in page
    assert len(said) <= VISITOR


@pytest.mark.parametrize("role", MOST)
def test_the_first_page_takes_few_statements(
    app: Flask, people: dict[str, int], role: Role
) -> None:
    client = enter(app, people[role])
    client.get("/")
    with counted(app) as said:
        assert client.get("/").status_code == 200
    assert len(said) <= MOST[role], len(said)
