"""A notice in the database, and forms handed on to it as their reader does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.forms.putting import put_reading
from models.measure import Event
from models.notice import Notice
from models.official import Reading
from tests.crawler.forms.written import Written
from tests.crawler.stored import item, put

NOW = datetime(2026, 6, 5, 8, tzinfo=UTC)
URL = "https://docs.wto.org/x/TBT/N/VNM301.docx"
FIELDS = {
    "title": "Draft national technical regulation on mercury in household batteries",
    "description": "The draft limits mercury in household batteries.\n"
    "1. Scope: button cells are included.",
    "products": "Primary cells and batteries",
    "objectives": "Protection of the environment (TBT); Quality requirements (TBT)",
    "links": {"en": URL},
    "documents": "",
}
PHL = {
    "symbol": "G/TBT/N/PHL/316/Add.1",
    "member": "Philippines",
    "type": "Addendum to Regular Notification",
    "comments_close": "",
    "title": "Supplemental regulations on the certification of vapour products",
    "hs": "",
    "objectives": "",
    "products": "",
    "documents": "",
    "links": {"en": "https://docs.wto.org/x/TBT/N/PHL316A1.docx"},
}


def stored(session: Session, **changes: Any) -> Notice:
    """A notice with the address of its form."""
    put(session, item(**{**FIELDS, **changes}))
    return session.scalars(select(Notice)).one()


def read(session: Session, notice: Notice, written: Written, place: int = 0) -> Reading:
    """Hand a form on as the reader of documents does."""
    document = notice.documents[place]
    document.sha256 = document.sha256 or f"{place}" * 64
    put_reading(session, document, written.blocks(), NOW)
    query = select(Reading).where(Reading.document_id == document.id)
    return session.scalars(query).one()


def events(session: Session) -> dict[str, Event]:
    query = select(Event).order_by(Event.id)
    return {f"{one.kind} {one.key}".strip(): one for one in session.scalars(query)}
