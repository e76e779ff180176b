"""Sentence patterns of the paper, from ``patterns.csv``: each in both languages.

A pattern for one kind of paper comes before the one for all.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("patterns.csv")


@lru_cache(maxsize=1)
def patterns() -> dict[tuple[str, str], dict[str, str]]:
    """All patterns by key and kind."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {(row["key"], row["kind"]): row for row in csv.DictReader(lines)}


def pattern(key: str, side: str, kind: str = "") -> str:
    """A pattern in one language; KeyError where there is none."""
    known = patterns()
    row = known.get((key, kind)) or known[key, ""]
    return row[side]


def write(key: str, side: str, kind: str = "", **places: str) -> str:
    """A sentence out of a pattern; braces in what fills it stay as they are."""
    return pattern(key, side, kind).format(**places)
