"""A case with its notice, for tests of its days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case
from models.clock import fix_day
from models.database import session_factory
from models.measure import Measure
from models.notice import Notice
from models.user import Role, User
from tests.web.small_world import add_notice, add_user
from web.alerts.links import Links
from web.planning.service import plan_all, replan

BEGUN = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
LAST = date(2026, 5, 1)
NOON = 4
"""In UTC; noon in Wuhan."""
LINKS = Links("https://chutong.example", "a key")
SYMBOL = "G/TBT/N/USA/9001"


def add_case(
    session: Session,
    symbol: str = SYMBOL,
    *,
    owner_id: int | None = None,
    state: str = "drafting",
    kind: str = "comment",
    begun: datetime = BEGUN,
    **columns: Any,
) -> Case:
    """A case on a notice of 2 March 2026 whose comments close after sixty days."""
    given = {"distributed": date(2026, 3, 2), "deadline": LAST, **columns}
    notice = add_notice(session, symbol, **given)
    return open_case(
        session, notice, owner_id=owner_id, state=state, kind=kind, begun=begun
    )


def planned_case(session: Session, **given: Any) -> Case:
    """Such a case with its first plan."""
    case = add_case(session, **given)
    replan(session, case, "", BEGUN)
    return case


def open_case(
    session: Session,
    notice: Notice,
    *,
    owner_id: int | None = None,
    state: str = "drafting",
    kind: str = "comment",
    begun: datetime = BEGUN,
) -> Case:
    """A case written straight into its table."""
    case = Case(
        measure_id=notice.measure_id,
        notice=notice,
        kind=kind,
        state=state,
        owner_id=owner_id,
        created_at=begun,
        updated_at=begun,
    )
    session.add(case)
    session.flush()
    return case


def at(day: date, hour: int = NOON) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def add_officer(session: Session, name: str, **columns: object) -> User:
    mail = f"{len(name)}{abs(hash(name))}@centre.cn"
    given = {"role": Role.OFFICER, **columns}
    return add_user(session, mail, name=name, **given)


def subjects(session: Session) -> list[str]:
    return list(session.scalars(select(Message.subject).order_by(Message.id)))


def move_earlier(session: Session, case: Case) -> None:
    add_notice(
        session,
        f"{SYMBOL}/Add.1",
        type="addendum",
        measure=session.get_one(Measure, case.measure_id),
        deadline=date(2026, 4, 20),
    )
    plan_all(session, at(date(2026, 3, 19)))


def seed_desk(database: Engine) -> dict[str, int]:
    """An officer, a firm's person and a planned case, on a day of March."""
    with session_factory(database)() as session:
        fix_day(session, date(2026, 3, 20))
        officer = add_user(session, "wang@centre.cn", name="王建国", role=Role.OFFICER)
        firm = add_user(session)
        case = add_case(session, owner_id=officer.id)
        replan(session, case, "", BEGUN)
        session.commit()
        return {"officer": officer.id, "firm": firm.id, "case": case.id}
