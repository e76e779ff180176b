"""A replayed ePing, and a database for what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from crawler.settings import Wishes, read_wishes
from models.clock import fix_day
from models.database import session_factory
from tests.crawler.replay import KEY, Replay


@pytest.fixture
def replay(httpserver: HTTPServer) -> Replay:
    made = Replay(httpserver)
    made.begin()
    return made


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    made = session_factory(database)
    with made.begin() as session:
        fix_day(session, date(2026, 6, 12))
    return made


@pytest.fixture
def wishes(
    replay: Replay, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Wishes]:
    for name, value in replay.environment(CHUTONG_EPING_KEY=KEY).items():
        monkeypatch.setenv(name, value)
    return read_wishes(tmp_path)
