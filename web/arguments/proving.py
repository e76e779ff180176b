"""What stands behind an argument: rows of evidence, and the notified text itself.

A quote proves what the draft says, not what it costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.case import CaseItem
from models.evidence import Evidence, EvidenceKind, ItemEvidence
from web.arguments.texts import clause_of
from web.cases.record import Actor

OF_THE_TEXT = "通报文本"
"""Who says what is quoted."""


def rows_of(session: Session, case_id: int) -> list[Evidence]:
    """The rows of evidence of a case that stand."""
    query = select(Evidence).where(
        Evidence.case_id == case_id, Evidence.removed_at.is_(None)
    )
    return list(session.scalars(query.order_by(Evidence.id)))


def behind(session: Session, items: Iterable[CaseItem]) -> dict[int, list[Evidence]]:
    """The rows behind each argument, by the argument's id."""
    query = (
        select(ItemEvidence.item_id, Evidence)
        .join(Evidence, Evidence.id == ItemEvidence.evidence_id)
        .where(ItemEvidence.item_id.in_([item.id for item in items]))
        .where(Evidence.removed_at.is_(None))
        .order_by(ItemEvidence.item_id, Evidence.id)
    )
    found: dict[int, list[Evidence]] = {}
    for item_id, row in session.execute(query):
        found.setdefault(item_id, []).append(row)
    return found


def goes_out(row: Evidence) -> bool:
    """Whether a row may stand in a paper that leaves the centre."""
    return not row.internal


def is_proven(rows: Sequence[Evidence]) -> bool:
    """Whether anything behind an argument may be shown to the Member."""
    return any(goes_out(row) for row in rows)


def is_cost_proven(rows: Sequence[Evidence]) -> bool:
    """Whether something other than the draft's own words tells of the effect."""
    return any(goes_out(row) and row.kind != EvidenceKind.TEXT for row in rows)


def join_evidence(session: Session, item: CaseItem, chosen: Sequence[int]) -> None:
    """Let just these rows stand behind an argument; rows of other cases are left."""
    own = {row.id for row in rows_of(session, item.case_id)}
    wanted = own & set(chosen)
    held = set(
        session.scalars(
            select(ItemEvidence.evidence_id).where(ItemEvidence.item_id == item.id)
        )
    )
    session.execute(
        delete(ItemEvidence).where(
            ItemEvidence.item_id == item.id,
            ItemEvidence.evidence_id.in_((held & own) - wanted),
        )
    )
    for evidence_id in sorted(wanted - held):
        session.add(ItemEvidence(item_id=item.id, evidence_id=evidence_id))
    session.flush()


def prove_by_quote(
    session: Session, item: CaseItem, symbol: str, actor: Actor, at: datetime
) -> None:
    """Let the words that an argument quotes stand behind it, in place of older ones."""
    source, source_en = (
        f"{symbol} {clause_of(item, side)}".strip() for side in ("zh", "en")
    )
    for row in behind(session, [item]).get(item.id, []):
        if row.kind == EvidenceKind.TEXT and row.who == OF_THE_TEXT:
            if row.text_en == item.quote and row.source in {source, source_en}:
                return
            row.removed_at = at
    add_text(session, item, ("", item.quote), (source, source_en), actor, at)


def prove_by_facts(
    session: Session, item: CaseItem, symbol: str, actor: Actor, at: datetime
) -> None:
    """Let what a machine check read in the notification stand behind its proposal."""
    zh = "".join(item.check.get("reasons_zh", []))
    en = " ".join(item.check.get("reasons_en", []))
    if zh and not is_proven(behind(session, [item]).get(item.id, [])):
        add_text(session, item, (zh, en), (symbol, ""), actor, at)


def add_text(
    session: Session,
    item: CaseItem,
    texts: tuple[str, str],
    sources: tuple[str, str],
    actor: Actor,
    at: datetime,
) -> None:
    """A row of words of the notified text, behind one argument."""
    row = Evidence(
        case_id=item.case_id,
        kind=EvidenceKind.TEXT,
        who=OF_THE_TEXT,
        text_zh=texts[0],
        text_en=texts[1],
        source=sources[0],
        source_en=sources[1],
        internal=False,
        created_by=actor.name,
        created_at=at,
    )
    session.add(row)
    session.flush()
    session.add(ItemEvidence(item_id=item.id, evidence_id=row.id))
    session.flush()
