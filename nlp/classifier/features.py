"""What the classifier reads of a text: its words and its pairs of neighbours."""

from typing import NamedTuple

from nlp.pipeline import cut
from nlp.words import Words


class Feature(NamedTuple):
    """A word, or two that stand side by side, and the tokens they are."""

    name: str
    first: int
    after: int


def features(doc: Words) -> list[Feature]:
    """Every word of a text and every pair of neighbours, in the order of the text.

    Figures and marks are no words, and part a pair.
    """
    made: list[Feature] = []
    before = ""
    for place, word in enumerate(doc.norms):
        if not word[:1].isalpha():
            before = ""
            continue
        made.append(Feature(word, place, place + 1))
        if before:
            made.append(Feature(f"{before} {word}", place - 1, place + 1))
        before = word
    return made


def names(language: str, words: str) -> list[str]:
    """The names of the features of some words."""
    return [one.name for one in features(cut(language, words))]
