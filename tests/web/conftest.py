"""A lived-in place and a real browser, for the tests that need them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import Engine

from tests.web import kept, stage, watching
from tests.web.browser import chromium
from tests.web.commanding import Chutong, chutong_in
from tests.web.screen import need_chromium


@pytest.fixture(scope="session", autouse=True)
def kept_alike() -> Iterator[None]:
    """Compile a template and an address once a worker, not once a test."""
    with pytest.MonkeyPatch.context() as patch:
        kept.keep(patch)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the test is skipped, and in CI fails."""
    need_chromium()
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> stage.Place:
    """The demonstration as it is built; not to be changed."""
    return stage.build_once(stage.shared_folder(tmp_path_factory))


@pytest.fixture
def own_demo(demo: stage.Place, tmp_path: Path) -> stage.Place:
    """A copy of the demonstration that a test may change."""
    return stage.copy(demo, tmp_path / "demo")


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    """A data folder whose database is ready."""
    shutil.copyfile(sqlite_template, tmp_path / "chutong.db")
    return tmp_path


@pytest.fixture
def chutong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Chutong:
    """Run a command in a data folder; its status."""
    return chutong_in(folder, monkeypatch)


@pytest.fixture
def watched(database: Engine) -> watching.Sessions:
    """A source that administrators of both languages look after."""
    return watching.watched(database)


@pytest.fixture(scope="module")
def base(place: stage.Place) -> Iterator[str]:
    """The address at which the place of a module is served."""
    with stage.served(place) as address:
        yield address
