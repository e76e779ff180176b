"""A firm with one person, and somebody signed in."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from models.database import session_factory
from models.organisation import Organisation
from tests.web.signing_in import GOOD, HASHER, enter
from tests.web.small_world import add_user

NOW = datetime(2026, 1, 31, tzinfo=UTC)


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


def sign_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    assert enter(client, email) == 303
    return client
