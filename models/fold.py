"""One way to compare words: without case, accents or odd letter forms."""

import unicodedata
from functools import lru_cache


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain letters for fancy ones.

    Folding what is folded changes nothing.
    """
    while not text.isascii():
        folded = fold_once(text)
        if folded == text:
            return text
        text = folded
    return text.lower()


def fold_once(text: str) -> str:
    """One pass; some letters only come apart after their accent has gone."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", apart.translate(MARKS))


class Marks(dict[int, int | None]):
    """A table for str.translate that takes away the marks on letters."""

    def __missing__(self, point: int) -> int | None:
        mark = unicodedata.combining(chr(point))
        self[point] = found = None if mark else point
        return found


MARKS = Marks()


def fold_in_place(text: str) -> str:
    """The text folded letter by letter, so that every place stays what it was."""
    return text.lower() if text.isascii() else fold_letters(text)


@lru_cache(maxsize=16)
def fold_letters(text: str) -> str:
    """The same; many look at the same few texts one after the other."""
    return text.translate(LETTERS)


class Letters(dict[int, str]):
    """A table for str.translate that folds each letter when it first comes."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = fold_letter(chr(point))
        return folded


LETTERS = Letters()


def fold_letter(letter: str) -> str:
    """One letter folded; one that would become several is only put in lower case."""
    folded = fold(letter)
    if len(folded) == 1:
        return folded
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
