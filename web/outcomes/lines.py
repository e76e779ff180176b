"""The ledger of cases: for each, when it was decided, sent and answered, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.case import Case, CaseDraft
from models.case_plan import CasePlan
from models.correspondence import Dispatch, Reply, ReplyKind, Stage
from models.deadlines import HERE
from models.evidence import Evidence
from models.notice import Notice
from models.sector import Match
from models.triage import Choice, Triage
from web.cases.due import local_day, plans_of

CERTAIN = ("sure", "likely")


@dataclass(frozen=True)
class Period:
    """Some days, both included."""

    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The instant at which it begins, and the one before which it ends."""
        begins = datetime.combine(self.first, time(), HERE)
        return begins, datetime.combine(self.last + timedelta(days=1), time(), HERE)


@dataclass(frozen=True)
class Item:
    """One argument of a case and what came of it; empty is not written down yet."""

    ground_id: str
    outcome: str


@dataclass(frozen=True)
class Line:
    """One case that was opened in a period; ``is_late`` is None where nothing went.

    ``proven`` is whether any evidence stands in it, ``drafted`` whether its paper was
    ever written.
    """

    case_id: int
    measure_id: int
    symbol: str
    state: str
    members: tuple[str, ...]
    opened: date
    dispatched: date | None
    sent: date | None
    is_late: bool | None
    replied: date | None
    items: tuple[Item, ...]
    notice_id: int = 0
    proven: bool = False
    drafted: bool = False

    @property
    def days_to_reply(self) -> int | None:
        """Whole days from the Member's receipt to its reply."""
        if self.sent is None or self.replied is None:
            return None
        return (self.replied - self.sent).days


def lines_of(session: Session, period: Period) -> list[Line]:
    """The cases opened in a period, in the order of their opening."""
    begins, ends = period.bounds
    query = (
        select(Case)
        .where(Case.created_at >= begins, Case.created_at < ends)
        .options(
            selectinload(Case.items),
            selectinload(Case.notice).selectinload(Notice.members),
        )
        .order_by(Case.created_at, Case.id)
    )
    cases = session.scalars(query).all()
    ids = [case.id for case in cases]
    sent = dispatches(session, ids)
    replied, plans = first_replies(session, ids), plans_of(session, ids)
    proven, drafted = proven_cases(session, ids), drafted_cases(session, ids)
    return [
        replace(
            line_of(
                case, sent.get(case.id, []), replied.get(case.id), plans.get(case.id)
            ),
            proven=case.id in proven,
            drafted=case.id in drafted,
        )
        for case in cases
    ]


def line_of(
    case: Case, sent: Sequence[Dispatch], replied: date | None, plan: CasePlan | None
) -> Line:
    """One case as a line."""
    national = first_day(sent, Stage.NATIONAL)
    abroad = first_day(sent, Stage.ABROAD)
    last = plan.external if plan else case.notice.deadline
    went = abroad or national
    return Line(
        case_id=case.id,
        measure_id=case.measure_id,
        symbol=case.notice.symbol,
        state=case.state,
        members=tuple(one.member_code for one in case.notice.members),
        opened=local_day(case.created_at),
        dispatched=national,
        sent=abroad,
        is_late=(last is not None and went > last) if went else None,
        replied=replied,
        items=tuple(
            Item(one.ground_id, one.outcome)
            for one in case.items
            if one.removed_at is None
        ),
        notice_id=case.notice_id,
    )


def first_day(sent: Iterable[Dispatch], stage: Stage) -> date | None:
    """The first day on which a case went so far."""
    return min((local_day(one.at) for one in sent if one.stage == stage), default=None)


def dispatches(session: Session, ids: Sequence[int]) -> dict[int, list[Dispatch]]:
    """The sendings that stand, by case."""
    query = select(Dispatch).where(
        Dispatch.case_id.in_(ids), Dispatch.withdrawn_at.is_(None)
    )
    found: dict[int, list[Dispatch]] = {}
    for one in session.scalars(query.order_by(Dispatch.id)):
        found.setdefault(one.case_id, []).append(one)
    return found


def first_replies(session: Session, ids: Sequence[int]) -> dict[int, date]:
    """The day of the first full reply, by case."""
    query = select(Reply.case_id, Reply.day).where(
        Reply.case_id.in_(ids), Reply.kind == ReplyKind.REPLY
    )
    found: dict[int, date] = {}
    for case_id, day in session.execute(query.order_by(Reply.day.desc())):
        found[case_id] = day
    return found


def proven_cases(session: Session, ids: Sequence[int]) -> set[int]:
    """The cases in which some evidence stands."""
    query = select(Evidence.case_id).where(
        Evidence.case_id.in_(ids), Evidence.removed_at.is_(None)
    )
    return set(session.scalars(query.distinct()))


def drafted_cases(session: Session, ids: Sequence[int]) -> set[int]:
    """The cases whose paper was written."""
    query = select(CaseDraft.case_id).where(CaseDraft.case_id.in_(ids))
    return set(session.scalars(query.distinct()))


def chosen_measures(session: Session, period: Period) -> set[int]:
    """The measures that an officer chose for a comment in a period."""
    begins, ends = period.bounds
    return measures(
        session,
        select(Notice.measure_id)
        .join(Triage, Triage.notice_id == Notice.id)
        .where(Triage.choice == Choice.COMMENT)
        .where(Triage.decided_at >= begins, Triage.decided_at < ends),
    )


def touching_measures(session: Session, period: Period) -> set[int]:
    """The measures open to comments that touch a sector of Hubei, by circulation."""
    return measures(
        session,
        select(Notice.measure_id)
        .join(Match, Match.notice_id == Notice.id)
        .where(Match.certainty.in_(CERTAIN), Notice.deadline.is_not(None))
        .where(Notice.distributed.between(period.first, period.last))
        .where(Notice.agreement.is_not(None)),
    )


def measures(session: Session, query: Any) -> set[int]:
    """The measures that a question names."""
    return {one for one in session.scalars(query.distinct()) if one is not None}
