"""What an engine is to the rest: a name, and a text in another language."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Term(NamedTuple):
    """Words of a text as they stand there, and the word they must become."""

    words: str
    wanted: str


class EngineError(Exception):
    """An engine gave no text; ``reason`` is a short key, never the engine's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Engine(Protocol):
    """Something that translates."""

    @property
    def name(self) -> str:
        """What pages and the cache call it."""

    def translate(
        self, text: str, source: str, target: str, terms: Sequence[Term]
    ) -> str:
        """The text in another language; EngineError where none is to be had.

        Languages are ``en``, ``fr``, ``es`` and ``zh``. What comes back is not to be
        trusted (see ``check``).
        """
