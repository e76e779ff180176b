"""What a case is about: a notification, a draft abroad, or a specific trade concern."""

from enum import StrEnum


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
