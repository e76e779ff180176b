"""The language in which a publisher wrote: one of those that ePing holds texts in."""

from functools import lru_cache

import py3langid

from models.content import Content

HELD = ("en", "es", "fr")
ENOUGH = 400
"""Letters that suffice to tell the language."""
LEAST = 20


@lru_cache(maxsize=1)
def prepare() -> None:
    """Hold the identifier to the languages of ePing."""
    py3langid.set_languages(list(HELD))


def language_of(content: Content) -> str:
    """The language of the text; English where there is too little to tell it."""
    text = f"{content.get('title', '')} {content.get('description', '')}"[:ENOUGH]
    if len(text.strip()) < LEAST:
        return HELD[0]
    prepare()
    return str(py3langid.classify(text)[0])
