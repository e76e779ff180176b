"""What an endpoint proposes for one argument, and whether it may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import clock
from models.case import CaseItem
from models.evidence import Evidence, ItemEvidence
from models.reference import grounds
from nlp.translating.chat import Chat
from nlp.translating.engine import EngineError
from web.config import Settings
from web.evidence.sources import source_of
from web.refused import RefusedError
from web.suggesting.words import FAULTS, NOT_SET, OTHER, THIN

if TYPE_CHECKING:
    from nlp.translating.suggesting import Basis

TIMEOUT = 25.0
"""Seconds; a person waits for it."""


def chat_of(session: Session, settings: Settings) -> Chat:
    """The endpoint; RefusedError where none may be asked."""
    pretends = clock.fixed_day(session) is not None
    if not settings.llm_url or settings.offline or pretends:
        raise RefusedError(NOT_SET)
    key = settings.llm_key.get_secret_value()
    return Chat(settings.llm_url, settings.llm_model, key, timeout=TIMEOUT)


def basis_of(session: Session, item: CaseItem, language: str) -> Basis:
    """What may be told of an argument: never what is internal."""
    from nlp.translating.suggesting import Basis  # heavy

    ground = next((one for one in grounds() if one.id == item.ground_id), None)
    chinese = language == "zh"
    basis = Basis(
        clause=item.clause,
        quote=item.quote,
        ground=(ground.statement_zh if chinese else ground.statement_en)
        if ground
        else "",
        problem=item.problem_zh if chinese else item.problem_en,
        request=item.request_zh if chinese else item.request_en,
        evidence=list(evidence(session, item.id, chinese=chinese)),
    )
    if not (basis.problem or basis.quote or basis.evidence):
        raise RefusedError(THIN)
    return basis


def evidence(session: Session, item_id: int, *, chinese: bool) -> list[str]:
    """The evidence of an argument that may go out, each in one line."""
    rows = session.scalars(
        select(Evidence)
        .join(ItemEvidence, ItemEvidence.evidence_id == Evidence.id)
        .where(
            ItemEvidence.item_id == item_id,
            Evidence.internal.is_(False),
            Evidence.removed_at.is_(None),
        )
        .order_by(Evidence.id)
    )
    return [line_of(row, chinese=chinese) for row in rows]


def line_of(row: Evidence, *, chinese: bool) -> str:
    """One proven fact with its value, year and source."""
    text = row.text_zh if chinese else row.text_en or row.text_zh
    year = str(row.year) if row.year else ""
    source = source_of(row, "zh" if chinese else "en")
    return "; ".join(filter(None, (text, row.value, row.unit, year, source)))


def propose(chat: Chat, basis: Basis, language: str) -> str:
    """A wording fit to be read; RefusedError says why there is none."""
    from nlp.translating.suggesting import fault_in_wording, suggest  # heavy

    try:
        words = suggest(chat, basis, language)
    except EngineError as error:
        text = FAULTS.get(error.reason, OTHER)
        raise RefusedError(text, reason=error.reason) from error
    fault = fault_in_wording(basis, words, language)
    if fault:
        raise RefusedError(FAULTS[fault])
    return words
