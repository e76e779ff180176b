"""Rows of evidence and answers of firms, for the tests that need some."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Evidence
from tests.web.asking import OFFICER, add_body, add_round, ask, reply
from tests.web.small_world import NOW
from web.evidence import service
from web.evidence.facts import Fact

FACT = Fact(
    kind="cost", text_zh="全项检测约6000元", value="6000", unit="元", year="2025"
)
PUBLIC: dict[str, Any] = {
    "public": True,
    "text_en": "A full test costs about CNY 6,000",
    "source": "三家检测机构报价",
}
BY: dict[str, Any] = {"actor": OFFICER, "now": NOW}


def add(session: Session, case: Case, **words: Any) -> Evidence:
    fact = Fact(**{**vars(FACT), **words})
    return service.add(session, case, fact, None, Path(), **BY)


def answered(session: Session, case: Case, *names: str, **columns: Any) -> None:
    """Firms that answered a round of a case alike."""
    one = add_round(session, case)
    for name in names:
        body = add_body(session, name)
        reply(session, ask(session, one, name, organisation_id=body.id), **columns)
