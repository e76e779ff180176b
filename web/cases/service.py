"""Cases: find one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from web.marks import N_
from web.refused import RefusedError


def find_case(session: Session, case_id: int) -> Case:
    """A case with its arguments and drafts, or a refusal."""
    query = select(Case).where(Case.id == case_id)
    case = session.scalar(
        query.options(
            selectinload(Case.items),
            selectinload(Case.drafts),
            selectinload(Case.notice),
        )
    )
    if case is None:
        raise RefusedError(N_("没有编号为 %(number)s 的评议案件。"), number=case_id)
    return case
