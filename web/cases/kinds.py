"""What a case is about: a notification, a draft abroad, or a specific trade concern."""

from enum import StrEnum

from models.case import Case


class CaseKind(StrEnum):
    """The paper that a case is to bring forth."""

    COMMENT = "comment"
    """A comment on a WTO notification."""
    REMARKS = "remarks"
    """Remarks on a draft that its publisher has put to the public at home."""
    CONCERN = "concern"
    """A specific trade concern about a measure that was not notified."""


PAPERS = {
    CaseKind.COMMENT: "评议意见",
    CaseKind.REMARKS: "对法规草案的意见",
    CaseKind.CONCERN: "特别贸易关注",
}
"""What the paper is called."""
KIND = "kind"
"""Under this name the first move of a case keeps what the case is about."""


def kind_of(case: Case) -> CaseKind:
    """What a case is about; one on a notification keeps no mark of it."""
    told = case.moves[0].snapshot.get(KIND) if case.moves else None
    return CaseKind(told) if told else CaseKind.COMMENT
