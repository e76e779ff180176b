"""An answer kept as it stood: its table, its sentence, its proof; as plain JSON."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from web.trends.choice import Choice
from web.trends.tables import to_json
from web.trends.view import Column, Counted, Line, Sort, View, Words

LANGUAGES = ("zh", "en")
Sheet = dict[str, Any]
"""An answer as ``web.trends.tables.to_json`` tells it."""


def freeze(view: View, counted: Counted, choice: Choice) -> Sheet:
    """An answer as it is kept in the database and in the released file, with its
    charts, which are thus the same for ever."""
    sheet = to_json(view, counted, choice)
    charts = {one: view.chart(counted, one) for one in LANGUAGES}
    sheet["chart"] = {one: chart for one, chart in charts.items() if chart}
    frozen: Sheet = json.loads(json.dumps(sheet))
    return frozen


def canonical(content: Any) -> bytes:
    """JSON that is the same for equal content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return text.encode()


def sha256(content: Any) -> str:
    """The name of some content."""
    return hashlib.sha256(canonical(content)).hexdigest()


def pack_marks(marks: Mapping[str, str]) -> bytes:
    """The marks of the rows that were used, small enough to keep."""
    return zlib.compress(canonical(dict(marks)), 9)


def unpack_marks(packed: bytes) -> dict[str, str]:
    """The marks again."""
    found: dict[str, str] = json.loads(zlib.decompress(packed))
    return found


def columns_of(sheet: Sheet) -> list[Column]:
    """The columns of a kept answer."""
    return [
        Column(one["key"], Words(**one["name"]), Sort(one["sort"]))
        for one in sheet["columns"]
    ]


def lines_of(sheet: Sheet) -> list[Line]:
    """The rows of a kept answer."""
    return [
        Line(row["key"], tuple(cell_of(cell) for cell in row["cells"]))
        for row in sheet["rows"]
    ]


def cell_of(cell: Any) -> Any:
    """A cell again: names in both languages stay names."""
    return Words(**cell) if isinstance(cell, dict) else cell
