"""The language of a text: by its script, then by its words; unknown stays None."""

import re
from functools import lru_cache
from typing import Any

SAMPLE = 20_000
LEAST = 40
"""Letters without which nothing is said."""
SURE = 0.75
SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
)
"""Scripts that one language alone writes; kana before the signs that it shares."""
SHARES = {"ko": 0.2, "ja": 0.08}
"""How much of a text must be in a script; for the others a good third."""
THIRD = 0.35
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
OF_SCRIPT = (
    (
        LATIN,
        "en fr es pt de it nl pl cs sk hu ro sv da no fi et lv lt hr sl sq tr vi id ms"
        " is mt ca sw tl",
    ),
    (CYRILLIC, "ru uk be bg sr mk kk ky mn"),
    (ARABIC, "ar fa ur"),
)
"""Languages that share a script, told apart by their words."""


def language_of(text: str) -> str | None:
    """The language of a text, as ISO 639-1; None where nothing tells it."""
    letters = LETTER.findall(text[:SAMPLE])
    if len(letters) < LEAST:
        return None
    sample = "".join(letters)
    for language, script in SCRIPTS:
        share = len(script.findall(sample)) / len(letters)
        if share >= SHARES.get(language, THIRD):
            return language
    for script, languages in OF_SCRIPT:
        if len(script.findall(sample)) / len(letters) >= THIRD:
            return by_words(text[:SAMPLE], tuple(languages.split()))
    return None


def by_words(text: str, languages: tuple[str, ...]) -> str | None:
    """The language that the words are most like, if that is sure."""
    name, likeness = classifier(languages).classify(text)
    return str(name) if likeness >= SURE else None


@lru_cache(maxsize=4)
def classifier(languages: tuple[str, ...]) -> Any:
    """Tells these languages apart; loading it takes some tenths of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(found.nb_classes)
    found.set_languages([one for one in languages if one in known])
    return found
