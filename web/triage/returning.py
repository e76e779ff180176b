"""Cases that were not commented on, taken up again when their notice changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case, CaseMove
from models.measure import Event
from web.cases.moves import move
from web.cases.record import Actor
from web.planning.service import SYSTEM
from web.refused import RefusedError
from web.triage.service import CHANGES

WHY = "补遗改变了内容或截止日，重新待定"


def take_up_changed(session: Session, now: datetime) -> int:
    """Let each screened-out case wait for a decision again; how many do.

    Only an event that came after the case was left counts, so that a person who
    leaves it once more is not overruled by the same event.
    """
    left = (
        select(CaseMove.case_id, func.max(CaseMove.at).label("at"))
        .group_by(CaseMove.case_id)
        .subquery()
    )
    query = (
        select(Case)
        .join(left, left.c.case_id == Case.id)
        .join(Event, Event.measure_id == Case.measure_id)
        .where(
            Case.state == "screened_out",
            Event.kind.in_(CHANGES),
            Event.baseline.is_(False),
            Event.created_at > left.c.at,
        )
        .distinct()
    )
    return sum(taken_up(session, case, now) for case in session.scalars(query).all())


def taken_up(session: Session, case: Case, now: datetime) -> bool:
    """Let one case wait again; False if somebody took it up in the same moment."""
    actor = Actor(None, SYSTEM)
    try:
        move(session, case, "candidate", actor=actor, reason=WHY, now=now)
    except RefusedError:
        return False
    return True
