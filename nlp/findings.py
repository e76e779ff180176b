"""A finding: one code, and the very words that earned it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Origin = Literal["stated", "found", "predicted"]


@dataclass(frozen=True)
class Finding:
    """One tag of a notice. `start` and `end` are places in the field's text."""

    scheme: str
    code: str
    score: float
    origin: Origin
    field: str
    start: int = 0
    end: int = 0
    words: str = ""
    note: str = ""
    """What is to be known beside the code: a limit, a day, a doubt."""


def unique(found: Iterable[Finding], *, by_words: bool = False) -> Iterator[Finding]:
    """Each code once for a field; for cues, each wording once for a field."""
    seen = set()
    for one in found:
        key = (one.scheme, one.code, one.field, one.words.lower() if by_words else "")
        if key not in seen:
            seen.add(key)
            yield one
