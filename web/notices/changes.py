"""What a notice changes, made ready for its page: sentence, fields, clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.change import Change
from models.changes.brief import in_short, short
from models.changes.fields import DAYS, LISTS, LISTS_OF_NATIONS
from models.changes.words import Run
from models.kinds import NoticeKind
from models.notice import Document, Notice, Version
from web.notices.telling import PART, say_changes, to_nation
from web.notices.telling_fields import label, named, say_by, say_value

LISTED = frozenset(LISTS + LISTS_OF_NATIONS)
MOST = 60
"""Clauses that a page shows unless all are asked for."""
OPEN = 20
"""Changed clauses that lie open; more of them would hide one another."""
FOLLOWING = ("family", "draft")
RANKS = {"family": 0, "text": 1, "version": 2}


@dataclass(frozen=True)
class Field:
    """One changed field: its name, and what to show of it."""

    name: str
    label: str
    runs: list[Run] = field(default_factory=list)
    note: str = ""
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    pairs: list[dict[str, str]] = field(default_factory=list)
    foreign: bool = False
    """Whether the words are the publisher's, not ours."""


@dataclass(frozen=True)
class Clause:
    """One clause that changed, came, went or moved."""

    kind: str
    number: str
    before: str
    runs: list[Run]
    cut: bool
    is_open: bool


@dataclass(frozen=True)
class Compared:
    """A notice against one thing before it: what, and what is different."""

    kind: str
    sentence: str
    fields: list[Field]
    clauses: list[Clause]
    counts: dict[str, int]
    left: int
    """Clauses that are kept but not shown here."""
    against: Notice | None = None
    seen: datetime | None = None
    number: int = 0
    url: str = ""


@dataclass(frozen=True)
class Changes:
    """All comparisons of a notice, and which of its family have some of their own."""

    compared: list[Compared]
    ids: frozenset[int]
    sentence: str
    """What the follow-up changed, else what last changed; '' for nothing."""


def read_changes(
    session: Session, notice: Notice, language: str, *, whole: bool = False
) -> Changes:
    """What a notice changes in its family, in its notified text and its own record.

    ``whole`` asks for all the clauses that are kept.
    """
    query = select(Change).where(Change.notice_id == notice.id)
    rows = [one for one in session.scalars(query) if one.fields]
    compared = [
        compare(session, notice, one, language, whole=whole)
        for one in sorted(rows, key=rank)
    ]
    own = [one.sentence for one in compared if one.kind in FOLLOWING]
    sentence = PART[language].join(own or [one.sentence for one in compared[:1]])
    return Changes(compared, changed_ids(session, notice), sentence)


def rank(change: Change) -> tuple[int, int, int]:
    """The family first, then the text, then the newest version of the record."""
    number = int(change.key) if change.kind == "version" else 0
    return RANKS[change.kind], -number, change.id


def changed_ids(session: Session, notice: Notice) -> frozenset[int]:
    """The documents of the family that change something in it."""
    if notice.measure_id is None:
        return frozenset()
    query = (
        select(Change.notice_id, Change.fields)
        .join(Notice, Notice.id == Change.notice_id)
        .where(Notice.measure_id == notice.measure_id, Change.kind == "family")
    )
    return frozenset(row.notice_id for row in session.execute(query) if row.fields)


def compare(
    session: Session, notice: Notice, change: Change, language: str, *, whole: bool
) -> Compared:
    """One comparison as the page shows it."""
    national = notice.kind != NoticeKind.NOTIFICATION
    changes = in_short(change.fields)
    told = to_nation(changes) if national else changes
    shown = [one for one in change.fields if one["field"] != "text"]
    counts: dict[str, int] = next(
        (one["counts"] for one in change.fields if "counts" in one), {}
    )
    most = len(change.clauses) if whole else MOST
    return Compared(
        kind=kind_of(change),
        sentence=say_changes(told, language),
        fields=[read_field(one, language) for one in shown],
        clauses=list(read_clauses(change.clauses[:most])),
        counts=counts,
        left=len(change.clauses[most:]),
        against=change.against if change.against_id != notice.id else None,
        **origin_of(session, change),
    )


def kind_of(change: Change) -> str:
    """What was compared: family, draft, file or version."""
    if change.kind != "text":
        return change.kind
    return "file" if change.key.startswith("file ") else "draft"


def origin_of(session: Session, change: Change) -> dict[str, Any]:
    """The number and day of a version, or the address of a file."""
    if change.kind == "version":
        query = select(Version.seen_at).where(
            Version.notice_id == change.notice_id, Version.number == int(change.key)
        )
        return {"seen": session.scalar(query), "number": int(change.key)}
    if change.key.startswith("file "):
        file = session.get(Document, int(change.key.removeprefix("file ")))
        return {"seen": change.created_at, "url": file.url if file else ""}
    return {}


def read_field(one: dict[str, Any], language: str) -> Field:
    """One changed field as the page shows it."""
    name, made = one["field"], short(one)  # type: ignore[arg-type]
    about = label(name, made, language)
    if name in LISTED:
        names = name if name != "documents" else ""
        return Field(
            name,
            about,
            added=[named(names, entry, language) for entry in one["added"]],
            removed=[named(names, entry, language) for entry in one["removed"]],
        )
    if name == "limits":
        return Field(name, about, pairs=list(one["pairs"]), foreign=True)
    if one.get("words"):
        return Field(name, about, [Run(*run) for run in one["words"]], foreign=True)
    runs = [
        Run(kind, say_side(name, one.get(side), language))
        for kind, side in (("removed", "before"), ("added", "after"))
        if one.get(side)
    ]
    return Field(
        name,
        about,
        runs,
        note=say_by(name, made, language).strip("，() "),
        foreign=name not in {*DAYS, "status"},
    )


def say_side(name: str, value: Any, language: str) -> str:
    """One side of a field: a day or a state in our words, a text as it stands."""
    if name in DAYS:
        return say_value(value, language)
    if name == "status":
        return say_changes({"status": {"after": value}}, language)
    return str(value)


def read_clauses(clauses: Sequence[dict[str, Any]]) -> Iterable[Clause]:
    """The clauses as the page shows them; the first changed ones lie open."""
    opened = 0
    for one in clauses:
        is_open = one["kind"] == "changed" and opened < OPEN
        opened += is_open
        yield Clause(
            kind=one["kind"],
            number=one["number"],
            before=one.get("before", ""),
            runs=runs_of(one),
            cut=bool(one.get("cut")),
            is_open=is_open,
        )


def runs_of(one: dict[str, Any]) -> list[Run]:
    """The words of a clause; one that came or went is all of one kind."""
    if "words" in one:
        return [Run(*run) for run in one["words"]]
    kinds = {"added": "added", "removed": "removed"}
    return [Run(kinds.get(one["kind"], "same"), one["text"])]
