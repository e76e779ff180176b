"""The rows of the starter archive, and which of their fields are our words."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.symbols import source_key

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "models" / "reference"
ARCHIVE = ROOT / "crawler" / "starter" / "notices.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in ARCHIVE.read_text(encoding="utf-8").splitlines()
]
FIELDS = {
    "symbols",
    "agreement",
    "type",
    "members",
    "distributed",
    "comments_close",
    "hs",
    "ics",
    "objectives",
    "keywords",
    "regions",
    "links",
    "products_en",
    "products_zh",
    "title_en",
    "title_zh",
    "summary_en",
    "summary_zh",
    "adoption",
    "entry_into_force",
    "events",
}
OURS = [field for field in sorted(FIELDS) if field.endswith(("_en", "_zh"))]


def key(row: dict[str, Any]) -> str:
    return source_key(", ".join(row["symbols"]))


def label(row: dict[str, Any]) -> str:
    return str(row["symbols"][0])


each = pytest.mark.parametrize("row", ROWS, ids=label)
