"""What a case says at one moment: texts, arguments, evidence; in one fixed form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft, CaseItem
from models.evidence import Evidence, ItemEvidence

OF_AN_ITEM = (
    "id",
    "position",
    "ground_id",
    "further_grounds",
    "clause",
    "quote",
    "problem_zh",
    "problem_en",
    "request_zh",
    "request_en",
    "ask",
    "intl_ref",
    "gb_ref",
    "gap_zh",
    "gap_en",
    "impact_zh",
    "impact_en",
    "priority",
)
"""What an argument says; neither its editor, nor its place in a later text, nor what
came of it."""


def live_items(case: Case) -> list[CaseItem]:
    """The arguments that nobody took out, in their order."""
    live = [item for item in case.items if item.removed_at is None]
    return sorted(live, key=lambda item: item.position)


def contents_of(
    session: Session, case: Case, draft: CaseDraft | None
) -> dict[str, Any]:
    """The texts of a version, all arguments, and the ids of what proves them.

    Spanish that nobody wrote is not named, as it was not before there was any.
    """
    items = live_items(case)
    spanish = {"text_es": draft.text_es} if draft and draft.text_es else {}
    proven = evidence_ids(session, items)
    return {
        "draft": draft.number if draft else 0,
        "text_zh": draft.text_zh if draft else "",
        "text_en": draft.text_en if draft else "",
        **spanish,
        "stance_zh": case.stance_zh,
        "stance_en": case.stance_en,
        "items": [
            {name: getattr(item, name) for name in OF_AN_ITEM}
            | {"evidence": proven.get(item.id, [])}
            for item in items
        ],
    }


def evidence_ids(session: Session, items: Sequence[CaseItem]) -> dict[int, list[int]]:
    """The rows of evidence behind each argument, by the argument's id."""
    query = (
        select(ItemEvidence.item_id, ItemEvidence.evidence_id)
        .join(Evidence, Evidence.id == ItemEvidence.evidence_id)
        .where(ItemEvidence.item_id.in_([item.id for item in items]))
        .where(Evidence.removed_at.is_(None))
        .order_by(ItemEvidence.item_id, ItemEvidence.evidence_id)
    )
    found: dict[int, list[int]] = {}
    for item_id, evidence_id in session.execute(query):
        found.setdefault(item_id, []).append(evidence_id)
    return found


def canonical(contents: Mapping[str, Any]) -> bytes:
    """One spelling of the contents: sorted names, no blanks, Unicode as it is."""
    text = json.dumps(
        contents, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def fingerprint(contents: Mapping[str, Any]) -> str:
    """The SHA-256 of the contents, in hex."""
    return hashlib.sha256(canonical(contents)).hexdigest()
