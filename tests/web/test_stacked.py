"""Tables that stand as cards on a phone: each cell says what its column is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"
TABLE = re.compile(r'<table class="[^"]*\bstacked\b[^"]*">.*?</table>', re.S)
HEAD = re.compile(r'<th scope="col"[^>]*>\{\{ _\(\'([^\']+)\'\) \}\}</th>')
CELL = re.compile(r'data-head="\{\{ _\(\'([^\']+)\'\) \}\}"')
UNSAID = {"操作"}
"""A column of buttons, which say themselves what they do."""


def pages() -> list[Path]:
    """The templates with such a table."""
    found = WEB.glob("*/templates/*/*.html")
    return sorted(path for path in found if TABLE.search(path.read_text("utf-8")))


def test_some_pages_have_one() -> None:
    assert "shipment/own.html" in {str(Path(*path.parts[-2:])) for path in pages()}


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_every_cell_bears_the_words_of_its_column(path: Path) -> None:
    for table in TABLE.findall(path.read_text("utf-8")):
        heads = HEAD.findall(table)
        row_head = table[table.index("<tbody>") :].split('<th scope="row">')[0]
        first = 1 if "<td" in row_head else 0
        named = [head for n, head in enumerate(heads) if n != first]
        assert set(CELL.findall(table)) == set(named) - UNSAID
