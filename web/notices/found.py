"""What was read in a notice beside its codes: stage, aim, days, standards, limits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.codes import Note, clean_hs, split_code_cell
from models.notice import Notice
from models.reference import hs_codes, members
from models.tag import Tag
from nlp.dates import DateRule, read_date_words
from nlp.standards import Counterpart, counterpart_of
from nlp.substances import substance_name, substances

ALL = "all"
DOUBTFUL = "doubtful"
MOST = 12
"""So many standards and substances are shown; the rest are counted."""
SCHEMES = (
    "stage",
    "aim",
    "article",
    "objective",
    "date",
    "standard",
    "substance",
    "hs",
    "ics",
)
CHANGED = frozenset(
    {Note.FIVE_DIGITS, Note.CUT, Note.CHAPTER, Note.LENGTH, Note.UNKNOWN, Note.YEAR}
)
"""What was done to a stated code that a reader should know of."""


@dataclass(frozen=True)
class Spot:
    """A finding with its words; ``key`` is that of its mark in the text."""

    code: str
    words: str
    key: str
    zh: str = ""
    en: str = ""
    stated: bool = False


@dataclass(frozen=True)
class Day:
    """A day as written, the day it comes to, and the rule by which it does."""

    code: str
    words: str
    day: date | None
    rule: DateRule | None


@dataclass(frozen=True)
class Cited:
    """A standard as cited, with its Chinese counterpart if we know one."""

    spot: Spot
    counterpart: Counterpart | None


@dataclass(frozen=True)
class Limited:
    """A substance, its CAS number and the limit stated for it; both may be ''."""

    spot: Spot
    cas: str
    limit: str


@dataclass(frozen=True)
class Doubt:
    """A stated code in doubt, and the words that speak against it."""

    scheme: str
    code: str
    against: str


@dataclass(frozen=True)
class Written:
    """A code as a Member wrote it, what it was read as ('' if nothing), and why."""

    words: str
    code: str
    note: str


@dataclass
class Found:
    """All of it; empty lists where nothing was read."""

    stage: Spot | None = None
    aims: list[Spot] = field(default_factory=list)
    articles: list[Spot] = field(default_factory=list)
    objectives: list[Spot] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    standards: list[Cited] = field(default_factory=list)
    substances: list[Limited] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(vars(self).values())


def read_found(session: Session, notice: Notice) -> Found:
    """What the tags of a notice tell beside its codes and kinds of measure."""
    query = select(Tag).where(Tag.notice_id == notice.id, Tag.scheme.in_(SCHEMES))
    rows = list(session.scalars(query.order_by(Tag.score.desc(), Tag.id)))
    tags = {scheme: once(rows, scheme) for scheme in SCHEMES}
    stated = set(notice.content.get("articles") or ())
    return Found(
        stage=next(map(as_spot, tags["stage"]), None),
        aims=list(aims_of(tags["aim"])),
        articles=[as_spot(one) for one in tags["article"] if one.code not in stated],
        objectives=[as_spot(o) for o in tags["objective"] if o.origin == "found"],
        days=[day_of(one) for one in tags["date"] if one.words != one.note],
        standards=[cited(one) for one in tags["standard"]],
        substances=[limited(one) for one in limits_first(rows)],
        doubts=list(doubts_of(rows)),
        written=list(written_of(notice.content)),
    )


def once(rows: Iterable[Tag], scheme: str) -> list[Tag]:
    """The tags of a scheme, each code once."""
    found: dict[str, Tag] = {}
    for row in rows:
        if row.scheme == scheme:
            found.setdefault(row.code, row)
    return list(found.values())


def limits_first(rows: Iterable[Tag]) -> list[Tag]:
    """The substances, each once: a mention with a limit before one without."""
    named = [row for row in rows if row.scheme == "substance"]
    return once(sorted(named, key=lambda row: not row.note), "substance")


def as_spot(tag: Tag, names: tuple[str, str] = ("", "")) -> Spot:
    """A tag as it is shown."""
    key = f"{tag.scheme}-{tag.code}"
    words = "" if tag.field in ("type", "kind") else tag.words
    return Spot(tag.code, words, key, *names, stated=tag.origin == "stated")


def aims_of(tags: Iterable[Tag]) -> Iterator[Spot]:
    """The Members aimed at; that all are is told only where the form says so."""
    names = {one.code: (one.zh, one.en) for one in members()}
    for tag in tags:
        if tag.code != ALL or tag.origin == "stated":
            yield as_spot(tag, names.get(tag.code, (tag.code, tag.code)))


def day_of(tag: Tag) -> Day:
    """A day with its rule; the note holds the day it came to when it was read."""
    told = read_date_words(tag.words)
    try:
        day = (
            date.fromisoformat(tag.note) if len(tag.note) == len("2026-01-01") else None
        )
    except ValueError:
        day = None
    return Day(tag.code, tag.words, day, told if isinstance(told, DateRule) else None)


def cited(tag: Tag) -> Cited:
    """A cited standard beside its Chinese counterpart."""
    return Cited(as_spot(tag), counterpart_of(tag.code))


def limited(tag: Tag) -> Limited:
    """A substance with what is stated of it; the mark of a doubt is no limit."""
    known = substances().get(tag.code)
    name = substance_name(tag.code)
    limit = "" if tag.note in ("base", DOUBTFUL) else tag.note
    return Limited(as_spot(tag, name), known.cas if known else "", limit)


def doubts_of(rows: list[Tag]) -> Iterator[Doubt]:
    """The stated codes in doubt, each once, with the goods that the text names."""
    named = [row for row in rows if row.scheme == "hs" and row.origin == "found"]
    titled = [row for row in named if row.field == "title" and row.score >= 1]
    seen = set()
    for row in sorted(rows, key=lambda row: row.id):
        if row.note == DOUBTFUL and row.origin == "stated" and row.code not in seen:
            seen.add(row.code)
            same = [each for each in named if each.code[:4] == row.code[:4]]
            against = next((one.words for one in [*same, *titled]), "")
            yield Doubt(row.scheme, row.code, against)


def written_of(content: Mapping[str, Any]) -> Iterator[Written]:
    """The HS codes of the Member that were cut or cannot be."""
    for words, _ in split_code_cell(str(content.get("hs_text") or "")):
        code, note = clean_hs(words, hs_codes()) if words else (None, None)
        if note in CHANGED:
            yield Written(words, code or "", str(note))
