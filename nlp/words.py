"""Words as the lexicons compare them: folded, in the singular, at known places."""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from operator import methodcaller
from typing import Any, cast

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
PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")
"""Words that the blanks between them part, and nothing else."""
BEGINS: Callable[[re.Match[str]], int] = methodcaller("start")
WHOLE: Callable[[re.Match[str]], str] = methodcaller("group")
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


class Words:
    """A text cut into words: their NORMs, and where each begins in it.

    ``original`` is the text as its field has it; what was read may have letters of it
    blanked. A document of spaCy would cost as much as all that is found in it.
    """

    __slots__ = ("half", "lang_", "norms", "original", "places", "seen", "text")

    def __init__(self, text: str, places: list[int], norms: list[str], lang: str):
        self.text = self.original = self.half = text
        self.places = places
        self.norms = norms
        self.lang_ = lang
        self.seen: tuple[int, list[Hit]] = (0, [])

    def stands_in(self, original: str, half: str) -> None:
        """Say which text its field has, and the same with figures of half width."""
        self.original, self.half = original, half

    def hits(self, book: Phrasebook) -> list[Hit]:
        """Every phrase of its language's book, looked for once for all lexicons."""
        if self.seen[0] != book.size:
            self.seen = book.size, book.find(self.norms)
        return self.seen[1]

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """The first of the words that cover these characters, and the one after."""
        first = max(0, bisect_right(self.places, start) - 1)
        last = max(0, bisect_right(self.places, end - 1) - 1)
        return first, last + 1

    def extent(self, first: int, after: int) -> tuple[int, int]:
        """Where these words begin and end; a blank after the last is none of it."""
        places, text = self.places, self.text
        end = places[after] if after < len(places) else len(text)
        blank = text[end - 1] == " " and end - places[after - 1] > 1
        return places[first], end - blank


class Document(Doc):
    """A document of spaCy that holds the cut text it was made of."""

    cut: Words


def words_of(doc: Doc) -> Words:
    """The cut text of a document of one of our pipelines."""
    return cast(Document, doc).cut


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

    def pieces(self, text: str) -> tuple[list[int], list[str]]:
        """Where each word begins, and each word."""
        unseen = not text.isascii() and UNSEEN_MARK.search(text)
        token = TOKEN_WITH_UNSEEN if unseen else TOKEN
        found = list(token.finditer(text))
        places, words = list(map(BEGINS, found)), list(map(WHOLE, found))
        if text and (not places or places[0] > 0):
            first = places[0] if places else len(text)
            places.insert(0, 0)
            words.insert(0, text[:first])
        return places, words

    def compared(self, text: str) -> list[str]:
        """The NORM of each word alone."""
        if PLAIN.fullmatch(text):
            return [self.norms[word] for word in text.split(" ")]
        return self.read(text).norms

    def read(self, text: str) -> Words:
        """The words of a text; no document is made.

        Blanks around a word are no part of its NORM, so words are looked up as they
        are found.
        """
        places, found = self.pieces(text)
        known = self.norms
        return Words(text, places, [known[word] for word in found], self.vocab.lang)

    def __call__(self, text: str) -> Document:
        """The text as a document; joined, its tokens give the text back."""
        cut = self.read(text)
        ends = [*cut.places[1:], len(text)]
        words = [text[start:end] for start, end in zip(cut.places, ends, strict=False)]
        spaces = [word[-1] == " " and word != " " for word in words]
        made = Document(
            self.vocab, words=list(map(without_blank, words)), spaces=spaces
        )
        made.cut = cut
        return made


def without_blank(piece: str) -> str:
    """A word without the one blank behind it; a blank alone is a word of its own."""
    return piece[:-1] if piece[-1] == " " and piece != " " else piece
