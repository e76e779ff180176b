"""Nothing of one firm can be read, guessed, counted or changed by another."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from models.database import open_database, session_factory
from models.tables import metadata
from tests.web.centre import enter, make_app
from tests.web.rights_table import (
    LINK,
    OUTSIDERS,
    WHO,
    Row,
    address,
    standing,
)
from tests.web.two_firms import MAKERS, Values, secret_of
from tests.web.two_sides import Side, found_both
from web.store import KEY

NOBODY = 2**31 - 1
"""An id that no row has, and the largest that a row could have."""
TOKEN = re.compile(rb'name="csrf_token"[^>]*>')
FILES = {"assets.show", "bootstrap.static"}
"""Routes of files that ship with the program."""
GENERAL: Values = {
    "ending": "csv",
    "sector_id": "tea",
    "code": "USA",
    "key": "members",
    "symbol": "G/TBT/N/USA/1",
}
ASKED = {"api.trend_notices": {"row": "USA"}}
"""What cannot be asked without a further word."""


@dataclass(frozen=True)
class World:
    """Two firms in one application; the first is looked for, the second looks."""

    app: Flask
    sessions: sessionmaker[Session]
    owner: Side
    other: Side

    def client(self, side: Side, role: str = "enterprise") -> FlaskClient:
        """Somebody of a firm, signed in."""
        return enter(self.app, side.people[role])


def build(database: Engine, folder: Path) -> World:
    sessions = session_factory(database)
    with sessions.begin() as session:
        owner, other = found_both(session, folder)
    url = database.url.render_as_string(hide_password=False)
    app = make_app(url, folder, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    return World(app, sessions, owner, other)


@pytest.fixture
def world(database: Engine, tmp_path: Path) -> World:
    return build(database, tmp_path)


@pytest.fixture
def on_file(folder: Path) -> World:
    """The same on SQLite alone, for what no database can change."""
    sessions = open_database(f"sqlite:///{folder / 'chutong.db'}")
    return build(sessions.kw["bind"], folder)


def owned(world: World) -> list[Row]:
    return [row for row in standing(world.app) if row.names_object]


def asking(world: World, side: Side, row: Row, role: str = "enterprise") -> FlaskClient:
    """Who may ask for a row: somebody of a firm, or a program with its key."""
    if row.right != "key":
        return world.client(side, role)
    client = world.app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret_of(side.mark)}"
    return client


def with_id(values: Values, number: int) -> Values:
    """The same arguments for an object that is not there."""
    return {
        name: number if isinstance(value, int) else value
        for name, value in values.items()
    }


@dataclass(frozen=True)
class Seen:
    """What a probe shows of itself: status, page, and how much was asked for it."""

    status: int
    page: bytes
    statements: int


def probe(world: World, client: FlaskClient, row: Row, values: Values) -> Seen:
    """Ask for an object, and count the statements that the answer took."""
    engine = world.app.extensions[KEY].kw["bind"]
    place, said = address(world.app, row, values), []

    def count(*_about: Any) -> None:
        said.append(1)

    event.listen(engine, "before_cursor_execute", count)
    answer = client.open(place, method=row.method, data={})
    event.remove(engine, "before_cursor_execute", count)
    page = TOKEN.sub(b"", answer.data).replace(place.encode(), b"HERE")
    return Seen(answer.status_code, page, len(said))


def everything(world: World) -> dict[str, list[Any]]:
    """All rows of all tables but the clock of the visitors themselves."""
    with world.sessions() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name != "user"
        }


def test_anothers_object_is_as_if_it_were_not_there(world: World) -> None:
    before = everything(world)
    seen = []
    for row in owned(world):
        there = world.owner.owns[row.owner]
        for role in OUTSIDERS:
            client = asking(world, world.other, row, role)
            asked = probe(world, client, row, there)
            missing = probe(world, client, row, with_id(there, NOBODY))
            assert asked.status == 404, (row, role, asked.status)
            assert asked.page == missing.page, (row, role)
            assert missing.status == 404, (row, role)
            # One more may look whose the thing is that hangs on another.
            assert 0 <= asked.statements - missing.statements <= 1, (row, role)
            seen.append(row.endpoint)
    assert len(set(seen)) == len({row.endpoint for row in owned(world)})
    assert everything(world) == before


def test_its_owner_finds_it(on_file: World) -> None:
    for row in owned(on_file):
        if row.method == "GET":
            client = asking(on_file, on_file.owner, row)
            place = address(on_file.app, row, on_file.owner.owns[row.owner])
            assert client.get(place).status_code == 200, row


def test_an_id_that_no_row_can_have_leads_nowhere(world: World) -> None:
    for row in owned(world):
        client = asking(world, world.other, row)
        values = with_id(world.owner.owns[row.owner], 2**63)
        place = address(world.app, row, values)
        status = client.open(place, method=row.method).status_code
        assert status in {404, 405}, row  # 405 where a word may stand for the id


def shown(row: Row, side: Side) -> Values:
    """The arguments of a page as somebody of a firm would open it."""
    own = side.owns.get(row.owner, {})
    return {**GENERAL, "notice_id": side.notice_id, **own}


def text_of(answer: TestResponse) -> str:
    """All that an answer says, the parts of a workbook and the headers included."""
    told = " ".join(f"{name}: {value}" for name, value in answer.headers)
    raw = answer.data
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            raw = b" ".join(parts.read(name) for name in parts.namelist())
    return told + raw.decode(errors="replace")


def pages(world: World, side: Side, role: str, looking_at: Side) -> Iterator[str]:
    """Each page that somebody may open, with the objects of their own firm."""
    anonymous = role == "anonymous"
    client = world.app.test_client() if anonymous else world.client(side, role)
    for row in standing(world.app):
        told = row.method == "GET" and row.owner != LINK
        if not told or role not in WHO[row.right] or row.endpoint in FILES:
            continue
        if row.names_object and role != "enterprise":
            continue
        place = address(world.app, row, shown(row, looking_at))
        answer = client.get(place)
        assert answer.status_code < 500, row
        assert answer.status_code != 403, row
        yield f"{place} {answer.status_code}\n{text_of(answer)}"


@pytest.mark.parametrize("role", ["anonymous", *OUTSIDERS])
def test_no_page_speaks_of_another_firm(on_file: World, role: str) -> None:
    opened = 0
    for page in pages(on_file, on_file.other, role, on_file.other):
        place = page.partition("\n")[0]
        assert on_file.owner.mark not in page, place
        opened += place.endswith(" 200")
    assert opened > 10


def test_no_program_is_told_of_another_firm(on_file: World) -> None:
    side, keyed = on_file.other, [r for r in standing(on_file.app) if r.right == "key"]
    assert len(keyed) > 10
    for row in keyed:
        place = address(on_file.app, row, shown(row, side))
        answer = asking(on_file, side, row).get(
            place, query_string=ASKED.get(row.endpoint)
        )
        assert answer.status_code == 200, row
        assert on_file.owner.mark not in text_of(answer), row


def test_a_notice_says_nothing_of_whom_it_was_alerted_to(on_file: World) -> None:
    client = on_file.client(on_file.other)
    for row in standing(on_file.app):
        if row.method != "GET" or "notice" not in row.endpoint:
            continue
        if row.right in {"public", "member"}:
            given = {**GENERAL, "notice_id": on_file.owner.notice_id}
            answer = client.get(address(on_file.app, row, given))
            assert on_file.owner.mark not in text_of(answer), row


def test_the_words_looked_for_are_there_for_their_owner(on_file: World) -> None:
    side = on_file.owner
    found = "".join(pages(on_file, side, "enterprise", side))
    told = set(re.findall(side.mark + r"([a-z]+)", found))
    assert told >= {"name", "subscription", "product", "contact", "note", "invited"}
    assert {"file", "warning", "paper", "answer", "words"} <= told
    assert set(side.owns) == set(MAKERS)


def test_a_link_of_nobody_shows_and_does_nothing(world: World) -> None:
    before = everything(world)
    client = world.app.test_client()
    for row in standing(world.app):
        if row.owner == LINK:
            bad = dict.fromkeys(("token", "ticket"), "WzEsMSwxXQ.forged-by-hand")
            place = address(world.app, row, bad)
            answer = client.open(place, method=row.method, data={})
            assert answer.status_code < 500, row
            assert world.owner.mark not in text_of(answer), row
    assert everything(world) == before
