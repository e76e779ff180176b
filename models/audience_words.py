"""Which of the words and phrases that people ask for stand in a text; pure."""

from collections import defaultdict
from collections.abc import Iterable

PREFIX = "word:"
AFTER = "word;"
"""Comes behind all terms that are words: a semicolon follows a colon."""


class Phrases:
    """The phrases of all subscriptions; a text is read once, however many they are."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for term in terms:
            phrase = term.removeprefix(PREFIX)
            first, *rest = phrase.split(" ")
            self.by_first[first].append((term, f" {phrase} " if rest else ""))

    def __bool__(self) -> bool:
        return bool(self.by_first)

    def found(self, tokens: str) -> set[str]:
        """The terms whose tokens stand side by side in the text of the search."""
        line = f" {tokens} "
        return {
            term
            for first in set(tokens.split(" ")) & self.by_first.keys()
            for term, phrase in self.by_first[first]
            if phrase in line
        }
