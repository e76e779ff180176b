"""A case that papers are written from, and templates that they are filled into."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from sqlalchemy.orm import Session

from models.case import Case
from tests.models.archive import AT, TODAY, fill
from tests.web.centre import add_measures, add_people
from web.cases.beginning import begin_case
from web.cases.record import Actor

SYMBOL = "G/TBT/N/USA/2200"


def open_case(session: Session) -> Case:
    """A case on a notification whose window is of three weeks: one argument."""
    notice = fill(session)[SYMBOL]
    notice.comments_close = date(2025, 6, 12)
    add_measures(session)
    officer = add_people(session)["officer"]
    who = Actor(officer.id, officer.name)
    case = begin_case(session, notice.id, actor=who, at=AT, today=TODAY)
    session.flush()
    return case


def template_of(*lines: str, footer: str = "") -> bytes:
    """A Word template with these paragraphs."""
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.sections[0].footer.paragraphs[0].add_run(footer)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()
