"""Sentence patterns of the paper, from ``patterns.csv``: each in both languages.

A pattern for one kind of paper comes before the one for all.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from web.cases.points import read_words

TABLE = Path(__file__).with_name("patterns.csv")
DUTIES = Path(__file__).with_name("duties.csv")


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


@lru_cache(maxsize=1)
def duties() -> dict[str, dict[str, str]]:
    """What each ground asks of Members, in words that go on a sentence.

    Grounds that a machine check may propose have theirs with the words of the check.
    """
    checked = {
        ground_id: {"zh": row["duty_zh"], "en": row["duty_en"]}
        for (ground_id, _check), row in reversed(list(read_words().items()))
    }
    return checked | {row["ground_id"]: row for row in own_words()}


@lru_cache(maxsize=1)
def own_words() -> list[dict[str, str]]:
    """The rows of grounds that no machine check proposes."""
    with DUTIES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def subject_of(ground_id: str, side: str) -> str:
    """What a point on a ground is headed; '' where the ground's name will do.

    The words of the checks serve where all checks of the ground have the same.
    """
    told = {
        row[f"subject_{side}"]
        for (known, _check), row in read_words().items()
        if known == ground_id
    }
    told |= {
        row[f"subject_{side}"] for row in own_words() if row["ground_id"] == ground_id
    }
    return told.pop() if len(told) == 1 else ""
