"""Whence a row of evidence comes, as a text in either language may say it."""

import re

from models.evidence import Evidence
from web.arguments.proving import OF_THE_TEXT, goes_out

HAN = re.compile("[\u3400-\u9fff]")


def fits(words: str, side: str) -> bool:
    """Whether words kept in one language only may stand in a text.

    A source or unit in Chinese says nothing to a reader of English; the Chinese text
    and the table of evidence tell it.
    """
    return side == "zh" or not HAN.search(words)


def source_of(row: Evidence, side: str) -> str:
    """The source in a language; '' where it is told in Chinese alone."""
    if side == "zh":
        return row.source or row.source_en
    return row.source_en or (row.source if fits(row.source, side) else "")


def lacks_english(row: Evidence) -> bool:
    """Whether an English text would leave out whence a row comes.

    Words quoted from the notified text name their clause themselves.
    """
    told = goes_out(row) and row.who != OF_THE_TEXT and bool(row.source)
    return told and not source_of(row, "en")
