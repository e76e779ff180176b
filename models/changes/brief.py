"""Changes in short, as an event keeps them and a message tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.changes.fields import FieldChange

QUOTED = 300
"""Letters of a text that an event quotes; the change holds the whole."""
LISTED = 20
KEPT = ("kind", "days", "counts", "told")


def in_short(changes: Sequence[FieldChange]) -> dict[str, dict[str, Any]]:
    """Each changed field by its name, without the runs of words."""
    return {one["field"]: short(one) for one in changes}


def short(change: FieldChange) -> dict[str, Any]:
    """One field: before and after cut to a quotation, lists to their first entries.

    What came into a list or left it stands for its values before and after.
    """
    found: dict[str, Any] = {name: change[name] for name in KEPT if name in change}  # type: ignore[literal-required]
    for name in ("added", "removed", "pairs"):
        entries = change.get(name)
        if isinstance(entries, list):
            found[name] = entries[:LISTED]
            found[f"{name}_count"] = len(entries)
    if "added" not in found and "after" in change:
        found |= {side: quoted(change.get(side)) for side in ("before", "after")}
    return found


def quoted(value: Any) -> Any:
    """A value as it may stand in a message."""
    return value[:QUOTED] if isinstance(value, str) else value
