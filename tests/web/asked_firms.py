"""What one firm was asked about a case and answered, marked by its word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import AskedKind
from tests.web.asking import add_case, add_round, ask, reply

if TYPE_CHECKING:
    from tests.web.two_firms import Firm

Values = dict[str, Any]


def make_asked(session: Session, firm: Firm) -> Values:
    """A question to this firm alone, and its answer."""
    one = add_round(session, case_of(session, firm))
    asked = ask(session, one, firm.row.name, organisation_id=firm.row.id)
    words = {"product": firm.words("asked"), "opinion": firm.words("opinion")}
    reply(session, asked, contact=firm.words("reach"), **words)
    return {"asked_id": asked.id}


def make_circulated(session: Session, firm: Firm) -> Values:
    """A notice that was circulated to it."""
    one = add_round(session, case_of(session, firm))
    columns = {"organisation_id": firm.row.id, "email": ""}
    asked = ask(session, one, firm.row.name, AskedKind.DEPARTMENT, **columns)
    return {"asked_id": asked.id}


def make_answer(session: Session, firm: Firm) -> Values:
    """A file that it handed in with an answer."""
    from tests.web.two_firms import hand_in

    one = add_round(session, case_of(session, firm))
    asked = ask(session, one, firm.row.name, organisation_id=firm.row.id)
    answer = reply(session, asked, product=firm.words("sold"))
    file = hand_in(firm, "proof")
    answer.files = [file]
    session.flush()
    return {"asked_id": asked.id, "sha256": file["sha256"]}


def case_of(session: Session, firm: Firm) -> Case:
    """The case on the firm's measure; one is opened where there is none."""
    query = select(Case).where(Case.measure_id == firm.notice.measure_id)
    return session.scalar(query) or add_case(session, firm.notice)
