"""Rounds, parties and answers found, and who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.consultation import Asked, Consultation, Expert
from models.user import User
from web.consultations.links import is_for
from web.consultations.standing import Progress, progress_of
from web.marks import N_
from web.refused import RefusedError

NO_ROUND = N_("没有这一轮征求意见，请从案件的“证据”页进入。")
NO_PARTY = N_("没有这个征求对象，请刷新页面。")
MOST = 200


@dataclass(frozen=True)
class Round:
    """A round in the list of a case, with its numbers."""

    row: Consultation
    progress: Progress


def find_round(session: Session, round_id: int) -> Consultation:
    """A round with its parties and their answers, or a refusal."""
    query = select(Consultation).where(Consultation.id == round_id)
    found = session.scalar(
        query.options(
            selectinload(Consultation.case).selectinload(Case.notice),
            selectinload(Consultation.asked).selectinload(Asked.answer),
            selectinload(Consultation.asked).selectinload(Asked.expert),
        )
    )
    if found is None:
        raise RefusedError(NO_ROUND)
    return found


def rounds_of(session: Session, case_id: int) -> Sequence[Round]:
    """The rounds of a case, the latest first."""
    query = (
        select(Consultation)
        .where(Consultation.case_id == case_id)
        .options(selectinload(Consultation.asked).selectinload(Asked.answer))
        .order_by(Consultation.number.desc())
    )
    return [Round(one, progress_of(one)) for one in session.scalars(query)]


def find_party(session: Session, asked_id: int) -> Asked:
    """A party that was asked, for the centre, or a refusal."""
    found = session.get(Asked, asked_id)
    if found is None:
        raise RefusedError(NO_PARTY)
    return found


def own_request(session: Session, user: User, asked_id: int) -> Asked | None:
    """A question that was put to this person; of others it is as if there were none."""
    found = session.get(Asked, asked_id)
    if found is None or found.withdrawn_at is not None or not is_for(found, user):
        return None
    return found


def is_own(user: User) -> ColumnElement[bool]:
    """The condition that a question was put to somebody or their organisation."""
    mine: ColumnElement[bool] = Asked.expert_id.in_(
        select(Expert.id).where(Expert.user_id == user.id)
    )
    if user.organisation_id is not None:
        mine = or_(mine, Asked.organisation_id == user.organisation_id)
    return and_(mine, Asked.withdrawn_at.is_(None))


def is_asked(session: Session, user: User) -> bool:
    """Whether somebody was ever asked anything."""
    return session.scalar(select(Asked.id).where(is_own(user)).limit(1)) is not None


def count_waiting(session: Session, user: User, today: date) -> int:
    """How many questions wait for an answer of somebody, in time."""
    query = (
        select(func.count(Asked.id))
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(
            is_own(user),
            Asked.answered_at.is_(None),
            Consultation.closed_at.is_(None),
            Consultation.closes >= today,
        )
    )
    return session.scalar(query) or 0


def own_requests(session: Session, user: User) -> Sequence[Asked]:
    """The questions put to somebody or their organisation, the latest first."""
    query = (
        select(Asked)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(is_own(user))
        .options(
            selectinload(Asked.consultation)
            .selectinload(Consultation.case)
            .selectinload(Case.notice),
            selectinload(Asked.answer),
            selectinload(Asked.expert),
        )
        .order_by(Consultation.closes.desc(), Asked.id.desc())
        .limit(MOST)
    )
    return session.scalars(query).all()


def is_waiting(asked: Asked, today: date) -> bool:
    """Whether a question still waits for an answer in time."""
    one = asked.consultation
    in_time = one.closed_at is None and today <= one.closes
    return in_time and asked.answered_at is None


def may_see(asked: Asked, user: User, *, is_centre: bool) -> bool:
    """Whether somebody may read an answer: the centre, and who gave it."""
    return is_centre or (asked.withdrawn_at is None and is_for(asked, user))
