"""The demonstration, for the tests that need a lived-in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web import stage


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> stage.Place:
    """The demonstration as it is built; not to be changed."""
    return stage.build_once(stage.shared_folder(tmp_path_factory))


@pytest.fixture
def own_demo(demo: stage.Place, tmp_path: Path) -> stage.Place:
    """A copy of the demonstration that a test may change."""
    return stage.copy(demo, tmp_path / "demo")
