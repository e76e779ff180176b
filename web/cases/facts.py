"""What the machine checks may look at: the facts of one notice, nothing judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from models.content import Content
from models.days import read_day

OPENING = {"regular", "emergency", "revision"}
URGENT = {"2.10.1", "5.7.1"}


@dataclass(frozen=True)
class CaseFacts:
    """A notice as a drafter sees it; ``None`` is unknown, an empty text is absent.

    A field the source does not carry stays unknown, and a check on it is silent.
    """

    symbol: str
    agreement: str
    type: str
    emergency: bool
    member: str
    member_en: str
    distributed: date
    comments_close: date | None
    title_zh: str
    title_en: str
    products_zh: str
    products_en: str
    language: str
    content: Content
    standards: Sequence[str] = field(default_factory=tuple)
    measures: Sequence[str] = field(default_factory=tuple)
    aims_zh: Sequence[str] = field(default_factory=tuple)
    aims_en: Sequence[str] = field(default_factory=tuple)
    followed_up: bool = False

    @property
    def opens(self) -> bool:
        """Whether the document puts a draft to Members, and does not follow one up."""
        return self.type in OPENING

    @property
    def ordinary(self) -> bool:
        """Whether the usual course of notice and comment applies; not if urgent."""
        urgent = self.emergency or URGENT & set(self.content.get("articles", []))
        return self.opens and not urgent

    @property
    def frees_trade(self) -> bool:
        """Whether the measure eases trade, and so may enter into force at once."""
        return "deregulation-withdrawal" in self.measures

    def told(self, name: str) -> str | None:
        """A text of the content, or None when the source has no such field."""
        value = self.content.get(name)
        return None if value is None else str(value).strip()

    def day(self, name: str) -> date | None:
        """A day of the content, or None when it is unknown or told in words."""
        try:
            return read_day(self.told(name))
        except ValueError:
            return None

    @property
    def window(self) -> int | None:
        """Days from circulation to the stated deadline."""
        if self.comments_close is None:
            return None
        return (self.comments_close - self.distributed).days
