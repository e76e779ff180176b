"""What can go wrong, each with a key, one English and one Chinese sentence."""

from typing import Any

from crawler.faults import (
    crawling,
    documents,
    exports,
    forms,
    national_others,
    national_us,
    rows,
)

FAULTS: dict[str, tuple[str, str]] = {
    **crawling.FAULTS,
    **rows.FAULTS,
    **documents.FAULTS,
    **forms.FAULTS,
    **exports.FAULTS,
    **national_us.FAULTS,
    **national_others.FAULTS,
}
LONGEST = 600
"""Letters of a publisher's words that a sentence may repeat."""


def tellable(value: Any) -> Any:
    """A value as it may stand in a sentence: printable, on one line, not endless."""
    if not isinstance(value, str):
        return value
    plain = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(plain.split())[:LONGEST]


def first_line(error: Exception) -> str:
    """The first line of what a library says went wrong."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__


class CrawlError(Exception):
    """A fault that stops a run: a key of FAULTS, and the values of its sentence."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, *, chinese: bool = False) -> str:
        """The fault as one whole sentence."""
        values = {name: tellable(value) for name, value in self.values.items()}
        return FAULTS[self.key][chinese].format(**values)

    def told(self) -> dict[str, Any]:
        """The fault for the run's record: its key, its values, both sentences."""
        return {
            "key": self.key,
            "en": self.sentence(),
            "zh": self.sentence(chinese=True),
        }


class BadRowError(CrawlError):
    """A fault of one row: it is reported with its place and held back."""


class DroppedError(Exception):
    """A record that we leave out on purpose: the key of its reason in FAULTS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
