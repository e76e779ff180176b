"""The centre's list of firms, and what administrators do with accounts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models.database import session_factory
from models.organisation import Organisation
from models.user import Role, User
from tests.web.firm_people import firm_of, sign_in
from tests.web.signing_in import MakeApp, app_maker, person

NOW = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp, database: Engine) -> FlaskClient:
    """The person of one firm, signed in."""
    return sign_in(make_app(), firm_of(database, "甲公司", "a@a.cn")[1])


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
