"""A lived-in place and a real browser, for the tests that need them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import stage
from tests.web.browser import chromium
from tests.web.screen import need_chromium


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
