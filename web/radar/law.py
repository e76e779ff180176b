"""Which articles bind a Member to notify a measure, and what may be asked under them.

The articles are rows of ``law.csv``, each leading to a ground of the table of grounds
that says what it holds; what a paper asks is in ``requests.csv``. All three agree that
the duty exists only where no relevant international standard is followed and trade
may be affected significantly (TBT 2.9 and 5.6, SPS Annex B 5).
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.reference import Ground, Row, grounds

FOLDER = Path(__file__).parent
AGREEMENTS = {
    "TBT": ("《技术性贸易壁垒协定》", "TBT Agreement"),
    "SPS": ("《实施卫生与植物卫生措施协定》", "SPS Agreement"),
}
NOTIFY, ANSWER = "notify", "answer"


@dataclass(frozen=True)
class Duty:
    """A sort of measure that is to be notified, and the types that point to it."""

    id: str
    agreement: str
    zh: str
    en: str
    types: frozenset[str]


@dataclass(frozen=True)
class Article:
    """An article that binds for one sort of measure, with its ground."""

    rule: str
    duty: str
    ground: Ground
    cite: tuple[str, str]


@dataclass(frozen=True)
class Duties:
    """The sorts that a measure may be of; ``told`` if its types point to them."""

    found: Sequence[Duty]
    told: bool

    @property
    def agreements(self) -> list[str]:
        """The agreements under which the duties fall, each once."""
        return list(dict.fromkeys(one.agreement for one in self.found))


def read(name: str) -> list[Row]:
    """The rows of a table of this room."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def duties() -> tuple[Duty, ...]:
    """All sorts of measures that are to be notified."""
    return tuple(
        Duty(
            row["duty"],
            row["agreement"],
            row["zh"],
            row["en"],
            frozenset(row["types"].split("|")),
        )
        for row in read("duties")
    )


@lru_cache(maxsize=1)
def articles() -> tuple[Article, ...]:
    """All articles, in the order of the table."""
    held = {one.id: one for one in grounds()}
    return tuple(
        Article(
            row["rule"],
            row["duty"],
            held[row["ground_id"]],
            (row["cite_zh"], row["cite_en"]),
        )
        for row in read("law")
    )


def duties_of(types: Iterable[str]) -> Duties:
    """What a measure of these types may be; all sorts where the types do not tell."""
    known = set(types)
    found = [one for one in duties() if one.types & known]
    return Duties(found or duties(), told=bool(found))


def articles_of(rule: str, bound: Duties) -> list[Article]:
    """The articles of a rule that bind for these sorts of measures."""
    names = {one.id for one in bound.found}
    return [one for one in articles() if one.rule == rule and one.duty in names]


def cite(rule: str, bound: Duties, *, chinese: bool) -> str:
    """The articles of a rule, by agreement; empty where no article has that rule."""
    found: dict[str, dict[str, None]] = {}
    place = 0 if chinese else 1
    for one in articles_of(rule, bound):
        found.setdefault(one.ground.agreement, {})[one.cite[place]] = None
    if chinese:
        return "；".join(AGREEMENTS[a][0] + "、".join(c) for a, c in found.items())
    return "; ".join(f"{AGREEMENTS[a][1]}, {', '.join(c)}" for a, c in found.items())


def requests(paper: str, kind: str, bound: Duties, *, chinese: bool) -> list[str]:
    """What a paper asks about a draft or a rule, each with its articles."""
    asked = []
    for row in read_requests():
        if row["paper"] == paper and kind in row["kinds"].split("|"):
            told = cite(row["rule"], bound, chinese=chinese)
            marks = f"（{told}）" if chinese else f" ({told})"
            words = row["zh" if chinese else "en"]
            asked.append(words.format(cites=marks if told else ""))
    return asked


@lru_cache(maxsize=1)
def read_requests() -> tuple[Row, ...]:
    """What the papers ask, in their order."""
    return tuple(read("requests"))
