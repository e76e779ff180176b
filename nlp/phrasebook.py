"""Every phrase of a language's lexicons in one tree, so that a text is read once."""

from collections.abc import Sequence
from typing import Any

Hit = tuple[int, int, int]
"""The key of a phrase, its first word and the one after its last."""
END = None
"""Where a phrase ends, its key stands under this, which is no word."""
Branch = dict[str | None, Any]


class Phrasebook:
    """The phrases of all lexicons of one language, word by word.

    Many lexicons know the same phrase. It stands here once; whose it is, each tagger
    knows by the key. ``size`` grows with each phrase, so that whoever kept what was
    found sees that there is more to find.
    """

    def __init__(self) -> None:
        self.root: Branch = {}
        self.size = 0

    def add(self, key: int, words: Sequence[str]) -> None:
        """Learn a phrase; one that is known already changes nothing."""
        branch = self.root
        for word in words:
            branch = branch.setdefault(word, {})
        if END not in branch and branch is not self.root:
            branch[END] = key
            self.size += 1

    def find(self, words: Sequence[str]) -> list[Hit]:
        """Every phrase in the words, those inside others among them."""
        hits: list[Hit] = []
        last = len(words)
        for start, first in enumerate(map(self.root.get, words)):
            branch, place = first, start
            while branch is not None:
                place += 1
                if END in branch:
                    hits.append((branch[END], start, place))
                branch = branch.get(words[place]) if place < last else None
        return hits
