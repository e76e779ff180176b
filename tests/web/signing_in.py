"""People with passwords, and applications to sign in to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from models.database import session_factory
from models.user import Role
from tests.web.small_world import add_user
from web import create_app
from web.accounts import passwords
from web.config import load_settings

GOOD = "a long enough pass phrase"
HASHER = passwords.make_hasher(passwords.CHEAP)
MakeApp = Callable[..., Flask]


def app_maker(database: Engine, folder: Path) -> MakeApp:
    """Applications on a database; CSRF and limits only where asked for."""
    address = database.url.render_as_string(hide_password=False)
    settings = load_settings(data=folder, database_url=address)

    def make(**config: object) -> Flask:
        usual = {
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
            "PASSWORD_COST": passwords.CHEAP,
        }
        return create_app(settings, **{**usual, **config})

    return make


def person(database: Engine, role: Role = Role.ENTERPRISE, **columns: object) -> str:
    """Someone with a good password; their address."""
    with session_factory(database).begin() as session:
        given = {"role": role, "password_hash": HASHER.hash(GOOD), **columns}
        return add_user(session, f"{role}@firm.cn", **given).email


def enter(
    client: FlaskClient, email: str, password: str = GOOD, query: str = ""
) -> int:
    form = {"email": email, "password": password}
    return client.post("/login", data=form).status_code
