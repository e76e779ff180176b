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
    cases = session.scalars(query).all()
    for case in cases:
        move(session, case, "candidate", actor=Actor(None, SYSTEM), reason=WHY, now=now)
    return len(cases)
