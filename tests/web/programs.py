"""A program of a firm: an archive, a key to it, and a client that shows the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from models import clock
from models.database import session_factory
from models.organisation import Organisation
from models.user import User
from tests.models.archive import AT
from tests.web.centre import make_app, open_centre
from web.api import keys
from web.store import KEY

ROOT = "/api/v1"


@dataclass(frozen=True)
class Program:
    """What a test of the API works with; ``ids`` are of notices and of people."""

    app: Flask
    client: FlaskClient
    ids: dict[str, int]
    secret: str
    engine: Engine

    def get(self, path: str, **asked: Any) -> Any:
        """The answer to a question, which must be a good one."""
        answer = self.client.get(ROOT + path, query_string=asked)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def refused(self, path: str, **asked: Any) -> Any:
        """The problem that a question meets."""
        answer = self.client.get(ROOT + path, query_string=asked)
        assert answer.content_type == "application/problem+json", answer.text
        told = answer.get_json()
        assert told["status"] == answer.status_code
        return told

    def pages(self, path: str, **asked: Any) -> list[Any]:
        """All pages of a list, by its own addresses."""
        found = [self.get(path, **asked)]
        while found[-1]["next"]:
            assert len(found) < 100, "the list does not end"
            rest = urlsplit(found[-1]["next"])
            answer = self.client.get(f"{rest.path}?{rest.query}")
            assert answer.status_code == 200, answer.text
            found.append(answer.get_json())
        return found

    def counting(self, ask: Callable[[], Any]) -> int:
        """How many statements a question takes."""
        engine, said = self.app.extensions[KEY].kw["bind"], []

        def count(*_about: Any) -> None:
            said.append(1)

        event.listen(engine, "before_cursor_execute", count)
        ask()
        event.remove(engine, "before_cursor_execute", count)
        return len(said)


def give_key(engine: Engine, user_id: int, name: str = "ERP") -> str:
    """A key for the firm of a person, who is given one if there is none."""
    with session_factory(engine).begin() as session:
        user = session.get_one(User, user_id)
        if user.organisation_id is None:
            firm = Organisation(kind="firm", name=f"firm of {user_id}", created_at=AT)
            session.add(firm)
            session.flush()
            user.organisation_id = firm.id
        secret = keys.create(session, user, name, AT)
        keys.list_own(session, user)[0].last_used_at = clock.now()
    return secret


def keyed(app: Flask, secret: str) -> FlaskClient:
    """A client that shows a key."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def open_program(engine: Engine, folder: Path, **config: Any) -> Program:
    """Fill a database and let a program of a firm in."""
    ids = open_centre(engine)
    secret = give_key(engine, ids["enterprise"])
    url = engine.url.render_as_string(hide_password=False)
    app = make_app(url, folder, **{"RATELIMIT_ENABLED": False, **config})
    return Program(app, keyed(app, secret), ids, secret, engine)
