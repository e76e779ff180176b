"""The centre's list of firms, and what administrators do with accounts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.database import session_factory
from models.organisation import Organisation
from models.user import Role, User
from tests.web.signing_in import GOOD, HASHER, MakeApp, app_maker, enter, person
from tests.web.small_world import add_user

NOW = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


def firm_of(database: Engine, name: str, email: str) -> tuple[int, str]:
    """A firm with one person."""
    with session_factory(database).begin() as session:
        firm = Organisation(kind="firm", name=name, created_at=NOW)
        session.add(firm)
        session.flush()
        add_user(
            session, email, password_hash=HASHER.hash(GOOD), organisation_id=firm.id
        )
        return firm.id, email


@pytest.fixture
def client(make_app: MakeApp, database: Engine) -> FlaskClient:
    """The person of one firm, signed in."""
    return sign_in(make_app(), firm_of(database, "甲公司", "a@a.cn")[1])


def sign_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    assert enter(client, email) == 303
    return client


def test_the_centre_sees_firms_and_administrators_people(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    client.post("/firm/goods", data={"hs": "0902", "code": "", "name": "恩施玉露"})
    officer = sign_in(make_app(), person(database, Role.OFFICER))
    assert "甲公司" in officer.get("/firms?q=玉露").text
    assert "甲公司" not in officer.get("/firms?q=螺丝").text
    with session_factory(database)() as session:
        firm = session.scalars(select(Organisation.id)).one()
    assert "恩施玉露" in officer.get(f"/firms/{firm}").text
    assert officer.get("/people").status_code == 403
    assert client.get("/applications").status_code == 403


def test_people_are_changed_and_the_last_administrator_stays(
    make_app: MakeApp, client: FlaskClient, database: Engine
) -> None:
    admin = sign_in(make_app(), person(database, Role.ADMIN))
    with session_factory(database)() as session:
        found = {one.role: one.id for one in session.scalars(select(User))}
    exporter, own = found[Role.ENTERPRISE], found[Role.ADMIN]
    for form in ({"do": "role", "role": "officer"}, {"do": "disable"}):
        answer = admin.post(f"/people/{own}", data=form)
        assert answer.status_code == 422
        assert "最后一个管理员" in answer.text
    assert admin.post(f"/people/{exporter}", data={"do": "sign_out"}).status_code == 303
    assert client.get("/account").status_code == 302
    assert admin.post(f"/people/{exporter}", data={"do": "link"}).status_code == 303
    assert admin.post(f"/people/{exporter}", data={"do": "disable"}).status_code == 303
    assert "已停用" in admin.get("/people?q=a@a.cn").text
    bad = {"do": "role", "role": "king"}
    assert admin.post(f"/people/{exporter}", data=bad).status_code == 422
    assert admin.post(f"/people/{exporter}", data={"do": "?"}).status_code == 422
