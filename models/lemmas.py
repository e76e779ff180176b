"""Words as the search index compares them: one form for all forms of a word."""

from functools import lru_cache

import simplemma

from models.fold import fold

LANGUAGES = frozenset({"en", "es", "fr", "pt"})
LONGEST = 64
ONE_SPELLING = {
    "aluminium": "aluminum",
    "colour": "color",
    "fibre": "fiber",
    "flavour": "flavor",
    "labell": "label",
    "lense": "lens",
    "licence": "license",
    "litre": "liter",
    "metre": "meter",
    "mould": "mold",
    "organisation": "organization",
    "sulphur": "sulfur",
    "tyre": "tire",
    "vapour": "vapor",
}


@lru_cache(maxsize=65536)
def lemma(word: str, lang: str = "en") -> str:
    """The dictionary form of a word, without accents.

    A language we hold no dictionary of is read as English; a word that no dictionary
    knows, or that holds figures or other scripts, is only folded.
    """
    known = lang if lang in LANGUAGES else "en"
    plain = fold(word)[:LONGEST]
    if not plain.isascii() or not plain.isalpha():
        return plain
    found = fold(simplemma.lemmatize(word.lower()[:LONGEST], lang=known))
    found = ONE_SPELLING.get(found, found)
    return found if found.isascii() and found.isalpha() else plain


@lru_cache(maxsize=65536)
def lemma_chain(word: str, lang: str = "en") -> tuple[str, ...]:
    """The folded word, its dictionary form, and what becomes of these in turn.

    Whichever of them a person asks for, the form asked for is among them too.
    """
    chain: dict[str, None] = {}
    for step in (lemma(word, lang), fold(word)[:LONGEST]):
        while step not in chain:
            chain[step] = None
            step = lemma(step, lang)
    return tuple(chain)
