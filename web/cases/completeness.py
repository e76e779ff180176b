"""What stands in the way of a review: what the arguments still lack."""

from sqlalchemy.orm import Session

from models.case import Case
from web.arguments.completeness import Missing, completeness


def missing_for_review(session: Session, case: Case) -> list[Missing]:
    """What is missing and blocks, in the order of the arguments; no mere advice."""
    return [one for one in completeness(session, case) if one.blocks]
