"""Whose table it is, by its headings, and which column is which field."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from web.marks import N_
from web.refused import RefusedError

HERE = Path(__file__).parent
OWN = "own"
NEEDED = ("key", "day", "origin", "product")
"""Every table must have these; the centre's own also ``source`` and ``market``."""
ALSO = ("source", "market")
NO_HEADINGS = N_(
    "第1行应是列名，缺少：%(names)s。请用模板填写，或上传RASFF、FDA的原始下载表。"
)


@dataclass(frozen=True)
class Publisher:
    """A publisher of tables: its source and market, and the order of its dates.

    Both are empty for the centre's own template, whose rows say them. ``names`` are
    what people call the source, parted by ``|``.
    """

    publisher: str
    source: str
    market: str
    order: str
    names: str


@dataclass(frozen=True)
class Layout:
    """Whose table it is, and the columns of each field."""

    publisher: Publisher
    places: Mapping[str, Sequence[int]]

    def cell(self, row: Sequence[str], field: str) -> str:
        """The words of a field: of several columns, those filled in, parted by /."""
        places = self.places.get(field, ())
        cells = (row[at].strip() for at in places if at < len(row))
        return "/".join(cell for cell in cells if cell)


@lru_cache(maxsize=1)
def publishers() -> tuple[Publisher, ...]:
    """All publishers, the centre's own template first."""
    with (HERE / "publishers.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(Publisher(**row) for row in csv.DictReader(lines))


@lru_cache(maxsize=1)
def headings() -> tuple[tuple[str, str, str], ...]:
    """Publisher, heading and field, in the order of the columns."""
    with (HERE / "headings.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple((one["publisher"], one["heading"], one["field"]) for one in rows)


def own_headings(language: str) -> list[str]:
    """The headings of the template in a language."""
    chinese = [heading for whose, heading, _ in headings() if whose == OWN][::2]
    fields = [field for whose, _, field in headings() if whose == OWN][::2]
    return fields if language == "en" else chinese


def source_of(word: str) -> str:
    """The source that a word names: ours for a publisher we know, else the word."""
    for one in publishers():
        if word.casefold() in one.names.split("|"):
            return one.source
    return word


def read_head(head: Sequence[str]) -> Layout:
    """The layout of a table by its first row; RefusedError names what it lacks."""
    found = [layout_of(one, head) for one in publishers()]
    for layout in found:
        if not lacking(layout):
            return layout
    own = found[0]
    names = dict(zip(own_headings("en"), own_headings("zh"), strict=True))
    words = (names[field] for field in lacking(own))
    raise RefusedError(NO_HEADINGS, names="、".join(words))


def layout_of(publisher: Publisher, head: Sequence[str]) -> Layout:
    """Where the columns of a publisher stand in a row of headings."""
    folded = [fold(cell) for cell in head]
    places: dict[str, list[int]] = {}
    for whose, heading, field in headings():
        if whose == publisher.publisher and fold(heading) in folded:
            places.setdefault(field, []).append(folded.index(fold(heading)))
    return Layout(publisher, places)


def lacking(layout: Layout) -> list[str]:
    """The fields that a table must have and has not."""
    needed = NEEDED if layout.publisher.source else (*ALSO, *NEEDED)
    return [field for field in needed if field not in layout.places]


def fold(heading: str) -> str:
    """A heading without the differences of case, spaces and underscores."""
    return "".join(heading.replace("_", " ").split()).casefold()
