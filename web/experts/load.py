"""How much each expert has been asked and has not answered."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.consultation import Asked, Consultation


def loads(session: Session) -> dict[int, int]:
    """The open requests of each expert who has any."""
    query = (
        select(Asked.expert_id, func.count())
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(
            Asked.expert_id.is_not(None),
            Asked.answered_at.is_(None),
            Asked.withdrawn_at.is_(None),
            Consultation.closed_at.is_(None),
        )
        .group_by(Asked.expert_id)
    )
    rows = session.execute(query).all()
    return {number: count for number, count in rows if number is not None}
