"""What changed, as one sentence; for pages, mail and chat alike, in zh and en.

The changes come in short (``models.changes.brief``); those of earlier releases hold
only ``before`` and ``after``, and are told as well.
"""

from collections.abc import Mapping

from models.changes.fields import ORDER
from web.notices.change_words import FIELDS
from web.notices.telling_fields import Change, say_field

PART = {"zh": "；", "en": "; "}
MOST_PARTS = 6


def say_changes(changes: Mapping[str, Change], language: str) -> str:
    """All that changed in one sentence, what matters most first; '' for nothing."""
    words = PART[language].join(say_parts(changes, language))
    return words[:1].upper() + words[1:]


def to_nation(changes: Mapping[str, Change]) -> dict[str, Change]:
    """The changes of a national measure, whose comments are no WTO comments."""
    return {name: {**one, "national": True} for name, one in changes.items()}


def say_parts(changes: Mapping[str, Change], language: str) -> list[str]:
    """Each changed field in a few words; of many, the first and how many more."""
    parts = [
        words
        for name, one in sorted(changes.items(), key=place)
        if name in FIELDS and isinstance(one, Mapping)
        for words in [say_field(name, one, language)]
        if words
    ]
    others = len(parts) - MOST_PARTS
    if others > 0:
        rest = f"另有{others}处改动" if language == "zh" else f"{others} more changes"
        return [*parts[:MOST_PARTS], rest]
    return parts


def place(change: tuple[str, Change]) -> tuple[int, str]:
    """Where a field stands in a sentence: what a reader asks for first, first."""
    name, _ = change
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)
