"""A mirror of publishers of the United States, and the settings that lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy.orm import Session, sessionmaker

from crawler.settings import Wishes, read_wishes
from tests.crawler.us.crawls import FR, crawl
from tests.crawler.us.servers import (
    DOCKET,
    KEY,
    NUMBER,
    SAME_END,
    TITLE,
    Register,
    Regulations,
    document,
    filed,
    serve,
)


@pytest.fixture
def regulations() -> Regulations:
    return Regulations({NUMBER: [filed(NUMBER, SAME_END)]}, {DOCKET: TITLE})


@pytest.fixture
def register(httpserver: HTTPServer, regulations: Regulations) -> Register:
    made = Register([document(NUMBER)])
    serve(httpserver, made, regulations)
    return made


@pytest.fixture
def wishes(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Wishes:
    monkeypatch.setenv("CHUTONG_CRAWL_MIRROR", httpserver.url_for("").rstrip("/"))
    monkeypatch.setenv("CHUTONG_CRAWL_DELAY", "0")
    monkeypatch.setenv("CHUTONG_REGULATIONS_KEY", KEY)
    return read_wishes(tmp_path)


@pytest.fixture
def held(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> sessionmaker[Session]:
    """A database into which the register has brought one draft."""
    crawl(sessions, wishes, FR)
    return sessions
