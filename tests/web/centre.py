"""An archive with measures and people, and a browser without a screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.clock import fix_day
from models.database import open_database, session_factory
from models.measure import Measure
from models.notice import Notice
from models.user import Role, User
from tests.models.archive import AT, TODAY, fill
from web import create_app
from web.config import Settings, load_settings

MARK = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def add_measures(session: Session) -> None:
    """A measure for each notice that has none, under its own symbol."""
    alone = select(Notice).where(Notice.measure_id.is_(None)).order_by(Notice.id)
    for notice in session.scalars(alone).all():
        measure = Measure(slug=notice.symbol, created_at=AT)
        session.add(measure)
        session.flush()
        notice.measure_id = measure.id
    session.flush()


def add_people(session: Session) -> dict[str, User]:
    """One person of each role."""
    people = {
        role.value: User(
            email=f"{role.value}@example.org",
            name=f"{role.value} 甲",
            role=role.value,
            created_at=AT,
        )
        for role in Role
    }
    session.add_all(people.values())
    session.flush()
    return people


def open_centre(database: Engine) -> dict[str, int]:
    """Fill a database; the ids of its people by role, of its notices by symbol."""
    with session_factory(database)() as session:
        notices = fill(session)
        add_measures(session)
        people = add_people(session)
        fix_day(session, TODAY)
        session.commit()
        ids = {name: one.id for name, one in people.items()}
        return ids | {symbol: notice.id for symbol, notice in notices.items()}


def make_app(url: str, folder: Path, **config: Any) -> Flask:
    """The application on a database."""
    settings = load_settings(data=folder, database_url=url)
    return create_app(settings, TESTING=True, **config)


def enter(app: Flask, user_id: int) -> FlaskClient:
    """A client that is signed in."""
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = f"{user_id}.1", True
    return client


def mark_of(settings: Settings, role: Role) -> str:
    """The cookie of the first person of a role, who is signed in."""
    with open_database(settings.database)() as session:
        first = select(User.id).where(User.role == role).order_by(User.id)
        user_id = session.scalars(first).first()
    assert user_id
    cookie = enter(create_app(settings, TESTING=True), user_id).get_cookie("session")
    assert cookie
    return cookie.value


def csrf_of(page: str) -> str:
    """The mark that a form on a page carries."""
    found = MARK.search(page)
    assert found
    return found[1]
