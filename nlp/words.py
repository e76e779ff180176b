"""Words as the lexicons compare them: folded, in the singular, at known places."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import simplemma
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.fold import fold
from nlp.lexicon import LEXICONS as LEXICONS
from nlp.lexicon import read_lexicon as read_lexicon
from nlp.phrasebook import Hit, Phrasebook

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\u3005\u3007"
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks without width, which only tell where a line may break."""
LETTERS = rf"[^\W_{CJK}]"
PIECES = (
    rf"(?:[{CJK}]|{LETTERS}*?[a-z]{{3}}(?=[A-Z])"
    rf"|{LETTERS}+(?:[JOINS]{LETTERS}+)*(?:[-‐‑](?=[^\W_]))?|[^\w\s]|_)"
    r"\s*?(?=\s?(?:\S|$))"
)
TOKEN = re.compile(PIECES.replace("JOINS", "'’"))
TOKEN_WITH_UNSEEN = re.compile(PIECES.replace("JOINS", f"'’{UNSEEN}"))
UNSEEN_MARK = re.compile(f"[{UNSEEN}]")
WIDE = {point: point - 0xFEE0 for point in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
MARKUP = re.compile(
    r"</?(?:a|b|br|body|caption|center|col|dd|div|dl|dt|em|font|form|h[1-6]|head|hr"
    r"|html|i|img|label|li|link|meta|ol|option|p|pre|script|section|select|small|span"
    r"|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)
MANY_WORDS = 200_000
"""So many words are remembered with their NORM; then all are forgotten."""
LONGEST_WORD = 64
"""Letters; what is longer is no word of any language, and is not looked up."""
PLURAL = ("s", "x")
KEEPS_ITS_S = ("ss", "us", "is", "ics", "ies")
ONLY_ADDS_S = {"es": ("as", "os"), "fr": ("es",)}
ELISION = re.compile(r"^(?:[cdjlmnst]|qu)'(?=\w)")


@lru_cache(maxsize=4)
def irregular(language: str) -> dict[str, str]:
    """Singulars that no dictionary or rule gives rightly."""
    rows = read_lexicon("lemmas.csv")
    return {row["word"]: row["lemma"] for row in rows if row["language"] == language}


def singular(word: str, language: str) -> str:
    """The singular of a lower-case word; a word not in the plural stays as it is.

    Only plurals are reduced: "coating" is no "coat", and "saw" is no "see". A
    feminine stays feminine: "eléctricas" is "eléctrica".
    """
    known = irregular(language).get(word)
    if known is not None or not word.endswith(PLURAL):
        return known or word
    if not 4 <= len(word) <= LONGEST_WORD:
        return word
    if word.endswith(ONLY_ADDS_S.get(language, ())):
        return word.removesuffix("s")
    plain, lemma = fold(word), fold(simplemma.lemmatize(word, lang=language))
    verb = language != "en" and lemma.endswith("r") and not plain.startswith(lemma)
    if len(lemma) < len(plain) and plain.startswith(lemma[:-2]) and not verb:
        return lemma
    if lemma in irregular(language).values() or plain.endswith(KEEPS_ITS_S):
        return word
    return word.removesuffix("s")


def norm_of(language: str) -> Callable[[str], str]:
    """The rule that gives a token its NORM in one language."""

    def norm(text: str) -> str:
        seen = text if text.isascii() else UNSEEN_MARK.sub("", text)
        word = seen.strip().rstrip("-‐‑").casefold().replace("’", "'")
        word = word.removesuffix("'s")
        if language == "fr":
            word = ELISION.sub("", word, count=1)
        if language == "zh":
            return fold(word).translate(simplified())
        return fold(singular(word, language))

    return norm


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Simplified characters for traditional ones: 中成藥 is 中成药.

    One stands for one, so every place stays what it was.
    """
    rows = read_lexicon("script.csv")
    return {ord(row["traditional"]): row["simplified"] for row in rows}


def half_width(text: str) -> str:
    """The text with plain figures, letters and marks for full-width ones.

    ８７０３ is 8703; every place stays what it was.
    """
    return text if text.isascii() else text.translate(WIDE)


def without_markup(text: str) -> str:
    """The text with the tags of HTML blanked: a <table> is no furniture.

    Every place stays what it was.
    """
    return MARKUP.sub(lambda tag: " " * len(tag[0]), text) if "<" in text else text


class Words(Doc):
    """A text cut into words, which knows its text and where each word begins.

    To join the words anew, as spaCy does for every `text`, costs more than to match
    them.
    """

    written: str
    places: list[int]
    spaces: list[bool]
    cut: list[str]
    known: "Norms"
    seen: tuple[int, list[Hit]]

    @cached_property
    def norms(self) -> list[str]:
        """The NORM of each word, all at once: one by one they cost ten times more."""
        return [self.known[word] for word in self.cut]

    def hits(self, book: Phrasebook) -> list[Hit]:
        """Every phrase of its language's book, looked for once for all lexicons."""
        if self.seen[0] != book.size:
            self.seen = book.size, book.find(self.norms)
        return self.seen[1]

    @property
    def text(self) -> str:
        """The text that was cut."""
        return self.written

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """The first of the words that cover these characters, and the one after."""
        first = max(0, bisect_right(self.places, start) - 1)
        last = max(0, bisect_right(self.places, end - 1) - 1)
        return first, last + 1

    def extent(self, first: int, after: int) -> tuple[int, int]:
        """Where these words begin and end; a blank after the last is none of it."""
        end = self.places[after] if after < len(self.places) else len(self.written)
        return self.places[first], end - self.spaces[after - 1]


class Norms(dict[str, str]):
    """The NORM of each word of one language, by the rule of its vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self.vocab = vocab

    def __missing__(self, word: str) -> str:
        if len(self) > MANY_WORDS:
            self.clear()
        rule: Any = self.vocab
        found: str = rule.lex_attr_getters[NORM](word)
        self[word] = found
        return found


class WordTokenizer:
    """Cuts a text into words, marks and single Chinese characters, byte for byte.

    A hyphen stays with the word before it and odd blanks with the token before
    them, so that "light-emitting" and a broken line match the plain words. Words run
    together ("LampsAGENCY") are parted. Marks without width part no word.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.norms = Norms(vocab)
        self.book = Phrasebook()

    def pieces(self, text: str) -> list[int]:
        """Where each word begins."""
        unseen = not text.isascii() and UNSEEN_MARK.search(text)
        token = TOKEN_WITH_UNSEEN if unseen else TOKEN
        places = [match.start() for match in token.finditer(text)]
        if text and (not places or places[0] > 0):
            places.insert(0, 0)
        return places

    def compared(self, text: str) -> list[str]:
        """The NORM of each word; no document is made."""
        places = self.pieces(text)
        ends = [*places[1:], len(text)]
        pieces = (text[start:end] for start, end in zip(places, ends, strict=True))
        return [self.norms[without_blank(piece)] for piece in pieces]

    def __call__(self, text: str) -> Words:
        """The text as a document; joined, its tokens give the text back."""
        places = self.pieces(text)
        ends = [*places[1:], len(text)]
        words = [text[start:end] for start, end in zip(places, ends, strict=False)]
        spaces = [word[-1] == " " and word != " " for word in words]
        cut = [
            word[:-1] if spaced else word
            for word, spaced in zip(words, spaces, strict=True)
        ]
        made = Words(self.vocab, words=cut, spaces=spaces)
        made.written, made.places, made.spaces = text, places, spaces
        made.cut, made.known, made.seen = cut, self.norms, (0, [])
        return made


def without_blank(piece: str) -> str:
    """A word without the one blank behind it; a blank alone is a word of its own."""
    return piece[:-1] if piece[-1] == " " and piece != " " else piece
