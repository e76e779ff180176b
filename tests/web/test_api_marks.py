"""The API: what is not made again, and how long bad keys may be tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from models.database import open_database, session_factory
from models.user import User
from tests.web.programs import ROOT, Program, keyed, open_program
from web.api.frame import TRIES
from web.api.marks import MOST, Marks
from web.extensions import limiter

PROBLEM = "application/problem+json"


@pytest.fixture
def program(folder: Path) -> Program:
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    return open_program(engine, folder, WTF_CSRF_ENABLED=False)


def test_what_has_not_changed_is_not_made_again(program: Program) -> None:
    path = f"{ROOT}/notices?market=EU"
    first = program.client.get(path)
    mark = first.headers["ETag"]

    def again() -> None:
        answer = program.client.get(path, headers={"If-None-Match": mark})
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == mark
        assert "authorization" in answer.vary

    few, many = (
        program.counting(again),
        program.counting(lambda: program.get("/notices")),
    )
    assert few < many
    touch(program)
    assert program.counting(again) > few, "it is made again, and is the same"


def test_an_answer_that_was_packed_is_known_again(program: Program) -> None:
    packed = {"Accept-Encoding": "gzip"}
    mark = program.client.get(f"{ROOT}/notices", headers=packed).headers["ETag"]
    assert mark.endswith(':gzip"')
    for headers in (packed, {}):
        given = {"If-None-Match": f'"nothing", {mark}', **headers}
        answer = program.client.get(f"{ROOT}/notices", headers=given)
        assert (answer.status_code, answer.headers["ETag"]) == (304, mark)
    other = {"If-None-Match": '"nothing"'}
    assert program.client.get(f"{ROOT}/notices", headers=other).status_code == 200


def touch(program: Program) -> None:
    """Change something that no answer shows."""
    with session_factory(program.engine).begin() as session:
        session.scalars(select(User)).first().name = "somebody else"  # type: ignore[union-attr]


def test_only_the_questions_asked_last_are_remembered() -> None:
    known = Marks()
    for number in range(MOST + 2):
        known.keep((number,), str(number))
        known.find((1,))
    assert known.find((0,)) is None
    assert (known.find((1,)), known.find((MOST + 1,))) == ("1", str(MOST + 1))
    assert len(known.known) == MOST


def test_bad_keys_may_be_tried_for_so_long_only(folder: Path) -> None:
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    program = open_program(engine, folder, RATELIMIT_ENABLED=True)
    limiter.reset()
    thief = keyed(program.app, f"ct_{'a' * 43}")
    tried = [thief.get(f"{ROOT}/sectors") for _ in range(TRIES[0].amount + 1)]
    assert [one.status_code for one in tried] == [401] * TRIES[0].amount + [429]
    assert tried[-1].content_type == PROBLEM
    assert 1 <= int(tried[-1].headers["Retry-After"]) <= 61
    assert program.get("/sectors"), "a good key is good all the same"
    elsewhere = thief.get(f"{ROOT}/sectors", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 401
    limiter.reset()
