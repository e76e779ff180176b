"""A case with rounds of questions, for the tests that need somebody to be asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.consultation import Answer, Asked, AskedKind, Consultation
from models.notice import Notice
from models.organisation import Organisation
from tests.web.small_world import NOW, TODAY, add_notice
from web.alerts.links import Links
from web.cases.record import Actor

LINKS = Links("https://chutong.example", "a key for tests alone")
OFFICER = Actor(None, "评议专员")
CLOSES = TODAY + timedelta(days=14)


def add_case(session: Session, notice: Notice | None = None, **columns: Any) -> Case:
    """A case with two arguments: one of an officer, one read by a machine."""
    about = notice or add_notice(session, "G/TBT/N/USA/77")
    case = Case(
        measure_id=about.measure_id,
        notice=about,
        kind="comment",
        created_at=NOW,
        updated_at=NOW,
        **{"state": "soliciting", **columns},
    )
    by_hand = CaseItem(
        position=1, ground_id="tbt-2.12", origin="editor", problem_zh="过渡期太短"
    )
    read = CaseItem(
        position=2,
        ground_id="tbt-2.9.4",
        check={
            "check": "comment_days < 60",
            "reasons_zh": ["评议期只有30天。"],
            "reasons_en": ["Only 30 days to comment."],
        },
    )
    case.items = [by_hand, read]
    session.add(case)
    session.flush()
    return case


def add_body(session: Session, name: str, kind: str = "firm") -> Organisation:
    """An organisation."""
    made = Organisation(kind=kind, name=name, created_at=NOW)
    session.add(made)
    session.flush()
    return made


def add_round(session: Session, case: Case, closes: date = CLOSES) -> Consultation:
    """A round that nobody is asked in yet."""
    number = 1 + len(
        [one for one in session.query(Consultation) if one.case_id == case.id]
    )
    made = Consultation(
        case=case,
        number=number,
        question_zh="受影响吗？",
        question_en="Are you affected?",
        closes=closes,
        created_by="评议专员",
        created_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


def ask(
    session: Session,
    one: Consultation,
    name: str,
    kind: AskedKind = AskedKind.FIRM,
    **columns: Any,
) -> Asked:
    """A party of a round, with an address of its own."""
    given = {"email": f"{name}@firm.example", "sent_at": NOW, **columns}
    made = Asked(kind=kind, name=name, consultation=one, **given)
    session.add(made)
    session.flush()
    return made


def reply(session: Session, asked: Asked, **columns: Any) -> Answer:
    """What a party answered, straight into the tables."""
    given = {"product": "锂电池", "contact": "李工", **columns}
    made = Answer(
        asked_id=asked.id, files=[], clauses=[], created_at=NOW, changed_at=NOW, **given
    )
    session.add(made)
    asked.answered_at = NOW
    session.flush()
    session.refresh(asked, ["answer"])
    return made
