"""The rows behind the figures: one query a figure, nothing drawn here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.events import EventKind
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.reference_facts import Member
from models.sector import Match, Sector

Columns = TypeVarTuple("Columns")
Row = tuple[str | int, ...]
CERTAIN = ("sure", "likely")


@dataclass(frozen=True)
class Period:
    """Days of distribution, both ends included; either may be open."""

    since: date | None = None
    until: date | None = None

    def within(self, query: Select[*Columns]) -> Select[*Columns]:
        """Narrow a query to WTO documents distributed in the period, none void."""
        query = query.where(
            Notice.kind == "notification", Notice.symbol.not_in(declared_void())
        )
        if self.since:
            query = query.where(Notice.distributed >= self.since)
        if self.until:
            query = query.where(Notice.distributed <= self.until)
        return query


def declared_void() -> Select[str]:
    """The symbols of documents that a later one declared void."""
    return select(Event.key).where(Event.kind == EventKind.VOID)


def has_any(session: Session) -> bool:
    """Whether there is anything to count."""
    query = select(Notice.id).where(Notice.kind == "notification").limit(1)
    return session.scalar(query) is not None


def void_documents(session: Session, period: Period) -> list[str]:
    """The symbols held that were declared void and so are left out."""
    query = select(Notice.symbol).where(
        Notice.kind == "notification", Notice.symbol.in_(declared_void())
    )
    if period.since:
        query = query.where(Notice.distributed >= period.since)
    if period.until:
        query = query.where(Notice.distributed <= period.until)
    return list(session.scalars(query.order_by(Notice.symbol)))


def touching() -> Select[int]:
    """The notices that surely or likely touch one of Hubei's sectors."""
    return select(Match.notice_id).where(Match.certainty.in_(CERTAIN)).distinct()


def by_month_and_type(session: Session, period: Period) -> list[Row]:
    """(month ``YYYY-MM``, type key, documents); a joint document counts once."""
    query = period.within(select(Notice.distributed, Notice.type, func.count()))
    counts: dict[tuple[str, str], int] = {}
    grouped = query.group_by(Notice.distributed, Notice.type)
    for day, kind, number in session.execute(grouped):
        key = (f"{day:%Y-%m}", str(kind))
        counts[key] = counts.get(key, 0) + int(number)
    return [(month, kind, number) for (month, kind), number in sorted(counts.items())]


def by_member(session: Session, period: Period) -> list[Row]:
    """(code, zh, en, documents, of them matched), the most documents first.

    A joint document counts once for each of its Members, as in the national
    daily digest, so the column adds up to more than the documents in all.
    """
    matched = touching().subquery()
    query = (
        select(
            Member.code,
            Member.zh,
            Member.en,
            func.count(Notice.id),
            func.count(matched.c.notice_id),
        )
        .join(NoticeMember, NoticeMember.member_code == Member.code)
        .join(Notice, Notice.id == NoticeMember.notice_id)
        .outerjoin(matched, matched.c.notice_id == Notice.id)
        .group_by(Member.code, Member.zh, Member.en)
        .order_by(func.count(Notice.id).desc(), Member.code)
    )
    return [tuple(row) for row in session.execute(period.within(query))]


def by_sector_and_member(session: Session, period: Period) -> list[Row]:
    """(sector, zh, en, Member code, zh, en, documents) of sure and likely matches."""
    columns = (
        Sector.id,
        Sector.name_zh,
        Sector.name_en,
        Member.code,
        Member.zh,
        Member.en,
    )
    query = (
        select(*columns, func.count(Notice.id))
        .join(Match, Match.sector_id == Sector.id)
        .join(Notice, Notice.id == Match.notice_id)
        .join(NoticeMember, NoticeMember.notice_id == Notice.id)
        .join(Member, Member.code == NoticeMember.member_code)
        .where(Match.certainty.in_(CERTAIN))
        .group_by(*columns, Sector.position)
        .order_by(Sector.position, Member.code)
    )
    return [tuple(row) for row in session.execute(period.within(query))]


def documents(session: Session, period: Period, *, touch: bool = False) -> int:
    """How many documents there are, a joint one once; with ``touch``, for Hubei."""
    query = period.within(select(func.count(Notice.id)))
    if touch:
        query = query.where(Notice.id.in_(touching()))
    return int(session.scalar(query) or 0)


def busiest_sector(session: Session, period: Period) -> tuple[str, str, int] | None:
    """(zh, en, documents) of the sector that the most documents touch."""
    query = (
        select(Sector.name_zh, Sector.name_en, func.count(Notice.id))
        .join(Match, Match.sector_id == Sector.id)
        .join(Notice, Notice.id == Match.notice_id)
        .where(Match.certainty.in_(CERTAIN))
        .group_by(Sector.id, Sector.name_zh, Sector.name_en, Sector.position)
        .order_by(func.count(Notice.id).desc(), Sector.position)
        .limit(1)
    )
    row = session.execute(period.within(query)).first()
    return None if row is None else (row[0], row[1], int(row[2]))


def closing(session: Session, first: date, last: date | None = None) -> int:
    """Documents that touch Hubei and whose deadline lies in these days."""
    query = select(func.count(Notice.id)).where(
        Notice.kind == "notification",
        Notice.deadline >= first,
        Notice.id.in_(touching()),
    )
    if last:
        query = query.where(Notice.deadline <= last)
    return int(session.scalar(query) or 0)


def data_cut(rows: Iterable[Sequence[str | int]]) -> str:
    """Name the rows by what they say: equal rows, equal name (twelve hex digits)."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\x1f".join(map(str, row)).encode() + b"\x1e")
    return digest.hexdigest()[:12]
