"""Decisions on the worklist, for tests of what they bring about."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.notice import Notice
from models.user import Role
from tests.web.small_world import NOW, TODAY, add_user
from web.cases.record import Actor
from web.triage.deciding import Decision, decide
from web.triage.service import Ranked, Show, rank

DAY = timedelta(days=1)


def add_actor(session: Session) -> Actor:
    officer = add_user(session, "wang@centre.cn", name="王建国", role=Role.OFFICER)
    return Actor(officer.id, officer.name)


def settle(
    session: Session,
    notice: Notice | list[Notice],
    choice: str,
    actor: Actor,
    *,
    reason: str = "",
    note: str = "",
    now: datetime = NOW,
    seen: datetime | None = None,
) -> int:
    notices = notice if isinstance(notice, list) else [notice]
    decision = Decision(choice, reason, note)
    ids = [one.id for one in notices]
    return decide(session, ids, decision, actor=actor, now=now, today=TODAY, seen=seen)


def listed(session: Session, show: Show = Show.NOW) -> list[str]:
    return [one.candidate.symbol for one in rank(session, TODAY) if one.show == show]


def only(session: Session) -> Ranked:
    (one,) = rank(session, TODAY)
    return one
