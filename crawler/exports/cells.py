"""One cell of an export table at a time: its period, code, value, day, edition."""

import math
import re
from datetime import date, datetime
from typing import Any, NamedTuple

from crawler.faults import BadRowError
from models.hs_editions import EDITIONS

PERIOD = re.compile(r"(\d{4})\s*年?(?:\s*[-./]?\s*(\d{1,2})\s*月?)?")
CODE = re.compile(r"\d{3,10}")
YEARS = range(1990, 2100)
ODD = 2
"""A code has an even number of digits; in an odd one Excel has lost the first zero."""


class Period(NamedTuple):
    """A year, or a month of it; ``month`` is 0 for the whole year."""

    year: int
    month: int


def read_period(cell: Any, row: int) -> Period:
    """The year or month of a cell such as 2025, 202506, 2025-06 or 2025年6月."""
    if isinstance(cell, datetime | date):
        return Period(cell.year, cell.month)
    words = text_of(cell)
    match = PERIOD.fullmatch(words)
    found = Period(int(match[1]), int(match[2] or 0)) if match else Period(0, 0)
    stated = bool(match and match[2])
    if found.year not in YEARS or (stated and found.month not in range(1, 13)):
        raise BadRowError("export_period", row=row, words=words)
    return found


def read_code(cell: Any, row: int) -> tuple[str, bool]:
    """The digits of a code, and whether a lost zero was put back before them."""
    words = re.sub(r"[.\s]", "", text_of(cell))
    if not CODE.fullmatch(words) or not words.isascii():
        raise BadRowError("export_code", row=row, words=text_of(cell))
    return (f"0{words}", True) if len(words) % ODD else (words, False)


def read_value(cell: Any, row: int) -> float:
    """The number of a cell; 1,234.5 is one too."""
    if cell in (None, "") or not str(cell).strip():
        raise BadRowError("export_no_value", row=row)
    try:
        value = float(str(cell).replace(",", "").strip())
    except ValueError as error:
        raise BadRowError("export_value", row=row, words=str(cell)) from error
    if isinstance(cell, bool) or not math.isfinite(value):
        raise BadRowError("export_value", row=row, words=str(cell))
    if value < 0:
        raise BadRowError("export_negative", row=row, words=text_of(cell))
    return value


def read_edition(cell: Any, row: int) -> str:
    """The edition of a cell such as HS2022, HS 2022 or 2022年版."""
    year = re.sub(r"\D", "", text_of(cell))
    found = f"HS{year}"
    if found not in EDITIONS:
        raise BadRowError("export_edition", row=row, words=text_of(cell))
    return found


def read_retrieved(cell: Any, row: int) -> date:
    """The day of a cell, a date or words such as 2026-01-31."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    words = text_of(cell).replace("/", "-").replace(".", "-")
    try:
        parts = [int(part) for part in words.split("-")]
        return date(*parts)
    except (TypeError, ValueError) as error:
        raise BadRowError("export_retrieved", row=row, words=text_of(cell)) from error


def text_of(cell: Any) -> str:
    """A cell as words; a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str("" if cell is None else cell).split())
