"""Everything that the four rooms need travels in the wheel."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.test_house import ROOMS, ROOT, tracked

NEEDED = (
    "crawler/starter/notices.jsonl",
    "models/migrations/script.py.mako",
    "models/migrations/versions/0001_first_tables.py",
    "models/reference/hs.csv",
    "models/reference/sector_terms.csv",
    "nlp/classifier/config.cfg",
    "nlp/classifier/model/weights.npz",
    "nlp/lexicons/products_zh.csv",
    "web/alerts/messages/subject.txt",
    "web/notices/templates/notices/show.html",
    "web/static/chutong.css",
    "web/translations/en/LC_MESSAGES/messages.mo",
)


@lru_cache(maxsize=1)
def packed() -> frozenset[str]:
    """The paths in the wheel as the builder would write it."""
    builder = WheelBuilder(str(ROOT))
    files = builder.recurse_included_files()
    return frozenset(Path(file.distribution_path).as_posix() for file in files)


def test_every_file_of_the_rooms_is_packed() -> None:
    paths = [path for path in tracked(*ROOMS) if path.exists()]
    kept = {path.relative_to(ROOT).as_posix() for path in paths}
    assert len(kept) > 200
    assert sorted(kept - packed()) == []


def test_nothing_but_the_rooms_is_packed() -> None:
    assert {name.partition("/")[0] for name in packed()} == set(ROOMS)
    assert [name for name in packed() if "__pycache__" in name] == []


@pytest.mark.parametrize("name", NEEDED)
def test_what_the_program_reads_is_packed(name: str) -> None:
    assert name in packed()
