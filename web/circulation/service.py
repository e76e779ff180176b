"""What was circulated to departments, and which of them have not signed back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.consultation import Asked, AskedKind, Consultation
from models.user import User
from web.consultations.rounds import OVER
from web.consultations.service import own_requests

PAGE = 50


def circulated(session: Session, user: User) -> list[Asked]:
    """What was circulated to the department of somebody, the latest first."""
    return [
        one for one in own_requests(session, user) if one.kind == AskedKind.DEPARTMENT
    ]


def unsigned(session: Session, page: int) -> tuple[Sequence[Asked], int]:
    """What departments have not signed back, the soonest day first; of how many pages.

    Cases that are over are left out.
    """
    query = (
        select(Asked)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .join(Case, Case.id == Consultation.case_id)
        .where(
            Asked.kind == AskedKind.DEPARTMENT,
            Asked.answered_at.is_(None),
            Asked.withdrawn_at.is_(None),
            Case.state.not_in(OVER),
        )
    )
    total = len(session.scalars(query.with_only_columns(Asked.id)).all())
    whole = query.options(
        selectinload(Asked.consultation)
        .selectinload(Consultation.case)
        .selectinload(Case.notice)
    )
    rows = session.scalars(
        whole.order_by(Consultation.closes, Asked.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    return rows, max(1, -(-total // PAGE))


def days_over(asked: Asked, today: date) -> int:
    """So many days a department is overdue; 0 or less while there is time."""
    return (today - asked.consultation.closes).days
