"""Differences as rows: of a record's versions, and of a follow-up in its family.

What is to be made is found by a query: a change whose basis (the hashes it was made
from, and the version of the rules) is not what it would be today. Making it again
changes nothing else. Never commits.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from crawler.differences import ENRICHING
from crawler.kept_changes import Made, bases, keep
from crawler.sharing import share
from models.changes import RULES
from models.changes.family import FOLLOW_UPS, Paper, Told, family_changes
from models.changes.fields import field_changes
from models.measure import Event
from models.notice import Notice, Version
from models.symbols import read_symbol

VERSION, FAMILY = "version", "family"
OURS = frozenset({"title", "description", "products", "objectives_text"})
"""Fields of a provisional notice that hold words of ours, not the publisher's."""
TOLD_BY_TEXT = ""
CHUNK = 500
LIGHT = (
    Notice.id,
    Notice.measure_id,
    Notice.type,
    Notice.symbol,
    Notice.distributed,
    Notice.content_hash,
)
"""The columns by which a family is put in order, without its texts."""


@dataclass(frozen=True)
class Work:
    """A change to be made: of which notice, after which others, from what."""

    notice_id: int
    before: Sequence[int]
    basis: str


def put_changes(session: Session, notices: Iterable[Notice], now: datetime) -> None:
    """Bring the changes of some notices, and of their families, up to date."""
    touched = list({one.id: one for one in notices}.values())
    versioned = {one.id for one in touched if one.version_number > 1}
    if versioned:
        put_versions(session, version_work(session, versioned), now)
    measures = {one.measure_id for one in touched if one.measure_id is not None}
    work = list(family_work(session, measures, again={one.id for one in touched}))
    put_families(session, work, now)


def catch_up(session: Session, limit: int, now: datetime) -> int:
    """Make changes of versions and families that are due anywhere; how many."""
    versions = list(islice(version_work(session, None), limit))
    put_versions(session, versions, now)
    families = list(islice(family_work(session, None), limit - len(versions)))
    put_families(session, families, now)
    return len(versions) + len(families)


def version_work(
    session: Session, notice_ids: Collection[int] | None
) -> Iterator[tuple[int, int, str]]:
    """Each later version whose change is not made from what it is: notice, number."""
    query = select(Version.notice_id, Version.number, Version.content_hash)
    if notice_ids is None:
        later = select(Version.notice_id).where(Version.number > 1)
        query = query.where(Version.notice_id.in_(later))
    else:
        query = query.where(Version.notice_id.in_(notice_ids))
    known = bases(session, VERSION, notice_ids)
    hashes = {
        (row.notice_id, row.number): row.content_hash for row in session.execute(query)
    }
    for (notice_id, number), found in sorted(hashes.items()):
        earlier = hashes.get((notice_id, number - 1))
        basis = f"{RULES}:{earlier}>{found}"
        if earlier and known.get((notice_id, str(number))) != basis:
            yield notice_id, number, basis


def put_versions(
    session: Session, work: Iterable[tuple[int, int, str]], now: datetime
) -> None:
    """Write what each of these versions changed in the one before."""
    made = []
    for notice_id, number, basis in work:
        query = select(Version.content).where(
            Version.notice_id == notice_id, Version.number.in_([number - 1, number])
        )
        old, new = session.scalars(query.order_by(Version.number))
        fields = field_changes(old, new, both=ENRICHING)
        made.append(Made(notice_id, VERSION, str(number), basis, fields))
    keep(session, made, now)


def family_work(
    session: Session, measures: Collection[int] | None, again: Collection[int] = ()
) -> Iterator[Work]:
    """Each follow-up whose change is not made from what it and its family say.

    ``again`` names notices whose events were written anew: they are told their
    changes once more, even if nothing else has changed.
    """
    families = list(families_of(session, measures))
    ids = (
        [row.id for family in families for row in family]
        if measures is not None
        else None
    )
    known, told = bases(session, FAMILY, ids), told_hashes(session, ids)
    for family in families:
        for place, row in enumerate(family):
            before = family[:place]
            if not before or row.type not in FOLLOW_UPS:
                continue
            basis = basis_of([*before, row], told)
            if known.get((row.id, "")) != basis or row.id in again:
                yield Work(row.id, [one.id for one in before], basis)


def families_of(
    session: Session, measures: Collection[int] | None
) -> Iterator[list[Row[Any]]]:
    """The documents of each family with a follow-up, in order, without their texts."""
    many = select(Notice.measure_id).where(Notice.measure_id.is_not(None))
    if measures is not None:
        many = many.where(Notice.measure_id.in_(measures))
    many = many.group_by(Notice.measure_id).having(func.count() > 1)
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(*LIGHT).where(Notice.measure_id.in_(many))
    for row in session.execute(query):
        found[row.measure_id].append(row)
    for family in found.values():
        if any(row.type in FOLLOW_UPS for row in family):
            yield sorted(family, key=order)


def order(row: Row[Any]) -> tuple[Any, ...]:
    """The order of a family: by day, then as the symbols count."""
    symbol = read_symbol(row.symbol.split(",")[0])
    suffixes = [number for _, number in symbol.suffixes] if symbol else []
    follows = row.type in FOLLOW_UPS
    return (row.distributed, follows, len(suffixes), suffixes, row.id)


def told_hashes(session: Session, ids: Collection[int] | None) -> dict[int, str]:
    """The events that documents tell of themselves, as one string a document."""
    query = select(Event.notice_id, Event.kind, Event.day, Event.day_basis).where(
        Event.key == TOLD_BY_TEXT
    )
    if ids is not None:
        query = query.where(Event.notice_id.in_(ids))
    found: dict[int, str] = defaultdict(str)
    for row in session.execute(query.order_by(Event.kind)):
        found[row.notice_id] += f"{row.kind}{row.day}{row.day_basis};"
    return found


def basis_of(family: Sequence[Row[Any]], told: dict[int, str]) -> str:
    """What the change of the last of these documents is made from."""
    parts = (f"{row.id}:{row.content_hash}:{told.get(row.id, '')}" for row in family)
    return f"{RULES}:{hashlib.sha256('|'.join(parts).encode()).hexdigest()}"


def put_families(session: Session, work: Sequence[Work], now: datetime) -> None:
    """Write what each of these follow-ups changes, and let its events tell it."""
    for start in range(0, len(work), CHUNK):
        part = work[start : start + CHUNK]
        ids = {one for each in part for one in (each.notice_id, *each.before)}
        read = dict(read_papers(session, ids))
        made = [made_of(one, read) for one in part]
        keep(session, made, now)
        session.flush()
        share(session, [one.notice_id for one in made])


def made_of(work: Work, read: Mapping[int, Paper]) -> Made:
    """What one follow-up changes, and the document that it is compared with."""
    before = [read[one] for one in work.before]
    fields = family_changes(read[work.notice_id], before, ENRICHING)
    whole = [one for one in work.before if read[one].is_whole]
    against = (whole or work.before)[-1]
    return Made(work.notice_id, FAMILY, "", work.basis, fields, against_id=against)


def read_papers(session: Session, ids: Collection[int]) -> Iterator[tuple[int, Paper]]:
    """Documents of families with what they say and the events they tell."""
    told: dict[int, list[Told]] = defaultdict(list)
    events = select(Event).where(Event.notice_id.in_(ids), Event.key == TOLD_BY_TEXT)
    for event in session.scalars(events.order_by(Event.id)):
        told[event.notice_id].append(Told(event.kind, stated_day(event), event.words))
    query = select(Notice.id, Notice.type, Notice.content, Notice.provisional)
    for row in session.execute(query.where(Notice.id.in_(ids))):
        content = dict(row.content)
        if row.provisional:
            content = {name: content[name] for name in content if name not in OURS}
        yield row.id, Paper(row.type, content, told[row.id])


def stated_day(event: Event) -> date | None:
    """The day that the document states for an event."""
    return event.day if event.day_basis == "stated" else None
