"""What a title and a summary of a notice may say; nothing else is ever said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.periods import DayKind

COUNTED = re.compile(r"(?P<kind>[a-z]+)\+(?P<count>\d{1,4})(?P<months>m?)")
PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<part>H[12]|Q[1-4]|\d\d))?")


class Name(NamedTuple):
    """What a thing is called in both languages."""

    zh: str
    en: str


NOBODY = Name("", "")


@dataclass(frozen=True)
class Goods:
    """The goods of a notice by name; ``quoted`` are the publisher's words for them.

    ``more`` says that there are others beside those named.
    """

    names: Sequence[Name] = ()
    more: bool = False
    quoted: str = ""

    @property
    def english(self) -> list[str]:
        """The names there are in English, each once: two words may share one."""
        return list(dict.fromkeys(one.en for one in self.names if one.en))


NO_GOODS = Goods()


@dataclass(frozen=True)
class When:
    """A day, or so many days or months after something, or a period.

    ``words`` are the publisher's; they stand where nothing else is known.
    """

    day: date | None = None
    kind: str = ""
    count: int = 0
    months: bool = False
    year: int = 0
    part: str = ""
    words: str = ""

    @property
    def is_known(self) -> bool:
        """Whether it can be told in our words."""
        return bool(self.day or self.kind or self.year)


@dataclass(frozen=True)
class Standard:
    """A standard as cited, its Chinese counterpart ('' if none) and the relation."""

    number: str
    counterpart: str = ""
    relation: str = ""


@dataclass(frozen=True)
class Limit:
    """A substance, and the limit stated for it ('' if none)."""

    name: Name
    limit: str


@dataclass(frozen=True)
class Facts:
    """All that is known of a notice for its title and summary.

    ``kind`` is its type for a WTO notification, else its kind at home; ``stage`` is
    that of the tags; ``basis`` says where the deadline comes from.
    """

    kind: str
    agreement: str = ""
    language: str = "en"
    members: Sequence[Name] = ()
    publisher: Name = NOBODY
    base: str = ""
    """The symbol of the first document, of a follow-up of one Member."""
    emergency: bool = False
    goods: Goods = NO_GOODS
    horizontal: bool = False
    measures: Sequence[str] = ()
    objectives: Sequence[Name] = ()
    aims: Sequence[Name] = ()
    standards: Sequence[Standard] = ()
    limits: Sequence[Limit] = ()
    days: Mapping[str, When] = field(default_factory=dict)
    distributed: date | None = None
    deadline: date | None = None
    basis: str = "none"
    stage: str = ""
    sectors: Mapping[str, Sequence[Name]] = field(default_factory=dict)
    """The names of the sectors by certainty."""
    changes: Name = NOBODY
    """What a follow-up changes, as a sentence of both languages."""
    ended: str = ""
    """What a follow-up ends: ``void`` a document, ``withdrawn`` the measure."""

    @property
    def is_undone(self) -> bool:
        """Whether it takes back what was laid down: it asks for nothing more."""
        relaxes = self.measures[:1] == ["deregulation-withdrawal"]
        ended = bool(self.ended) or self.stage == "withdrawn"
        return ended or (self.kind == "corrigendum" and relaxes)

    @property
    def spares_china(self) -> bool:
        """Whether it names the Members whose goods are meant, and China is none."""
        return bool(self.aims) and all(one.en != "China" for one in self.aims)

    def is_settled(self, name: str) -> bool:
        """Whether a day is told as a fact and not as a plan."""
        if self.stage == "final" or self.kind == "rule":
            return True
        day = self.days[name].day if name in self.days else None
        return bool(day and self.distributed and day <= self.distributed)


def read_when(note: str, words: str) -> When:
    """When something is, from the note of a tag: a day, a rule, a period or nothing."""
    counted = COUNTED.fullmatch(note)
    if counted and counted["kind"] in set(DayKind):
        count, months = int(counted["count"]), bool(counted["months"])
        return When(kind=counted["kind"], count=count, months=months, words=words)
    period = PERIOD.fullmatch(note)
    if period:
        return When(year=int(period["year"]), part=period["part"] or "", words=words)
    return When(day=read_iso(note), words=words)


def read_iso(note: str) -> date | None:
    """The day that a note states, if it states one."""
    try:
        return date.fromisoformat(note) if note else None
    except ValueError:
        return None
