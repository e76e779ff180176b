"""A finding: one code, and the very words that earned it."""

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
