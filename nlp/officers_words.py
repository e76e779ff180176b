"""Officers' words over the shipped lexicons, in this process.

They are laid over the matchers that are there already, so that no lexicon is read or
held twice. What a process was given last counts from its next text on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language

from nlp.components import measures, products
from nlp.components.phrases import Entry, Phrase, PhraseTagger
from nlp.substances import substances

if TYPE_CHECKING:
    # The tables it lies beside take half a second to load, and nothing here reads one.
    from models.lexicon_terms import OfficersWord

SCORES = {"products": products.SCORES, "measures": measures.SCORES}
LEXICONS = ("products", "measures", "substances")
"""The lexicons that officers may change; each is a component of the same name."""
NOTHING = ""
"""The digest of no words at all."""


class Shelf:
    """What officers changed, and which pipelines know it."""

    words: tuple[OfficersWord, ...] = ()
    digest = NOTHING
    laid: dict[str, str]


Shelf.laid = {}


def use_words(words: Sequence[OfficersWord]) -> None:
    """Read all texts from now on with these words over the shipped ones."""
    if tuple(words) != Shelf.words:
        Shelf.words = tuple(words)
        Shelf.digest = digest_of(Shelf.words)


def words_in_use() -> tuple[OfficersWord, ...]:
    """What this process was given last."""
    return Shelf.words


def words_digest() -> str:
    """A short name for officers' words; empty as long as there are none."""
    return Shelf.digest


def digest_of(words: Iterable[OfficersWord]) -> str:
    """A short name for some words, whatever their order."""
    lines = sorted("\t".join(map(str, word)) for word in words)
    return sha256("\n".join(lines).encode()).hexdigest()[:12] if lines else NOTHING


def lay_over(nlp: Language) -> Language:
    """The pipeline with officers' words; one that knows them is left alone."""
    language = str(nlp.lang)
    if Shelf.laid.get(language, NOTHING) != Shelf.digest:
        for lexicon in LEXICONS:
            component: Any = nlp.get_pipe(lexicon)
            tagger = component.names if lexicon == "substances" else component
            own = [one for one in Shelf.words if concerns(one, lexicon, language)]
            amend(cast(PhraseTagger, tagger), own)
        Shelf.laid[language] = Shelf.digest
    return nlp


def concerns(word: OfficersWord, lexicon: str, language: str) -> bool:
    """Whether a word counts in a language; some substances lend their English names."""
    if word.lexicon != lexicon:
        return False
    return word.language == language or (
        lexicon == "substances"
        and word.language == "en"
        and language in ("es", "fr")
        and word.code in substances()
        and not substances()[word.code].names[language]
    )


def amend(tagger: PhraseTagger, words: Iterable[OfficersWord]) -> None:
    """Give a matcher its shipped phrases back, then what these words change in it.

    A word counts for all its forms: whoever takes out "batteries" takes "battery" out.
    """
    for key, phrase in tagger.shipped.items():
        put(tagger, key, phrase)
    tagger.shipped.clear()
    for word in words:
        key = tagger.learn(word.term)
        before = tagger.phrases.get(key)
        tagger.shipped.setdefault(key, before)
        meanings = before.meanings if before else []
        kept = [one for one in meanings if one.code != word.code]
        if not word.removed:
            kept.append(entry_of(word))
        written = before.written if before else word.term
        put(tagger, key, Phrase(written, kept) if kept else None)


def entry_of(word: OfficersWord) -> Entry:
    """What a word means, as its lexicon would have it."""
    score = SCORES.get(word.lexicon, {}).get(word.strength, 1.0)
    large = word.lexicon == "products" and word.term.isascii() and word.term.isupper()
    return Entry(word.code, score, large)


def put(tagger: PhraseTagger, key: int, phrase: Phrase | None) -> None:
    """Let a matcher know a phrase under this key, or none."""
    if phrase is not None:
        tagger.phrases[key] = phrase
    else:
        tagger.phrases.pop(key, None)
