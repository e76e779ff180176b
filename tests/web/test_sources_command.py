"""`chutong sources` tells how each source is; a pass looks after them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from models import clock
from models.alert import Message, MessageState
from models.database import session_factory
from models.source import RunState
from models.user import Role
from tests.web.commanding import Chutong, chutong_in
from tests.web.small_world import add_user
from tests.web.stations import (
    EPING,
    HOUR,
    NOW,
    add_documents,
    add_run,
    add_source,
    days_back,
)
from web import children
from web.commands import passes


@pytest.fixture
def chutong(
    database: Engine,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Chutong:
    """Run a command on a database with sources; its status."""
    run = chutong_in(tmp_path, monkeypatch)
    monkeypatch.setenv("CHUTONG_DATABASE_URL", database_url)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with session_factory(database).begin() as session:
        add_source(session)
        for slug in ("quiet", "failing", "us_regulations_gov"):
            add_source(session, slug)
        add_source(session, "unproven", enabled=False, proven=False)
        add_user(session, role=Role.ADMIN)
        add_documents(session, days_back(*range(1, 8)), delay=1)
        add_documents(session, days_back(*range(20, 27)), slug="quiet")
        add_run(session, RunState.FAILED, ago=2 * HOUR)
        add_run(session, way="website", instead_of="api", bad=2, dropped=7)
        add_run(session, RunState.OK_ZERO, slug="quiet")
        for ago in (3 * HOUR, HOUR):
            add_run(session, RunState.FAILED, ago=ago, slug="failing")
    return run


def messages(database: Engine) -> list[Message]:
    with session_factory(database)() as session:
        return list(session.scalars(select(Message).order_by(Message.key)))


def test_sources_are_told(chutong: Chutong, capsys: pytest.CaptureFixture[str]) -> None:
    assert chutong("sources") == 0
    told = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert f"{EPING} well 2026-11-30 2026-11-29 1/1 d 1/3 d 1" in lines
    assert "quiet quiet 2026-11-30 2026-11-10 0/0 d 20/2 d 0" in lines
    assert "failing failed — — — — ?" in lines
    assert "us_regulations_gov held — — — — ?" in lines
    assert "unproven off — — — — ?" in lines
    for words in (
        f"{EPING}: api failed; website was taken instead. Left out: bad=2 dropped=7.",
        "failing: The key is refused.",
        "us_regulations_gov: CHUTONG_REGULATIONS_KEY is not set.",
        "unproven: Its answers were never checked; an administrator can turn it on.",
        "quiet: The source confirmed that nothing is new (2026-11-30 11:01).",
    ):
        assert words in told, words
    assert lines[-1] == "sources=5 failing=1 late=0 quiet=1 off=1"


def test_a_pass_tells_administrators_once(
    chutong: Chutong,
    database: Engine,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = children.Ended(0, {"new": "0"}, ())
    monkeypatch.setattr(passes, "call", lambda _words, _place: done)
    for expected in ("messages=2", "messages=0"):
        assert chutong("run") == 0
        assert capsys.readouterr().out == f"new=0 alerts=0 {expected}\n"
    found = messages(database)
    assert [one.key.split(":")[1] for one in found] == ["failing", "quiet"]
    assert {one.state for one in found} == {MessageState.SENT}


@pytest.mark.parametrize("option", ["--no-crawl", "--offline"])
def test_a_pass_that_calls_nobody_raises_nothing(
    chutong: Chutong, database: Engine, option: str
) -> None:
    assert chutong("run", option) == 0
    assert messages(database) == []
