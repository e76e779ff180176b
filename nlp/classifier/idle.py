"""Texts about no goods, from which the classifier learns when to say nothing."""

import random
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from nlp.classifier.features import names
from nlp.pipeline import cut, taggers
from nlp.words import read_lexicon

LANGUAGES = ("en", "fr", "es", "zh")
WITHOUT = 20
"""How many times each frame without goods is given."""
KEPT = 20
"""One name in so many is kept apart, to calibrate by and to measure on."""


class Example(NamedTuple):
    """The features of one text with the codes it is about."""

    features: tuple[str, ...]
    codes: frozenset[str]
    strength: float
    kept: bool = False


def is_one_in(words: str) -> bool:
    """Whether these words are the one in so many that is kept apart."""
    return zlib.crc32(words.encode()) % KEPT == 0


def without_goods(
    frames: dict[str, list[str]], dice: random.Random
) -> Iterator[Example]:
    """Texts about no goods: authorities, requirements and procedure, alone and joined.

    A requirement stands in them as a measure names it, without what it is about.
    """
    for language in LANGUAGES:
        idle = [frame.replace("{}", " ; ") for frame in frames[language]]
        turns = [one for one in requirements(language) if not is_goods(one, language)]
        for words in turns:
            second, around = dice.choice(turns), dice.choice(idle)
            for text in (words, f"{around} {words}", f"{words} ; {second}"):
                yield nothing(language, text, kept=is_one_in(text))
        for words in idle:
            yield from [nothing(language, words, kept=False)] * WITHOUT


def requirements(language: str) -> list[str]:
    """The words for what measures demand, and for who demands it."""
    cues = read_lexicon("measure_cues.csv")
    words = [row["term"] for row in cues if row["language"] == language]
    if language == "en":
        words += [row["term"] for row in read_lexicon("not_products_en.csv")]
    return words


def is_goods(words: str, language: str) -> bool:
    """Whether a name of goods stands in these words."""
    products = dict(taggers(language))["products"]
    return any(True for _ in products.marks(cut(language, words)))


def nothing(language: str, words: str, *, kept: bool) -> Example:
    """A text about no goods."""
    return Example(tuple(names(language, words)), frozenset(), 1.0, kept)
