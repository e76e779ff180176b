"""The language of a text: one of our four, or one that no lexicon is written in."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from nlp.words import CJK

LATIN = ("en", "fr", "es")
OTHER = "other"
STRANGERS = "pt de it nl pl cs sk hu ro sv da no fi et lv lt hr sl sq tr vi id ms is"
"""Languages in Latin letters from which ours have to be told."""
SHORT = 30
LONGEST = 6_000
LEAST = 40
"""Letters, marks and blanks without which a text is not said to be in another."""
STRANGE = 0.05
"""As likely as that, or less, are our languages for a text in another one."""
FOREIGN_SHARE = 0.8
"""With fewer foreign letters, a translation stands beside the original."""
PORTUGUESE = re.compile(r"[ãõ]", re.I)
"""Letters that tell Portuguese from Spanish, which is much like it."""
WORD = re.compile(r"\w+")
ROMANCE = frozenset(
    WORD.findall("de del los las el la y para des du le les et pour"),
)
"""Small words by which even a short text may be in Spanish or French."""
STRONGLY_ROMANCE = ROMANCE.union(
    WORD.findall("en un una une por sur au aux con que ou o"),
)
"""Words of which a plain English text has none; those of English say the rest."""
ENGLISH = frozenset({"the", "and", "with", "from", "shall"})
CHARACTER = re.compile(f"[{CJK}]")
LETTER = re.compile(r"[^\W\d_]")
FOREIGN = re.compile(
    r"[\u0370-\u1dff\ua4d0-\uabff\uac00-\ud7ff\ufb1d-\ufdff\ufe70-\ufeff]"
)
"""Letters of Greek, Cyrillic, Hebrew, Arabic, Thai, Korean and their like."""


def detect(words: str, default: str = "en") -> str:
    """One of our four languages, or OTHER; a short plain text is in the default one.

    Only a text that is surely in another language is said to be so.
    """
    return language_of(words[:LONGEST]) or default


@lru_cache(maxsize=256)
def language_of(words: str) -> str:
    """The same; '' for a short plain text."""
    marks = [] if words.isascii() else CHARACTER.findall(words)
    if len(marks) > 1 and len(marks) * 3 > len(words.split()):
        return "zh"
    small = frozenset(WORD.findall(words.lower()))
    if len(words) < SHORT and words.isascii() and small.isdisjoint(ROMANCE):
        return ""
    if is_foreign(words):
        return OTHER
    return "en" if is_plain_english(small) else detect_latin(words)


def is_plain_english(small: frozenset[str]) -> bool:
    """Whether small words show it at once: most texts do, and all else is slow."""
    return not small.isdisjoint(ENGLISH) and small.isdisjoint(STRONGLY_ROMANCE)


def is_foreign(words: str) -> bool:
    """Whether a text is in letters that none of our languages has."""
    if words.isascii() or not FOREIGN.search(words):
        return False
    letters = len(LETTER.findall(words))
    return len(FOREIGN.findall(words)) > FOREIGN_SHARE * letters


def detect_latin(words: str) -> str:
    """The one of en, fr and es that the words are most like, or OTHER."""
    likeliest, chance = identifier().classify(words)
    if likeliest in LATIN and chance > STRANGE:
        return str(likeliest)
    ranked = identifier().rank(words)
    chances = {str(name): chance for name, chance in ranked if name in LATIN}
    portuguese = ranked[0][0] == "pt" and PORTUGUESE.search(words)
    strange = portuguese or sum(chances.values()) <= STRANGE
    if len(words.strip()) >= LEAST and strange:
        return OTHER
    return next(iter(chances))


def is_strange(words: str) -> bool:
    """Whether none of our languages is at all likely, however short the text."""
    if words.isascii() or CHARACTER.search(words):
        return False
    chances: dict[str, float] = dict(identifier().rank(words))
    return sum(chances[one] for one in LATIN) <= STRANGE


@lru_cache(maxsize=1)
def identifier() -> LanguageIdentifier:
    """What tells the languages in Latin letters apart; loading it takes a moment."""
    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages([*LATIN, *STRANGERS.split()])
    return made
