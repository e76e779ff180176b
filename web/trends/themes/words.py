"""The words of a title that a theme may be made of: lemmas and pairs of neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from models.lemmas import lemma

WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]+")
BREAK = re.compile(r"[.;:()\[\]/“”\"]|\s-\s")
EMPTY_WORDS = Path(__file__).with_name("empty_words.txt")
SHORTEST = 3


@lru_cache(maxsize=1)
def empty_words() -> frozenset[str]:
    """Words that say nothing of a subject: of grammar, and of any notification."""
    return frozenset(EMPTY_WORDS.read_text("utf-8").split())


@lru_cache(maxsize=16384)
def title_terms(title: str, language: str) -> frozenset[str]:
    """The words of a title, and each two that stand side by side, as lemmas."""
    return frozenset(terms(title, language))


def terms(title: str, language: str) -> Iterator[str]:
    """The same, one after the other; a pair never reaches over a stop."""
    for part in BREAK.split(title):
        before = ""
        for word in WORD.findall(part):
            plain = lemma(word, language)
            if len(plain) < SHORTEST or plain in empty_words():
                before = ""
                continue
            yield plain
            if before:
                yield f"{before} {plain}"
            before = plain
