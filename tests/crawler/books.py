"""Workbooks as ePing writes them, made for one test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADINGS = [
    "Notifying Member",
    "Distribution date",
    "Document symbol",
    "Title",
    "Description",
    "Products covered",
    "HS code(s)",
    "ICS code(s)",
    "Objectives",
    "Keywords",
    "Specific regions or countries likely to be affected",
    "Final date for comments",
    "Notification type",
    "Notified document",
    "Link to notification(EN)",
    "Link to notification(FR)",
    "Link to notification(ES)",
]
DAY = "day:"


def cells(**changes: Any) -> list[Any]:
    """One row of a search export; give headings with _ for blanks and signs."""
    row: dict[str, Any] = {
        "Notifying Member": "Viet Nam",
        "Distribution date": "day:2026-06-02",
        "Document symbol": "G/TBT/N/VNM/301",
        "Title": "Household batteries: mercury",
        "Products covered": "Primary cells (HS 8506)",
        "HS code(s)": "8506 - Primary cells and primary batteries",
        "Objectives": "Protection of the environment (TBT)",
        "Final date for comments": "day:2026-08-01",
        "Notification type": "Regular notification",
    }
    row |= {name.replace("_", " "): value for name, value in changes.items()}
    return [row.get(heading) for heading in HEADINGS]


def book(rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook with these rows; "day:2026-06-02" becomes a true date cell."""
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Notifications")
    sheet.append(list(headings))
    for row in rows:
        sheet.append([cell(value) for value in row])
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def cell(value: Any) -> Any:
    """A day told in words as the date that Excel holds."""
    if isinstance(value, str) and value.startswith(DAY):
        return datetime.fromisoformat(value.removeprefix(DAY))
    return value


def save(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    """A search export on disk."""
    path.write_bytes(book(rows))
    return path
