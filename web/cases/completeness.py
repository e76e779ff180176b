"""What stands in the way of a review: what the arguments still lack."""

from sqlalchemy.orm import Session

from models.case import Case
from web.arguments.completeness import Missing, completeness
from web.drafts.standing import draft_missing


def missing_for_review(session: Session, case: Case) -> list[Missing]:
    """What is missing and blocks, of the arguments and then of the draft."""
    return [
        *(one for one in completeness(session, case) if one.blocks),
        *draft_missing(session, case),
    ]
