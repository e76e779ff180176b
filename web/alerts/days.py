"""The day of a message in words: until when, how that is known, or where it stands."""

from collections.abc import Mapping
from typing import Any

from web.alerts.national import is_national
from web.alerts.phrases import say_day

BASES = {
    "stated": {"zh": "通报载明", "en": "as notified"},
    "estimated": {"zh": "估算", "en": "estimated"},
    "form": {"zh": "官方文本载明", "en": "stated in the official text"},
    "docket": {"zh": "以案卷（docket）截止日为准", "en": "as the docket states"},
}
"""How the day of a deadline is known."""
PUBLISHED = {"zh": "原文载明", "en": "as published"}


def dated(stands: str, shown: Mapping[str, Any], language: str) -> str:
    """Where a rule or an incident stands, with the day; empty for all others."""
    day = say_day(shown["standing"]["day"], language) if stands else ""
    if not stands:
        return ""
    return f"{stands}（{day}）" if language == "zh" else f"{stands} ({day})"


def say_deadline(shown: Mapping[str, Any], language: str, left: str = "") -> str:
    """The last day for comments, whether it is only estimated, and how long is left."""
    words = say_day(shown["deadline"], language)
    basis = say_basis(shown, language) if shown["deadline"] else ""
    notes = [note for note in (basis, left) if note]
    if not notes:
        return words
    if language == "zh":
        return f"{words}（{'，'.join(notes)}）"
    return f"{words} ({', '.join(notes)})"


def say_basis(shown: Mapping[str, Any], language: str) -> str:
    """How the day is known: stated, read in the form, or estimated."""
    basis = shown["deadline_basis"]
    if basis == "stated" and is_national(shown):
        return PUBLISHED[language]
    return BASES.get(basis, {}).get(language, "")
