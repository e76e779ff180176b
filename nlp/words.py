"""Words as the lexicons compare them: folded, in the singular, at known places."""

import csv
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import simplemma
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.fold import fold

LEXICONS = Path(__file__).parent / "lexicons"
CJK = r"\u3400-\u4dbf\u4e00-\u9fff\u3005\u3007"
TOKEN = re.compile(
    rf"(?:[{CJK}]|[^\W_{CJK}]*?[a-z]{{3}}(?=[A-Z])"
    rf"|[^\W_{CJK}]+(?:['’][^\W_{CJK}]+)*(?:[-‐‑](?=[^\W_]))?|[^\w\s]|_)"
    r"\s*?(?=\s?(?:\S|$))"
)
PLURAL = ("s", "x")
KEEPS_ITS_S = ("ss", "us", "is", "ics", "ies")
ONLY_ADDS_S = {"es": ("as", "os"), "fr": ("es",)}
ELISION = re.compile(r"^(?:[cdjlmnst]|qu)'(?=\w)")


def read_lexicon(name: str) -> list[dict[str, str]]:
    """The rows of one of our lexicons, by column; blank cells are ''."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return [{key: (row[key] or "").strip() for key in row} for row in rows]


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
    if known is not None or not word.endswith(PLURAL) or len(word) < 4:
        return known or word
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
        word = text.strip().rstrip("-‐‑").casefold().replace("’", "'")
        word = word.removesuffix("'s")
        if language == "fr":
            word = ELISION.sub("", word, count=1)
        return fold(word if language == "zh" else singular(word, language))

    return norm


class WordTokenizer:
    """Cuts a text into words, marks and single Chinese characters, byte for byte.

    A hyphen stays with the word before it and odd blanks with the token before
    them, so that "light-emitting" and a broken line match the plain words. Words run
    together ("LampsAGENCY") are parted.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a document; joined, its tokens give the text back."""
        words: list[str] = []
        spaces: list[bool] = []
        places = [match.start() for match in TOKEN.finditer(text)]
        if text and (not places or places[0] > 0):
            places.insert(0, 0)
        for start, end in zip(places, [*places[1:], len(text)], strict=False):
            word = text[start:end]
            spaced = word.endswith(" ") and len(word) > 1
            words.append(word[:-1] if spaced else word)
            spaces.append(spaced)
        return Doc(self.vocab, words=words, spaces=spaces)
