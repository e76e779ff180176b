"""Where the lexicons lie, and how one is read; no part of the pipeline is loaded."""

import csv
from pathlib import Path

LEXICONS = Path(__file__).parent / "lexicons"


def read_lexicon(name: str) -> list[dict[str, str]]:
    """The rows of one of our lexicons, by column; blank cells are ''."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return [{key: (row[key] or "").strip() for key in row} for row in rows]
