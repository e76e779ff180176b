"""How the edition of what a form shows is found, by the kind of the form's place.

A place is its kind, the number of what it belongs to, and perhaps a further word, as in
``letter:3:extension``. Who saved last is named, so that two people hear of each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import CaseDraft, CaseItem
from models.consultation import Consultation
from models.evidence import Comparison, Evidence
from models.paper import CaseLetter, PaperKind
from models.report import Report


@dataclass(frozen=True)
class Newer:
    """What somebody saved since the form was opened."""

    edition: int
    who: str


Finder = Callable[[Session, int, str], Newer | None]


def item_edition(session: Session, item_id: int, _more: str) -> Newer | None:
    """The edition of an argument."""
    item = session.get(CaseItem, item_id)
    return Newer(item.edition, item.edited_by) if item else None


def draft_edition(session: Session, case_id: int, _more: str) -> Newer | None:
    """The newest version of a comment."""
    query = select(CaseDraft).where(CaseDraft.case_id == case_id)
    draft = session.scalars(query.order_by(CaseDraft.number.desc())).first()
    return Newer(draft.number, draft.author) if draft else None


def letter_edition(session: Session, case_id: int, kind: str) -> Newer | None:
    """The newest version of a paper beside the comment; the internal one by default."""
    query = select(CaseLetter).where(
        CaseLetter.case_id == case_id, CaseLetter.kind == (kind or PaperKind.INTERNAL)
    )
    letter = session.scalars(query.order_by(CaseLetter.number.desc())).first()
    return Newer(letter.number, letter.author) if letter else None


def round_edition(session: Session, case_id: int, _more: str) -> Newer | None:
    """The newest round of questions of a case."""
    query = select(Consultation).where(Consultation.case_id == case_id)
    one = session.scalars(query.order_by(Consultation.number.desc())).first()
    return Newer(one.number, one.created_by) if one else None


def evidence_edition(session: Session, evidence_id: int, _more: str) -> Newer | None:
    """The edition of a row of evidence, of which only who entered it is known."""
    row = session.get(Evidence, evidence_id)
    return Newer(row.edition, "") if row else None


def line_edition(session: Session, line_id: int, _more: str) -> Newer | None:
    """The edition of a line of the comparison of standards."""
    line = session.get(Comparison, line_id)
    return Newer(line.edition, line.edited_by) if line else None


def report_edition(session: Session, report_id: int, _more: str) -> Newer | None:
    """The edition of a report, of which several write."""
    report = session.get(Report, report_id)
    return Newer(report.edition, "") if report else None


EDITIONS: dict[str, Finder] = {
    "item": item_edition,
    "draft": draft_edition,
    "internal": letter_edition,
    "letter": letter_edition,
    "round-new": round_edition,
    "evidence": evidence_edition,
    "line": line_edition,
    "report": report_edition,
}
"""A kind that is not named has no edition: nothing is there yet to be changed."""
