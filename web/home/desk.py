"""What an officer's first page says first: what needs a decision, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.enquiry import Enquiry, EnquiryState
from models.user import User
from models.voice import Barrier, BarrierState
from models.warning import OfficerWarning, WarningState
from web.cases.board import cards_of, open_cases
from web.cases.tasks import Task, tasks_for
from web.triage.service import Show, rank

WEEK = timedelta(days=7)
SHOWN = 6


@dataclass(frozen=True)
class Desk:
    """What waits for somebody of the centre; counts are of the whole centre.

    ``triage`` are undecided notices that may touch Hubei, ``closing`` those of them
    whose comments close within a week. ``due`` and ``late`` count one's own tasks.
    """

    triage: int
    closing: int
    tasks: Sequence[Task]
    task_count: int
    due: int
    late: int
    reviewing: int
    enquiries: int
    barriers: int
    warnings: int


def read_desk(session: Session, user: User, language: str, today: date) -> Desk:
    """What waits for a person of the centre."""
    week = today + WEEK
    undecided = [one for one in rank(session, today) if one.show == Show.NOW]
    cases = open_cases(session)
    tasks = tasks_for(user.id, user.role, cards_of(session, cases, language, today))
    days = [task.card.due for task in tasks if task.card.due]
    return Desk(
        triage=len(undecided),
        closing=sum((one.candidate.deadline or date.max) <= week for one in undecided),
        tasks=tasks[:SHOWN],
        task_count=len(tasks),
        due=sum(today <= day <= week for day in days),
        late=sum(day < today for day in days),
        reviewing=sum(case.state == "reviewing" for case in cases),
        **waiting(session),
    )


def waiting(session: Session) -> dict[str, int]:
    """How many questions, reports and warnings wait for somebody, in one question."""
    parts = {
        "enquiries": select(func.count()).where(Enquiry.state == EnquiryState.OPEN),
        "barriers": select(func.count()).where(Barrier.state == BarrierState.NEW),
        "warnings": select(func.count()).where(
            OfficerWarning.state == WarningState.SUBMITTED
        ),
    }
    columns = [query.scalar_subquery().label(name) for name, query in parts.items()]
    row = session.execute(select(*columns)).one()
    return dict(row._mapping)
