"""A case with a notified text in clauses, for tests of its arguments and drafts."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.evidence import Evidence, ItemEvidence
from models.measure import Measure
from models.notice import Document, Notice
from models.official import Body
from models.user import User
from tests.models.archive import AT, TODAY, add_notice, add_source
from tests.web.centre import add_people
from web.arguments import service
from web.arguments.completeness import Missing
from web.arguments.wording import Wording
from web.cases.beginning import begin_case
from web.cases.record import Actor

SYMBOL = "G/TBT/N/EU/1100"
REVISED = "G/TBT/N/EU/1100/Rev.1"
TEXT = """Article 1
Scope
This Regulation applies to portable batteries placed on the market.
Article 2
Labelling
2.1 Each battery shall bear a label with the “separate collection” symbol, at least 1 cm high.
2.2 The label shall state the capacity in mAh and shall not come off within ten years.
Article 3
Tests
3.1 Tests shall be made by a laboratory established in the Union.
Article 4
Entry into force
This Regulation applies 90 days after its publication.
"""  # noqa: E501
LATER = TEXT.replace("within ten years", "within five years").replace(
    "3.1 Tests shall be made by a laboratory established in the Union.\n",
    "3.1 Reserved for later.\n",
)
ACTOR = Actor(None, "王建国")


def put_text(session: Session, notice: Notice, text: str, language: str = "en") -> str:
    """Let a notice have a document that was read; its hash."""
    sha256 = hashlib.sha256(f"{notice.id}{text}".encode()).hexdigest()
    session.add(
        Body(
            sha256=sha256,
            media_type="application/pdf",
            size=len(text),
            state="read",
            language=language,
            text=text,
            reader="1",
            read_at=AT,
        )
    )
    session.add(
        Document(
            notice_id=notice.id,
            url=f"https://example.org/{notice.id}.pdf",
            role="draft",
            language=language,
            state="fetched",
            sha256=sha256,
        )
    )
    session.flush()
    return sha256


def add_battery_notice(session: Session, **values: Any) -> Notice:
    """A notification on labels of batteries, of its own measure."""
    given: dict[str, Any] = {
        "title": "Draft Regulation on the labelling of batteries",
        "zh": "电池标签要求的法规草案",
        "members": ["EU"],
        "tags": [("hs", "850760")],
        "distributed": date(2025, 6, 2),
        "comments_close": date(2025, 8, 1),
        "content": {
            "products": "Portable batteries (HS 8507)",
            "description": "The draft sets rules for labels of portable batteries.",
            "objectives": ["Protection of the environment (TBT)"],
            "entry_into_force": "To be determined",
        },
    }
    symbol = values.pop("symbol", SYMBOL)
    notice = add_notice(session, symbol, **{**given, **values})
    if notice.measure_id is None:
        measure = Measure(slug=symbol, created_at=AT)
        session.add(measure)
        session.flush()
        notice.measure_id = measure.id
    session.flush()
    return notice


def revise(session: Session, case: Case, text: str = LATER, **values: Any) -> Notice:
    """Let a revision of the measure arrive, with its text."""
    later = add_battery_notice(
        session,
        symbol=REVISED,
        type="revision",
        measure_id=case.measure_id,
        distributed=date(2025, 6, 2) + timedelta(days=8),
        **values,
    )
    put_text(session, later, text)
    return later


def open_argued(session: Session, text: str = TEXT) -> tuple[Case, User]:
    """A case on the batteries, with its text, and its officer."""
    add_source(session)
    notice = add_battery_notice(session)
    if text:
        put_text(session, notice, text)
    officer = add_people(session)["officer"]
    actor = Actor(officer.id, officer.name)
    case = begin_case(session, notice.id, actor=actor, at=AT, today=TODAY)
    session.flush()
    return case, officer


def say(**words: Any) -> Wording:
    """A whole argument about the language of tests."""
    given: dict[str, Any] = {
        "ground_id": "tbt-5.2",
        "ask": "amend",
        "quote": "Tests shall be made by a laboratory established in the Union.",
        "problem_zh": "要求检测实验室须设在欧盟境内，国内获认可的实验室不能参与。",
        "problem_en": "Only laboratories in the Union may test.",
        "request_zh": "请接受获认可的境外实验室出具的报告。",
        "request_en": "Please accept reports of accredited laboratories abroad.",
    }
    return Wording(**{**given, **words})


def argue(session: Session, case: Case, **words: Any) -> CaseItem:
    """An argument of a person, not placed in the text."""
    return service.add_item(session, case, say(**words), actor=ACTOR, at=AT)


def prove(session: Session, item: CaseItem, **values: Any) -> Evidence:
    """A row of evidence behind an argument; it may go out unless told otherwise."""
    given: dict[str, Any] = {
        "kind": "cost",
        "who": "三家企业",
        "text_zh": "每个型号的检测费约8000元至12000元",
        "text_en": "Tests cost about CNY 8,000 to 12,000 a model",
        "internal": False,
        "created_by": ACTOR.name,
        "created_at": AT,
    }
    row = Evidence(case_id=item.case_id, **{**given, **values})
    session.add(row)
    session.flush()
    session.add(ItemEvidence(item_id=item.id, evidence_id=row.id))
    session.flush()
    return row


def whats(found: list[Missing], item: CaseItem) -> list[str]:
    """What an argument still lacks."""
    return [one.what for one in found if one.item is item]
