"""What two documents are compared by: numbers, words of the title, days, goods."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.content import Content
from models.days import read_day
from models.lemmas import lemma

WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = """
the and for with from that this are under into upon its their other certain draft
proposed rule regulation regulations order act law final notice amendment amending
amend concerning regarding relating requirement standard commission european
implementing delegated member state council parliament united kingdom part section
chapter title technical national federal use used product device
"""
EMPTY = frozenset(lemma(word) for word in COMMON.split())
"""Words that nearly every title has: they tell no measure from another."""


@dataclass(frozen=True)
class Facts:
    """One document, reduced to what can be compared; ``words`` are folded lemmas."""

    id: int
    symbol: str
    language: str
    distributed: date
    numbers: frozenset[str]
    words: frozenset[str]
    days: frozenset[date]
    headings: frozenset[str]


def words_of(title: str, language: str) -> frozenset[str]:
    """The words of a title that may tell it from others."""
    return frozenset(
        found
        for word in WORD.findall(title)
        if (found := lemma(word, language)) not in EMPTY
    )


def days_of(content: Content) -> frozenset[date]:
    """The days that a document names for comments, adoption and entry into force."""
    names = ("comments_close", "docket_closes", "adoption", "entry_into_force")
    found = (read(content.get(name)) for name in names)
    return frozenset(day for day in found if day)


def read(told: Any) -> date | None:
    """A day, if one is written; words in its place are none."""
    try:
        return read_day(told)
    except ValueError:
        return None
