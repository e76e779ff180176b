"""The README's pictures are there, of one width, and light enough to load."""

from __future__ import annotations

import struct

import pytest

from tests.pictures import FOLDER, HEAVIEST, PICTURES, WIDTH

HEADER = 24
README = FOLDER.parent / "README.md"


@pytest.mark.parametrize("name", list(PICTURES))
def test_picture_is_wide_and_light(name: str) -> None:
    content = (FOLDER / f"{name}.png").read_bytes()
    assert len(content) <= HEAVIEST
    width, height = struct.unpack(">II", content[16:HEADER])
    assert (width, height) == (WIDTH, PICTURES[name][1])


@pytest.mark.parametrize("name", list(PICTURES))
def test_readme_shows_the_picture(name: str) -> None:
    assert f".github/{name}.png" in README.read_text(encoding="utf-8")
