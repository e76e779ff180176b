"""What was circulated to departments, and which of them have not signed back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.consultation import Asked, AskedKind, Consultation
from models.user import User
from web.consultations.rounds import OVER
from web.consultations.service import own_requests
from web.paging import Cut, cut

PAGE = 50


def circulated(session: Session, user: User) -> list[Asked]:
    """What was circulated to the department of somebody, the latest first."""
    return [
        one for one in own_requests(session, user) if one.kind == AskedKind.DEPARTMENT
    ]


def unsigned(session: Session, page: int) -> tuple[Sequence[Asked], Cut]:
    """What departments have not signed back, the soonest day first; a page of it.

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
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    whole = query.options(
        selectinload(Asked.consultation)
        .selectinload(Consultation.case)
        .selectinload(Case.notice)
    )
    here = cut(total, PAGE, page)
    ordered = whole.order_by(Consultation.closes, Asked.id)
    return session.scalars(here.of(ordered)).all(), here


def days_over(asked: Asked, today: date) -> int:
    """So many days a department is overdue; 0 or less while there is time."""
    return (today - asked.consultation.closes).days
