"""The days of cases as a calendar: of one case, or of all that a person works on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case, CaseMove
from models.case_plan import CasePlan
from models.user import User
from web.alerts.ical import Closing, calendar, host_of
from web.alerts.links import Links
from web.planning.letters import clock_page, title_of
from web.planning.service import PLANNED, RUNNING, plans_of
from web.planning.words import ORDER, computation, day_name

MARK = {"zh": "：", "en": ": "}
ESTIMATED = {"zh": "（估算）", "en": " (estimated)"}


def days_of(
    case: Case, plan: CasePlan, links: Links, language: str
) -> Iterator[Closing]:
    """Each day of a plan; a moved one takes the place of the earlier."""
    note = ESTIMATED[language] if plan.is_estimated else ""
    for name in ORDER:
        day = getattr(plan, name)
        if day is not None:
            yield Closing(
                uid=f"case-{case.id}-{name}@{host_of(links)}",
                day=day,
                sequence=plan.number,
                summary=f"{day_name(name, language)}{note}{MARK[language]}"
                f"{title_of(case, language)}",
                description=f"{case.notice.symbol}{MARK[language]}"
                f"{computation(plan, language)}",
                url=clock_page(links, case.id),
            )


def cases_of(session: Session, user: User) -> list[Case]:
    """The running cases that a person owns or has moved.

    Moves of before the number of who made them was kept have only the name.
    """
    own = or_(
        CaseMove.actor_id == user.id,
        and_(CaseMove.actor_id.is_(None), CaseMove.actor == user.name),
    )
    moved = select(CaseMove.case_id).where(own)
    query = (
        select(Case)
        .where(
            or_(Case.owner_id == user.id, Case.id.in_(moved)),
            Case.state.in_(RUNNING),
            Case.kind.in_(PLANNED),
        )
        .options(selectinload(Case.notice))
    )
    return list(session.scalars(query.order_by(Case.id)))


def write_calendar(
    session: Session, cases: Iterable[Case], links: Links, language: str, now: datetime
) -> str:
    """The days of some cases as a calendar file, stamped by the newest plan."""
    found = list(cases)
    plans = plans_of(session, [case.id for case in found])
    days = [
        day
        for case in found
        if case.id in plans
        for day in days_of(case, plans[case.id], links, language)
    ]
    stamp = max((plan.made_at for plan in plans.values()), default=now)
    return calendar(days, stamp=stamp)
