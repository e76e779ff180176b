"""Facts of the world, read from the shipped CSV files, without a database."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.codes import ancestors
from models.fold import fold

FOLDER = Path(__file__).parent
Row = dict[str, str]
LISTS = ("evidence_needed", "evidence_needed_zh", "auto_check")
"""The columns of a ground that hold several parts."""


@dataclass(frozen=True)
class MemberFact:
    """A WTO Member or observer, under the token that stands in its symbols."""

    code: str
    iso2: str
    iso3: str
    numeric: str
    eping_code: str
    status: str
    en: str
    en_wto: str
    zh: str
    aliases: tuple[str, ...]
    zone: str


@dataclass(frozen=True)
class GroupFact:
    """A customs union or circle of Members."""

    id: str
    name_zh: str
    name_en: str
    members: tuple[str, ...]
    source: str
    as_of: str


@dataclass(frozen=True)
class NoticeType:
    """A type of notification, under the name that ePing gives it."""

    name: str
    key: str
    agreement_hint: str
    emergency: bool
    zh: str


@dataclass(frozen=True)
class MeasureType:
    """A kind of requirement that a measure makes."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True)
class ObjectiveFact:
    """An objective of a notification, in the WTO's exact spelling."""

    name: str
    key: str
    agreement: str
    zh: str
    en: str


@dataclass(frozen=True)
class Ground:
    """A ground for a comment: the article, the argument, what it needs, what it asks.

    ``auto_check`` holds alternatives, each a chain of checks joined by ``and``.
    """

    id: str
    agreement: str
    article: str
    name_en: str
    name_zh: str
    statement_en: str
    statement_zh: str
    when_it_applies: str
    when_it_applies_zh: str
    typical_argument_en: str
    typical_argument_zh: str
    evidence_needed: tuple[str, ...]
    evidence_needed_zh: tuple[str, ...]
    typical_request_en: str
    typical_request_zh: str
    auto_check: tuple[str, ...]
    strength: str
    caution: str
    caution_zh: str


def read_rows(name: str) -> list[Row]:
    """The rows of a shipped file, by column; blank cells are ''."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def split(cell: str) -> list[str]:
    """The parts of a cell that holds several."""
    return cell.split("|") if cell else []


@lru_cache(maxsize=1)
def hs_codes() -> frozenset[str]:
    """Every chapter, heading and subheading of the edition, without dots."""
    return frozenset(code_names("hs"))


@lru_cache(maxsize=1)
def ics_codes() -> frozenset[str]:
    """Every field, group and sub-group of the edition."""
    return frozenset(code_names("ics"))


@lru_cache(maxsize=2)
def code_names(scheme: str) -> dict[str, tuple[str, str]]:
    """Chinese and English names of the codes of ``hs`` or ``ics``.

    Where a code has no Chinese name of its own, it has that of the code above it.
    """
    rows = read_rows(scheme)
    chinese = {row["code"]: row["zh"] for row in rows if row["zh"]}
    return {row["code"]: (nearest(row["code"], chinese), row["en"]) for row in rows}


def nearest(code: str, names: dict[str, str]) -> str:
    """The name of the code, or of the first above it that has one."""
    above = reversed(ancestors(code))
    return next((names[one] for one in above if one in names), "")


def is_low_signal(ics: str) -> bool:
    """Whether Members add this ICS code, or what it lies under, to almost anything."""
    return not low_signal().isdisjoint(ancestors(ics))


@lru_cache(maxsize=1)
def low_signal() -> frozenset[str]:
    """The ICS codes that say little."""
    rows = read_rows("signal")
    return frozenset(row["code"] for row in rows if row["signal"] == "low")


@lru_cache(maxsize=1)
def members() -> tuple[MemberFact, ...]:
    """All Members and observers, by code."""
    return tuple(
        MemberFact(**{**row, "aliases": tuple(split(row["aliases"]))})  # type: ignore[arg-type]
        for row in read_rows("members")
    )


def member_by_name(name: str) -> str | None:
    """The code of the Member that is spelled so anywhere; None if nobody is."""
    return spellings().get(plain_name(name))


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Every name, alias and code of a Member, folded, with its code."""
    found: dict[str, str] = {}
    for one in members():
        for name in (one.en, one.en_wto, one.zh, *one.aliases, one.code):
            found.setdefault(plain_name(name), one.code)
    return found


def plain_name(name: str) -> str:
    """A name as it is compared: folded, with one kind of apostrophe and blank."""
    return fold(" ".join(name.replace("’", "'").split()))


@lru_cache(maxsize=1)
def groups() -> tuple[GroupFact, ...]:
    """The groups of Members, in the file's order."""
    seats: dict[str, list[Row]] = {}
    for row in read_rows("member_groups"):
        seats.setdefault(row["group"], []).append(row)
    return tuple(
        GroupFact(
            id=name,
            name_zh=rows[0]["name_zh"],
            name_en=rows[0]["name_en"],
            members=tuple(row["member"] for row in rows),
            source=rows[0]["source"],
            as_of=rows[0]["as_of"],
        )
        for name, rows in seats.items()
    )


@lru_cache(maxsize=1)
def notice_types() -> tuple[NoticeType, ...]:
    """The types of notifications, by the name that ePing gives them."""
    rows = read_rows("notice_types")
    return tuple(
        NoticeType(
            row["name"],
            row["key"],
            row["agreement_hint"],
            row["emergency"] == "yes",
            row["zh"],
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def measure_types() -> tuple[MeasureType, ...]:
    """The kinds of requirements, in the order they are shown."""
    return tuple(MeasureType(**row) for row in read_rows("measure_types"))


@lru_cache(maxsize=1)
def objectives() -> tuple[ObjectiveFact, ...]:
    """The objectives of both agreements."""
    return tuple(ObjectiveFact(**row) for row in read_rows("objectives"))


@lru_cache(maxsize=1)
def grounds() -> tuple[Ground, ...]:
    """The grounds for comments, in the file's order."""
    return tuple(
        Ground(
            **{
                **row,
                **{name: tuple(split(row[name])) for name in LISTS},  # type: ignore[arg-type]
            }
        )
        for row in read_rows("grounds")
    )
