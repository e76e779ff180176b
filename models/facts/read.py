"""Reading the facts: few wide statements, each in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.events import EventKind
from models.facts.columns import NEVER, Column, Facts, Many, Mask, Numbers
from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.notice_filter import TOLD
from models.sector import Match
from models.tag import Tag

CERTAIN = ("sure", "likely")
SCHEMES = (
    "hs",
    "ics",
    "measure",
    "objective",
    "article",
    "standard",
    "substance",
    "scope",
    "date",
)
STATED = "stated"
NEW = ("regular", "emergency")
AREA = "notices"
COLUMNS = (
    Notice.id,
    Notice.source_key,
    Notice.symbol,
    Notice.kind,
    Notice.agreement,
    Notice.type,
    Notice.emergency,
    Notice.measure_id,
    Notice.distributed,
    Notice.created_at,
    Notice.deadline,
    Notice.deadline_basis,
    Notice.comments_close,
    Notice.content_hash,
    Notice.source_slug,
    Notice.twin_key,
)
Pair = tuple[int, str]
Rows = Sequence[Any]


@dataclass(frozen=True)
class Told:
    """What is told of notices beside their own columns: pairs of a place and a name."""

    members: list[Pair]
    sectors: list[Pair]
    stated: list[Pair]
    tags: dict[str, list[Pair]]

    def all(self) -> Iterator[tuple[str, list[Pair]]]:
        """Each list under a name."""
        yield from (("m", self.members), ("s", self.sectors), ("h", self.stated))
        yield from self.tags.items()


def read_facts(session: Session) -> Facts:
    """The facts as the session sees them now; some seconds for a whole history."""
    version = data_version(session, AREA)
    rows = session.execute(select(*COLUMNS).order_by(Notice.id)).all()
    places = {row.id: place for place, row in enumerate(rows)}
    told = read_told(session, places)
    many = {name: Many.of(len(rows), pairs) for name, pairs in told.tags.items()}
    void = read_void(session, rows)
    opening = find_openings(rows, void)
    return Facts(
        version=version,
        ids=numbers(row.id for row in rows),
        keys=tuple(row.source_key for row in rows),
        symbols=tuple(row.symbol for row in rows),
        kind=Column.of(row.kind for row in rows),
        source=Column.of(row.source_slug for row in rows),
        agreement=Column.of(row.agreement or "" for row in rows),
        type=Column.of(row.type for row in rows),
        emergency=mask(row.emergency for row in rows),
        void=void,
        opening=opening,
        measure=numbers(row.measure_id or 0 for row in rows),
        distributed=numbers(ordinal(row.distributed) for row in rows),
        stored=numbers(ordinal(row.created_at) for row in rows),
        deadline=numbers(ordinal(row.deadline) for row in rows),
        basis=Column.of(row.deadline_basis for row in rows),
        comments_close=numbers(ordinal(row.comments_close) for row in rows),
        marks=mark(rows, told, void, opening),
        members=Many.of(len(rows), told.members),
        sectors=Many.of(len(rows), told.sectors),
        stated_hs=Many.of(len(rows), told.stated),
        hs=many["hs"],
        ics=many["ics"],
        measure_types=many["measure"],
        objectives=many["objective"],
        articles=many["article"],
        standards=many["standard"],
        substances=many["substance"],
        scopes=many["scope"],
        days=many["date"],
        events=many["event"],
        twin=Column.of(row.twin_key or "" for row in rows),
    )


def numbers(values: Iterable[int]) -> Numbers:
    """Whole numbers as an array."""
    return np.fromiter(values, dtype=np.int64)


def mask(values: Iterable[bool]) -> Mask:
    """Truths as an array."""
    return np.fromiter(values, dtype=np.bool_)


def ordinal(day: date | datetime | None) -> int:
    """The number of a day."""
    return day.toordinal() if day else NEVER


def read_told(session: Session, places: dict[int, int]) -> Told:
    """The Members, certain sectors and codes of all notices."""
    members = select(NoticeMember.notice_id, NoticeMember.member_code)
    sectors = select(Match.notice_id, Match.sector_id)
    sectors = sectors.where(Match.certainty.in_(CERTAIN))
    tags: dict[str, list[Pair]] = {scheme: [] for scheme in SCHEMES}
    stated: list[Pair] = []
    found = select(Tag.notice_id, Tag.scheme, Tag.code, Tag.origin, Tag.note)
    found = found.where(Tag.scheme.in_(SCHEMES), Tag.origin.in_(TOLD))
    for notice, scheme, code, origin, note in session.execute(found):
        place = places.get(notice)
        if place is None:
            continue  # it came after the notices were read; they are read again
        if scheme == "date":
            tags[scheme].append((place, f"{code}:{note}"))
            continue
        tags[scheme].append((place, code))
        if scheme == "hs" and origin == STATED:
            stated.append((place, code))
    tags["event"] = read_events(session, places)
    told = pairs(session, members, places), pairs(session, sectors, places)
    return Told(*told, stated, tags)


def read_events(session: Session, places: dict[int, int]) -> list[Pair]:
    """What each notice tells of its measure: the kind of event and its day."""
    query = select(Event.notice_id, Event.kind, Event.day)
    return [
        (places[notice], f"{kind}:{day.isoformat()}")
        for notice, kind, day in session.execute(query)
        if notice in places
    ]


def pairs(session: Session, query: Any, places: dict[int, int]) -> list[Pair]:
    """The answers of a query as pairs of a place and a name."""
    return [
        (places[notice], name)
        for notice, name in session.execute(query)
        if notice in places
    ]


def read_void(session: Session, rows: Rows) -> Mask:
    """Which documents a later one declared void."""
    query = select(Event.key).where(Event.kind == EventKind.VOID)
    symbols = set(session.scalars(query)) - {""}
    return mask(row.symbol in symbols for row in rows)


def find_openings(rows: Rows, void: Mask) -> Mask:
    """The first document of each measure, where it is new and not a follow-up."""
    first: dict[int, tuple[date, int, int]] = {}
    for place, row in enumerate(rows):
        if row.measure_id and not void[place] and row.kind == NoticeKind.NOTIFICATION:
            own = (row.distributed, row.id, place)
            first[row.measure_id] = min(first.get(row.measure_id, own), own)
    found = np.zeros(len(rows), dtype=np.bool_)
    kept = [place for _, _, place in first.values() if rows[place].type in NEW]
    found[kept] = True
    return found


def mark(rows: Rows, told: Told, void: Mask, first: Mask) -> NDArray[np.uint64]:
    """A number for each notice that any change of its facts changes."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    for scheme, found in told.all():
        for place, name in found:
            names[place].add(f"{scheme}:{name}")
    marks = (
        mark_one(row, names.get(place, ()), bool(void[place]), bool(first[place]))
        for place, row in enumerate(rows)
    )
    return np.fromiter(marks, dtype=np.uint64)


def mark_one(row: Any, names: Iterable[str], *states: bool) -> int:
    """The mark of one notice: of its columns and sorted names, not of its id."""
    said = [str(one) for one in (*row[1:7], *row[8:9], *row[10:])]
    text = "\x1f".join([*said, *map(str, states), *sorted(names)])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
