"""Cases: find one, list all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.notice import Notice
from models.user import User
from web.marks import N_
from web.refused import RefusedError


def find_case(session: Session, case_id: int) -> Case:
    """A case with its arguments, drafts and moves, or a refusal."""
    query = select(Case).where(Case.id == case_id)
    case = session.scalar(
        query.options(
            selectinload(Case.items),
            selectinload(Case.drafts),
            selectinload(Case.moves),
            selectinload(Case.notice),
        )
    )
    if case is None:
        raise RefusedError(N_("没有编号为 %(number)s 的评议案件。"), number=case_id)
    return case


def list_cases(session: Session) -> Sequence[tuple[Case, str | None]]:
    """All cases with their owners' names; the soonest deadline first, none last."""
    query = (
        select(Case, User.name)
        .join(Notice, Case.notice_id == Notice.id)
        .outerjoin(User, User.id == Case.owner_id)
        .options(
            selectinload(Case.notice),
            selectinload(Case.drafts),
            selectinload(Case.moves),
        )
        .order_by(Notice.deadline.is_(None), Notice.deadline, Case.id)
    )
    return [(case, name) for case, name in session.execute(query)]
