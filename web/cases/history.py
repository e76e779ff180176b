"""All moves of all cases, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session, joinedload

from models.case import Case, CaseMove

PAGE = 50


@dataclass(frozen=True)
class Told:
    """One page of moves, and by whom there are any."""

    moves: Sequence[CaseMove]
    people: Sequence[str]
    who: str
    page: int
    pages: int


def moves_of(session: Session, who: str, page: int) -> Told:
    """The moves of everybody, or of one person."""
    own = CaseMove.actor == who if who else true()
    query = select(CaseMove).where(own)
    tally = select(func.count(CaseMove.id)).where(own)
    pages = max(1, -(-(session.scalar(tally) or 0) // PAGE))
    page = min(page, pages)
    brought = query.options(joinedload(CaseMove.case).joinedload(Case.notice))
    ordered = brought.order_by(CaseMove.at.desc(), CaseMove.id.desc())
    shown = session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    people = session.scalars(
        select(CaseMove.actor).distinct().order_by(CaseMove.actor)
    ).all()
    return Told(shown, people, who, page, pages)
