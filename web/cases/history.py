"""All moves of all cases, the latest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session, joinedload

from models.case import Case, CaseMove
from models.user import User

PAGE = 50


@dataclass(frozen=True)
class Told:
    """One page of moves, and by whom there are any."""

    moves: Sequence[CaseMove]
    people: Sequence[tuple[str, str]]
    """What asks for each person, and how they are called."""
    who: str
    page: int
    pages: int


def moves_of(session: Session, who: str, page: int) -> Told:
    """The moves of everybody, or of one person."""
    own = made_by(who)
    query = select(CaseMove).where(own)
    tally = select(func.count(CaseMove.id)).where(own)
    pages = max(1, -(-(session.scalar(tally) or 0) // PAGE))
    page = min(page, pages)
    brought = query.options(joinedload(CaseMove.case).joinedload(Case.notice))
    ordered = brought.order_by(CaseMove.at.desc(), CaseMove.id.desc())
    shown = session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Told(shown, list(people_of(session)), who, page, pages)


def made_by(who: str) -> ColumnElement[bool]:
    """Whose moves are asked for: by their number; by name where none was kept."""
    if not who:
        return true()
    if who.isdecimal():
        return CaseMove.actor_id == int(who[:9])
    return and_(CaseMove.actor_id.is_(None), CaseMove.actor == who)


def people_of(session: Session) -> Iterator[tuple[str, str]]:
    """Everybody who moved a case; the address tells people of one name apart."""
    numbered = select(CaseMove.actor_id).where(CaseMove.actor_id.is_not(None))
    query = select(User).where(User.id.in_(numbered)).order_by(User.name, User.id)
    people = session.scalars(query).all()
    often = Counter(one.name for one in people)
    for one in people:
        alike = often[one.name] > 1
        yield str(one.id), f"{one.name} <{one.email}>" if alike else one.name
    unnumbered = select(CaseMove.actor).where(CaseMove.actor_id.is_(None))
    for name in session.scalars(unnumbered.distinct().order_by(CaseMove.actor)):
        yield name, name
