"""A notification, and what a document that follows it changes."""

from __future__ import annotations

from typing import Any

from models.changes.family import Paper, Told, family_changes
from models.changes.fields import FieldChange

BASE = Paper(
    "regular",
    {
        "title": "Draft Technical Regulation on Portable Batteries",
        "products": "Primary cells and batteries; electric accumulators",
        "description": "The draft sets limits for mercury in button cells of 20 mg/kg"
        " and requires marking of capacity. Lead shall not exceed 40 mg/kg.",
        "hs": ["8506", "850760"],
        "ics": ["29.220.10"],
        "objectives": ["environment"],
        "comments_close": "2025-08-01",
        "adoption": "2025-12-01",
        "entry_into_force": "2026-06-01",
        "documents": ["https://members.wto.org/crnattachments/2025/TBT/VNM/a_e.pdf"],
    },
)
SOME_WAYS = frozenset({"adoption", "entry_into_force"})


def follow(kind: str, *told: Told, **content: Any) -> dict[str, FieldChange]:
    found = family_changes(Paper(kind, content, told), [BASE], SOME_WAYS)
    return {one["field"]: one for one in found}
