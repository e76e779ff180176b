"""The plans of the reports: which chapters, and which texts and figures in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from web.marks import N_
from web.refused import RefusedError
from web.trends.view import Words

PLANS = Path(__file__).with_name("plans.toml")
KINDS = ("daily", "weekly", "monthly", "yearly", "special")
SPANS = ("period", "year", "all")


@dataclass(frozen=True)
class Text:
    """A place for a text."""

    key: str


@dataclass(frozen=True)
class Asked:
    """A figure: its key in the report, the view it asks, and over which days.

    ``like`` narrows it to notices on the same products as the report's measure.
    ``without`` are columns of its table that a page is too narrow for.
    """

    key: str
    view: str
    span: str
    like: bool = False
    without: tuple[str, ...] = ()


Part = Text | Asked


@dataclass(frozen=True)
class Chapter:
    """A chapter with its parts in order."""

    key: str
    name: Words
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Plan:
    """The plan of a kind of report."""

    kind: str
    name: Words
    chapters: tuple[Chapter, ...]

    def parts(self) -> Iterator[Part]:
        """All parts in order."""
        for chapter in self.chapters:
            yield from chapter.parts

    @property
    def texts(self) -> list[str]:
        """The keys of its texts, in order."""
        return [one.key for one in self.parts() if isinstance(one, Text)]

    @property
    def figures(self) -> list[Asked]:
        """Its figures, in order."""
        return [one for one in self.parts() if isinstance(one, Asked)]


@lru_cache(maxsize=1)
def plans() -> dict[str, Plan]:
    """All plans by kind."""
    read = tomllib.loads(PLANS.read_text("utf-8"))
    return {kind: make_plan(kind, read[kind]) for kind in KINDS}


def plan_of(kind: str) -> Plan:
    """The plan of a kind; one that is not there is refused."""
    if kind not in KINDS:
        raise RefusedError(N_("没有“%(kind)s”这种报告。"), kind=kind[:20])
    return plans()[kind]


def make_plan(kind: str, read: dict[str, object]) -> Plan:
    """A plan as the file has it."""
    chapters = read["chapters"]
    if not isinstance(chapters, list):
        raise TypeError(f"the plan {kind} has no chapters")
    made = tuple(
        Chapter(
            one["key"],
            Words(one["zh"], one["en"]),
            tuple(make_part(part) for part in one["parts"]),
        )
        for one in chapters
    )
    return Plan(kind, Words(str(read["zh"]), str(read["en"])), made)


def make_part(read: dict[str, Any]) -> Part:
    """A part as the file has it."""
    if "text" in read:
        return Text(read["text"])
    if read["span"] not in SPANS:
        raise ValueError(f"no such span: {read['span']}")
    return Asked(
        read["figure"],
        read["view"],
        read["span"],
        like=bool(read.get("like")),
        without=tuple(read.get("without", ())),
    )
