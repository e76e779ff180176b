"""What a view is: a question, how it is counted, what it says, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from sqlalchemy.orm import Session

from models.facts import Facts
from web.rights import Right
from web.trends.choice import Choice


class Words(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """The one of the language; the other where it is empty."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


Cell = Words | str | int | float | date | None
"""A value: None is what is not known or too small to tell."""
Spec = dict[str, Any]


class Behind(StrEnum):
    """What lies behind the rows of a view."""

    NOTICES = "notices"
    CASES = "cases"
    CONCERNS = "concerns"
    RUNS = "runs"
    REFUSALS = "refusals"


class Sort(StrEnum):
    """What a column holds, which decides how it is written and ordered."""

    NAME = "name"
    COUNT = "count"
    SHARE = "share"
    """From 0 to 1; shown in per cent."""
    NUMBER = "number"
    DAYS = "days"
    DAY = "day"
    MONTH = "month"
    MONEY = "money"


@dataclass(frozen=True)
class Column:
    """A column of a table: its key in data, its heading, and what it holds."""

    key: str
    name: Words
    sort: Sort = Sort.COUNT


@dataclass(frozen=True)
class Line:
    """A row of a table, which ``key`` names in an address, and what lies behind it.

    ``behind`` gives the ids of what was counted in it: notices, or what the view's
    ``behind`` names; ``loaded`` those of imported refusals that were counted too.
    """

    key: str
    cells: tuple[Cell, ...]
    behind: Callable[[], Sequence[int]] = tuple
    loaded: tuple[int, ...] = ()


class LeftOut(NamedTuple):
    """How many were not counted, and why."""

    why: Words
    many: int


class Basis(Protocol):
    """The rows that an answer was counted from."""

    @property
    def used(self) -> int:
        """How many they are."""

    @property
    def cut(self) -> str:
        """Their name, twelve hex digits: rows that say the same have the same."""

    def marks(self) -> dict[str, str]:
        """The mark of each by a name that holds in any database."""


@dataclass(frozen=True)
class Counted:
    """The answer to a question: its table, what it was counted from, what was not.

    ``facts`` are further figures that the sentence and the chart need.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    basis: Basis
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Words, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def column(self, key: str) -> list[Cell]:
        """The values of one column."""
        place = [one.key for one in self.columns].index(key)
        return [line.cells[place] for line in self.lines]


@dataclass(frozen=True)
class Scene:
    """Everything that a count may ask."""

    session: Session
    facts: Facts
    choice: Choice
    today: date


@dataclass(frozen=True)
class Need:
    """What must be loaded before a view can say anything, and how."""

    name: Words
    how: Words
    endpoint: str
    """Where its template is offered and loaded."""


@dataclass(frozen=True)
class View:
    """One of the views of the trends.

    ``count`` answers, ``say`` puts the answer in a sentence of a language, ``draw``
    makes its chart (None: it is a table). ``need`` is what the database lacks, ``by``
    the day that places a row in a period. ``behind`` is
    what the ids behind a row are of.
    """

    number: int
    key: str
    name: Words
    question: Words
    formula: Words
    by: Words
    count: Callable[[Scene], Counted]
    say: Callable[[Counted, str], str]
    draw: Callable[[Counted, str], Spec] | None = None
    need: Callable[[Session], Need | None] = lambda _session: None
    right: Right = Right.PUBLIC
    behind: Behind = Behind.NOTICES
    areas: tuple[str, ...] = ()
    """What it asks beside the facts of notices (``models.data_stamp.AREAS``)."""
    whole: bool = True
    """Made to full quality; others are a table and a sentence."""
    by_measure: bool = True
    """Whether measures can be counted instead of documents."""
    publishable: bool = True
    """Whether two people may release it in a report, whoever may open its page."""

    def chart(self, counted: Counted, language: str) -> Spec | None:
        """The chart of an answer; None where there is nothing to draw."""
        if self.draw is None or not counted.lines:
            return None
        made = self.draw(counted, language)
        return made if made["data"]["values"] else None


BY_DISTRIBUTION = Words("按通报日期（上海日历日）", "by distribution date")


def one_of(language: str, zh: str, en: str) -> str:
    """One of two texts."""
    return en if language == "en" else zh


def names_of(lines: Sequence[Line], language: str) -> list[str]:
    """The first cell of each row, told."""
    return [tell(line.cells[0], language) for line in lines]


def tell(cell: Cell, language: str) -> str:
    """A cell as a word."""
    if cell is None:
        return ""
    return cell.told(language) if isinstance(cell, Words) else str(cell)
