"""How much is sold to a market, or of a sector, and which open measures touch most."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.export_tables import Counted, counted
from models.exposure import ExportTable, Exposure
from models.notice import Notice
from models.notice_exposure import UNION, Exposed, exposed
from models.notice_filter import NoticeFilter, conditions
from models.reference import groups
from models.sector import SectorTerm
from web.dashboards.changes import rows_by_id
from web.notices.rows import Row

MOST = 5
READ = 100
"""So many open notices are weighed; the soonest to close come first."""


@dataclass(frozen=True)
class Stake:
    """An open notice with the exports that it touches."""

    row: Row
    exposed: Exposed


@dataclass(frozen=True)
class Stakes:
    """Exports of a year in whole units of the currency, and what touches them."""

    table: ExportTable
    year: int
    exports: float
    open: Sequence[Stake]
    horizontal: Sequence[Stake]


def of_market(
    session: Session,
    members: Collection[str],
    chosen: NoticeFilter,
    language: str,
    today: date,
) -> Stakes | None:
    """What is sold to these Members; None where no table of exports counts."""
    found = counted(session)
    if found is None:
        return None
    only = Exposure.market.in_(as_stated(session, found, members))
    return stakes(session, found, only, chosen, language, today)


def of_sector(
    session: Session, sector_id: str, chosen: NoticeFilter, language: str, today: date
) -> Stakes | None:
    """What is sold of a sector's goods; None where no table of exports counts."""
    found = counted(session)
    if found is None:
        return None
    only = of_goods(session, sector_id)
    return stakes(session, found, only, chosen, language, today)


def as_stated(
    session: Session, found: Counted, members: Collection[str]
) -> Collection[str]:
    """The markets of a table that stand for some Members, none of them twice.

    The European Union is its Members; where a table gives it as one, that row counts.
    """
    union = next(set(one.members) for one in groups() if one.id == "eu27")
    wanted = set(members)
    if UNION not in wanted:
        return wanted
    held = select(Exposure.id).where(
        Exposure.table_id == found.table.id,
        Exposure.year == found.year,
        Exposure.market == UNION,
    )
    if session.scalar(held.limit(1)) is not None:
        return wanted - union | {UNION}
    return wanted | union


def of_goods(session: Session, sector_id: str) -> ColumnElement[bool]:
    """The codes that define a sector, without those that it leaves out."""
    query = select(SectorTerm.kind, SectorTerm.term).where(
        SectorTerm.sector_id == sector_id,
        SectorTerm.kind.in_(("hs", "hs_exclude")),
        SectorTerm.removed.is_(False),
    )
    terms = session.execute(query).all()
    own = [Exposure.hs.startswith(term) for kind, term in terms if kind == "hs"]
    out = [Exposure.hs.startswith(term) for kind, term in terms if kind != "hs"]
    return or_(False, *own) & ~or_(False, *out)


def stakes(
    session: Session,
    found: Counted,
    only: ColumnElement[bool],
    chosen: NoticeFilter,
    language: str,
    today: date,
) -> Stakes:
    """The exports of some rows, and the open notices that touch most of all exports."""
    query = select(func.coalesce(func.sum(Exposure.value), 0.0)).where(
        Exposure.table_id == found.table.id, Exposure.year == found.year, only
    )
    where = conditions(chosen, session.get_bind().dialect.name)
    opened = select(Notice.id).where(*where, Notice.deadline >= today)
    ids = session.scalars(opened.order_by(Notice.deadline, Notice.id).limit(READ)).all()
    touched = exposed(session, ids)
    heavy = [one for one in ids if touched[one].bands.central > 0]
    heavy.sort(key=lambda one: -touched[one].bands.central)
    wide = [one for one in ids if touched[one].horizontal]
    shown = {*heavy[:MOST], *wide[:MOST]}
    rows = rows_by_id(session, shown, language, today)
    return Stakes(
        table=found.table,
        year=found.year,
        exports=session.scalar(query) or 0.0,
        open=[Stake(rows[one], touched[one]) for one in heavy[:MOST]],
        horizontal=[Stake(rows[one], touched[one]) for one in wide[:MOST]],
    )
