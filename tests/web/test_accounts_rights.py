"""What keeps strangers out: rights, tokens of forms, limits, and safe ways on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.routing import AnyConverter, BaseConverter

from models.database import session_factory
from models.reference_facts import Setting
from models.user import Role
from tests.web.signing_in import GOOD, MakeApp, app_maker, enter, person
from web.rights import Right, right_of


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp) -> FlaskClient:
    return make_app().test_client()


def test_roles_are_offered_in_a_demonstration_alone(
    client: FlaskClient, database: Engine
) -> None:
    person(database, Role.OFFICER)
    assert client.post("/login/demo/officer").status_code == 404
    assert "/login/demo/" not in client.get("/login").get_data(as_text=True)
    with session_factory(database).begin() as session:
        session.add(Setting(key="demo", value="built"))
    page = client.get("/login").get_data(as_text=True)
    assert page.count("/login/demo/") == len(Role)
    assert client.post("/login/demo/officer").status_code == 303
    assert client.get("/account").status_code == 200
    assert client.post("/login/demo/nobody").status_code == 404


def test_every_route_declares_its_right(make_app: MakeApp) -> None:
    app = make_app()
    for rule in app.url_map.iter_rules():
        assert right_of(app, rule.endpoint) is not None, rule.endpoint


def sample(converter: BaseConverter) -> str | int:
    """Something that may stand in an address."""
    return min(converter.items) if isinstance(converter, AnyConverter) else 1


def test_who_lacks_a_right_is_turned_away(make_app: MakeApp, database: Engine) -> None:
    app = make_app()
    person(database)
    stranger, exporter = app.test_client(), app.test_client()
    enter(exporter, "enterprise@firm.cn")
    for rule in app.url_map.iter_rules():
        right = right_of(app, rule.endpoint)
        if right in {Right.PUBLIC, Right.KEY}:
            continue  # who shows no key is told so by the interface's own tests
        values = {name: sample(rule._converters[name]) for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = stranger.open(address, method=method)
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith("/login"), address
            if right not in {Right.MEMBER, None}:
                assert exporter.open(address, method=method).status_code == 403


def test_a_form_without_its_token_is_refused(
    make_app: MakeApp, database: Engine
) -> None:
    email = person(database)
    client = make_app(WTF_CSRF_ENABLED=True).test_client()
    assert enter(client, email) == 400
    page = client.get("/login").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    form = {"email": email, "password": GOOD, "csrf_token": found[1]}
    assert client.post("/login", data=form).status_code == 303


def test_guessing_is_slowed_down(make_app: MakeApp, database: Engine) -> None:
    email = person(database)
    client = make_app(RATELIMIT_ENABLED=True).test_client()
    told = [enter(client, email, "wrong") for _ in range(11)]
    assert told == [422] * 10 + [429]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/inbox?page=2", "/inbox?page=2"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[", "/"),
        ("inbox", "/"),
    ],
)
def test_sign_in_leads_to_no_other_site(
    client: FlaskClient, database: Engine, asked: str, given: str
) -> None:
    email = person(database)
    form = {"email": email, "password": GOOD, "next": asked}
    assert client.post("/login", data=form).headers["Location"] == given
