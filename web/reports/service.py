"""What the pages of reports ask of the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.holding import hold_row
from models.notice import Notice
from models.report import Report, ReportState
from models.sector import Sector
from web.marks import N_
from web.notices.service import notice_of_symbol
from web.refused import RefusedError
from web.reports.assembling import begin
from web.reports.periods import period_of
from web.reports.plans import KINDS

OPEN = (ReportState.DRAFT, ReportState.REVIEW)
"""States that only the centre sees."""
SHOWN = 24
"""So many issues of a kind are listed; older ones by their years."""
GONE = N_("没有这份报告，或它还没有发布。")
NO_SYMBOL = N_("没有编号为“%(symbol)s”的通报，请核对编号。")


@dataclass(frozen=True)
class Shelf:
    """The issues of a kind, the newest first, and how many more there are."""

    kind: str
    issues: Sequence[Report]
    rest: int


def shelves(session: Session, *, everything: bool) -> Iterator[Shelf]:
    """All kinds with their issues; those not released only where all are asked for."""
    for kind in KINDS:
        query = select(Report).where(Report.kind == kind)
        if not everything:
            query = query.where(Report.state.not_in(OPEN))
        found = session.scalars(query.order_by(Report.until.desc(), Report.id.desc()))
        issues = found.all()
        yield Shelf(kind, issues[:SHOWN], max(0, len(issues) - SHOWN))


def find_report(session: Session, report_id: int, *, everything: bool) -> Report:
    """A report; refused where there is none, or none that may be seen."""
    report = session.get(Report, report_id)
    if report is None or (report.state in OPEN and not everything):
        raise RefusedError(GONE)
    return report


def hold(session: Session, report: Report) -> None:
    """Let nobody else change a report until this transaction ends, and read it anew."""
    hold_row(session, Report.id, report.id, selectinload(Report.blocks))


def start(
    session: Session,
    kind: str,
    day: date,
    *,
    symbol: str = "",
    sector_id: str = "",
    author_id: int,
    today: date,
    now: datetime,
) -> Report:
    """A new draft of the issue of a day; a special one on the measure of a symbol."""
    measure = measure_of(session, symbol) if kind == "special" else None
    return begin(
        session,
        kind,
        period_of(kind, day, today),
        author_id=author_id,
        now=now,
        measure_id=measure,
        sector_id=sector_id or None if kind == "weekly" else None,
    )


def measure_of(session: Session, symbol: str) -> int:
    """The measure of a notice; refused where there is none."""
    notice = session.get(Notice, notice_of_symbol(session, symbol) or 0)
    if notice is None or notice.measure_id is None:
        raise RefusedError(NO_SYMBOL, symbol=symbol[:60])
    return notice.measure_id


def waiting(session: Session) -> list[Report]:
    """What still has to be written or released, the oldest first."""
    query = select(Report).where(Report.state.in_(OPEN))
    return list(session.scalars(query.order_by(Report.until, Report.id)))


def sectors(session: Session) -> list[Sector]:
    """The sectors that a weekly brief may be about."""
    return list(session.scalars(select(Sector).order_by(Sector.position)))
