"""Which text of ours is shown of a notice: one choice for pages, mails and papers."""

from collections.abc import Iterable
from typing import Protocol

ORDER = ("editor", "official", "archive", "rule", "machine")
"""The origins of a text of ours, the most trusted first.

``archive`` is a text that came with the program, over which an officer wrote.
"""


class Written(Protocol):
    """A text of ours in one language."""

    @property
    def language(self) -> str:
        """The language it is in."""

    @property
    def field(self) -> str:
        """What it is: title, summary, products."""

    @property
    def origin(self) -> str:
        """Who wrote it."""

    @property
    def text(self) -> str:
        """Its words."""


def text_of(texts: Iterable[Written], language: str, field: str) -> tuple[str, str]:
    """Where the text of a field comes from, and the text; two empty strings for none.

    The texts come with the newest version first. An officer's text stands until it
    is changed or taken back, also when the notice has a newer version.
    """
    known = [
        one
        for one in texts
        if (one.language, one.field) == (language, field) and one.origin in ORDER
    ]
    found = min(known, key=lambda one: ORDER.index(one.origin), default=None)
    return (found.origin, found.text) if found else ("", "")
