"""A mirror of the publishers, and the wishes that lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from crawler.settings import Wishes, read_wishes
from tests.crawler.documents.stock import Mirror


@pytest.fixture
def mirror(httpserver: HTTPServer) -> Mirror:
    made = Mirror(httpserver)
    made.begin()
    return made


@pytest.fixture
def wishes(mirror: Mirror, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Wishes:
    monkeypatch.setenv("CHUTONG_CRAWL_MIRROR", mirror.server.url_for(""))
    monkeypatch.setenv("CHUTONG_CRAWL_DELAY", "0")
    return read_wishes(tmp_path)
