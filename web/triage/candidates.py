"""Which notices are on the worklist: open, ours to judge, the last of their measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from models.events import EventKind
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.reference_facts import Member

OPENING = ("regular", "emergency", "revision", "equivalence")
AGREEMENTS = ("TBT", "SPS")
UNDATED = timedelta(days=60)
"""A notice that states no day stays on the list for so long."""
HOME = "CHN"


@dataclass(frozen=True)
class Candidate:
    """A notice to be judged, with the last day for comments of its family."""

    id: int
    measure_id: int
    symbol: str
    distributed: date
    deadline: date | None
    basis: str
    followed: bool = False
    """Whether a later document of its measure is held."""
    members: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()


Paper = Row[*tuple[Any, ...]]


def candidates(session: Session, today: date) -> list[Candidate]:
    """Every notice that may be commented on, in three questions."""
    papers = session.execute(papers_open(today)).all()
    over = withdrawn(session, {row.measure_id for row in papers}, today)
    families: dict[int, list[Paper]] = defaultdict(list)
    for row in papers:
        if row.measure_id not in over:
            families[row.measure_id].append(row)
    found = [one for rows in families.values() for one in open_one(rows, today)]
    return list(with_members(session, found))


def papers_open(today: date) -> Select[*tuple[Any, ...]]:
    """The documents of each measure of which one is open, none declared void."""
    is_open = or_(
        Notice.deadline >= today,
        and_(
            Notice.deadline.is_(None),
            Notice.type.in_(OPENING),
            Notice.distributed >= today - UNDATED,
        ),
    )
    wanted = select(Notice.measure_id).where(
        Notice.kind == "notification", Notice.agreement.in_(AGREEMENTS), is_open
    )
    void = select(Event.key).where(Event.kind == EventKind.VOID)
    return (
        select(
            Notice.id,
            Notice.measure_id,
            Notice.symbol,
            Notice.type,
            Notice.distributed,
            Notice.deadline,
            Notice.deadline_basis,
        )
        .where(
            Notice.measure_id.in_(wanted),
            Notice.kind == "notification",
            Notice.symbol.not_in(void),
        )
        .order_by(Notice.distributed, Notice.id)
    )


def open_one(rows: Sequence[Paper], today: date) -> Iterator[Candidate]:
    """The document of a family that may be commented on, if there is one."""
    places = [place for place, row in enumerate(rows) if row.type in OPENING]
    if not places:
        return
    base, later = rows[places[-1]], rows[places[-1] :]
    last = next((row for row in reversed(later) if row.deadline), base)
    if last.deadline is not None and last.deadline < today:
        return
    if last.deadline is None and base.distributed < today - UNDATED:
        return
    yield Candidate(
        id=base.id,
        measure_id=base.measure_id,
        symbol=base.symbol,
        distributed=base.distributed,
        deadline=last.deadline,
        basis=last.deadline_basis,
        followed=len(later) > 1,
    )


def withdrawn(session: Session, measures: Collection[int], today: date) -> set[int]:
    """Measures that were withdrawn."""
    query = select(Event.measure_id).where(
        Event.kind == EventKind.WITHDRAWN,
        Event.day <= today,
        Event.measure_id.in_(measures),
    )
    return set(session.scalars(query))


def with_members(session: Session, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates with their Members; our own notices are left out."""
    query = (
        select(NoticeMember.notice_id, NoticeMember.member_code, Member.zone)
        .join(Member, Member.code == NoticeMember.member_code)
        .where(NoticeMember.notice_id.in_([one.id for one in found]))
        .order_by(NoticeMember.member_code)
    )
    parties: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for notice_id, code, zone in session.execute(query):
        parties[notice_id].append((code, zone))
    for one in found:
        codes = tuple(code for code, _ in parties[one.id])
        if codes != (HOME,):
            zones = tuple(zone for _, zone in parties[one.id])
            yield Candidate(**{**vars(one), "members": codes, "zones": zones})


def week_of(today: date) -> tuple[date, date]:
    """Monday and Sunday of a week."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def arrived(session: Session, today: date) -> list[tuple[int, int]]:
    """Notices of this week that could be commented on when they came, by measure."""
    monday, sunday = week_of(today)
    own = (
        select(NoticeMember.id)
        .where(NoticeMember.notice_id == Notice.id, NoticeMember.member_code != HOME)
        .exists()
    )
    query = select(Notice.id, Notice.measure_id).where(
        Notice.kind == "notification",
        Notice.agreement.in_(AGREEMENTS),
        Notice.type.in_(OPENING),
        Notice.distributed.between(monday, sunday),
        Notice.measure_id.is_not(None),
        or_(Notice.deadline.is_(None), Notice.deadline >= Notice.distributed),
        own,
    )
    return [(row[0], row[1]) for row in session.execute(query) if row[1] is not None]
