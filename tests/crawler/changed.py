"""A family with all kinds of follow-up, and the texts that came with them."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.moments import Moment
from models.change import Change
from models.measure import Event
from models.notice import Document, DocumentState, Notice
from models.official import Body, BodyState
from tests.crawler.stored import FIRST, LATER, NOW, item, put

BASE = "G/TBT/N/VNM/301"
DRAFT = """Article 1 Scope
This Regulation applies to primary cells placed on the market.
Article 2 Limits
1. The content of mercury shall not exceed 5 mg/kg by weight of the cell.
2. The content of lead shall not exceed 40 mg/kg by weight of the cell.
Article 3 Marking
Cells shall bear:
(a) the name of the manufacturer or importer;
(b) the crossed-out wheeled bin.
"""
REVISED = """Article 1 Scope
This Regulation applies to primary cells and accumulators placed on the market.
Article 2 Definitions
A cell is a source of electrical energy that comes from chemical energy.
Article 3 Limits
1. The content of mercury shall not exceed 1 mg/kg by weight of the cell.
2. The content of lead shall not exceed 40 mg/kg by weight of the cell.
Article 4 Marking
Cells shall bear:
(a) the name of the manufacturer or importer;
"""
KINDS = {
    "": "Regular notification",
    "/Add.1": "Addendum to Regular Notification",
    "/Add.2": "Addendum to Regular Notification",
    "/Corr.1": "Corrigendum to Regular Notification",
    "/Rev.1": "Revision to Regular Notification",
}


def paper(suffix: str, distributed: str, **changes: Any) -> Any:
    """A document of the family; a follow-up says nothing unless told to."""
    silent: dict[str, Any] = {"products": "", "hs": "", "objectives": ""}
    silent |= {"comments_close": None, "description": "", "documents": ""}
    told = {**(silent if suffix else {}), **changes}
    return item(
        symbol=BASE + suffix, type=KINDS[suffix], distributed=distributed, **told
    )


def base(**changes: Any) -> Any:
    given = {"entry_into_force": "2027-01-01", "adoption": "2026-10-01"}
    return paper("", "2026-06-02", **given, **changes)


def extension(**changes: Any) -> Any:
    words = "The period for comments is extended until 31 August 2026."
    given = {"comments_close": "2026-08-31", "description": words}
    return paper("/Add.1", "2026-07-10", **{**given, **changes})


def adoption() -> Any:
    words = "The Regulation was adopted on 20 October 2026 and enters into force on"
    return paper("/Add.2", "2026-11-02", description=f"{words} 1 March 2027.")


def revision() -> Any:
    return paper(
        "/Rev.1",
        "2026-12-01",
        title="Household batteries: mercury",
        products="Primary cells and accumulators",
        hs="8506 - Primary cells; 8507 - Electric accumulators",
        description="Sets limits for mercury and lead.",
        objectives="Protection of the environment (TBT)",
        comments_close="2027-01-30",
        documents="https://members.wto.org/crnattachments/2026/TBT/VNM/9_e.pdf",
    )


def put_family(session: Session, moment: Moment = FIRST) -> None:
    put(session, base(), extension(), adoption(), revision(), moment=moment)
    session.flush()


def notice(session: Session, suffix: str = "") -> Notice:
    session.flush()
    query = select(Notice).where(Notice.symbol == BASE + suffix)
    return session.scalars(query).one()


def changes(session: Session, suffix: str = "") -> dict[str, Change]:
    """The changes of a document by kind and key."""
    session.flush()
    query = select(Change).where(Change.notice_id == notice(session, suffix).id)
    return {f"{one.kind} {one.key}".strip(): one for one in session.scalars(query)}


def told(session: Session, suffix: str, kind: str, key: str = "") -> dict[str, Any]:
    """What an event of a document tells of its changes."""
    query = select(Event.change).where(
        Event.notice_id == notice(session, suffix).id,
        Event.kind == kind,
        Event.key == key,
    )
    return session.scalars(query).one()


def lay(session: Session, suffix: str, text: str) -> str:
    """Let the notified text of a document have come, and name its bytes."""
    name = hashlib.sha256(text.encode()).hexdigest()
    if session.get(Body, name) is None:
        session.add(body(name, text))
    query = select(Document).where(
        Document.notice_id == notice(session, suffix).id, Document.role == "draft"
    )
    document = session.scalars(query.order_by(Document.id)).first()
    assert document is not None
    document.sha256, document.state = name, DocumentState.FETCHED
    document.fetched_at = LATER.now
    session.flush()
    return name


def body(name: str, text: str) -> Body:
    return Body(
        sha256=name,
        media_type="application/pdf",
        size=len(text),
        state=BodyState.READ,
        pages=1,
        language="en",
        text=text,
        reader="1",
        read_at=NOW,
    )
