"""Reading the facts: few wide statements, each in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.events import EventKind
from models.facts.columns import NEVER, Column, Facts, Many, Mask, Numbers
from models.facts.pairs import Pairs, number_of, sum_names
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
Rows = Sequence[Any]


def read_facts(session: Session) -> Facts:
    """The facts as the session sees them now; some seconds for a whole history."""
    version = data_version(session, AREA)
    rows = session.execute(select(*COLUMNS).order_by(Notice.id)).all()
    ids = numbers(row.id for row in rows)
    many = {name: pairs.column(ids) for name, pairs in read_pairs(session).items()}
    void = read_void(session, rows)
    opening = find_openings(rows, void)
    return Facts(
        version=version,
        ids=ids,
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
        marks=mark(rows, many, void, opening),
        members=many["member"],
        sectors=many["sector"],
        stated_hs=many["stated"],
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


def read_pairs(session: Session) -> dict[str, Pairs]:
    """The Members, certain sectors, codes and events of all notices."""
    sectors = select(Match.notice_id, Match.sector_id)
    return {
        "member": read_names(
            session, select(NoticeMember.notice_id, NoticeMember.member_code)
        ),
        "sector": read_names(session, sectors.where(Match.certainty.in_(CERTAIN))),
        "event": read_events(session),
        **read_tags(session),
    }


def read_names(session: Session, query: Select[int, str]) -> Pairs:
    """The answers of a query of ids and names."""
    found = Pairs()
    for notice, name in session.execute(query):
        found.add(notice, name)
    return found


def read_tags(session: Session) -> dict[str, Pairs]:
    """The codes by their scheme, and the stated HS codes apart; in one pass."""
    found = {scheme: Pairs() for scheme in (*SCHEMES, STATED)}
    query = select(Tag.notice_id, Tag.scheme, Tag.code, Tag.origin, Tag.note)
    query = query.where(Tag.scheme.in_(SCHEMES), Tag.origin.in_(TOLD))
    for notice, scheme, code, origin, note in session.execute(query):
        name = f"{code}:{note}" if scheme == "date" else code
        found[scheme].add(notice, name)
        if scheme == "hs" and origin == STATED:
            found[STATED].add(notice, name)
    return found


def read_events(session: Session) -> Pairs:
    """What each notice tells of its measure: the kind of event and its day."""
    found = Pairs()
    query = select(Event.notice_id, Event.kind, Event.day)
    for notice, kind, day in session.execute(query):
        found.add(notice, f"{kind}:{day.isoformat()}")
    return found


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


def mark(
    rows: Rows, many: Mapping[str, Many], void: Mask, opening: Mask
) -> NDArray[np.uint64]:
    """A number for each notice that any change of its facts changes."""
    summed = sum_names(len(rows), many)
    marks = (
        mark_one(row, int(names), bool(is_void), bool(opens))
        for row, names, is_void, opens in zip(rows, summed, void, opening, strict=True)
    )
    return np.fromiter(marks, dtype=np.uint64)


def mark_one(row: Any, names: int, *states: bool) -> int:
    """The mark of one notice: of its columns and names, not of its id."""
    said = [str(one) for one in (*row[1:7], *row[8:9], *row[10:])]
    return number_of("\x1f".join([*said, *map(str, states), str(names)]))
