"""The components of each language's pipeline, in order; built when first asked for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Protocol, cast

from spacy.attrs import LANG, NORM  # type: ignore[import-not-found]
from spacy.language import Language

from nlp.components import codes, markets, measures, products, standards, substances
from nlp.components.phrases import Mark
from nlp.officers_words import lay_over
from nlp.words import Words, WordTokenizer, norm_of


class Tagger(Protocol):
    """A component that can tell its marks by themselves."""

    def marks(self, doc: Words) -> Iterator[Mark]:
        """Each of its marks in one field."""
        ...


COMPONENTS = {
    "hs_codes": codes.make_hs_codes,
    "ics_codes": codes.make_ics_codes,
    "products": products.make_products,
    "markets": markets.make_markets,
    "measures": measures.make_measures,
    "substances": substances.make_substances,
    "standards": standards.make_standards,
}


SOON = 32
"""So many texts that were cut are kept for whoever reads them next."""


def blank(language: str) -> Language:
    """A new pipeline that only cuts words; NORM is the folded singular.

    It is what `spacy.blank` gives, without the tokenizer of the language, which we
    replace and which costs seconds to build in French. No attribute of words other
    than NORM is ever asked for, so none is computed.
    """
    nlp: Language = type("Words", (Language,), {"lang": language})()
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    vocab: Any = nlp.vocab
    lang = vocab.lex_attr_getters[LANG]
    vocab.lex_attr_getters = {LANG: lang, NORM: norm_of(language)}
    return nlp


@lru_cache(maxsize=4)
def cutter(language: str) -> Language:
    """What cuts the words of a language for tags and for sectors alike."""
    return blank(language)


@lru_cache(maxsize=SOON)
def cut(language: str, text: str) -> Words:
    """The words of a text in one language; who asks next has the same document."""
    return cast(WordTokenizer, cutter(language).tokenizer).read(text)


def pipeline(language: str) -> Language:
    """The whole pipeline of en, fr, es or zh, with the words that officers changed."""
    return lay_over(shipped_pipeline(language))


@lru_cache(maxsize=4)
def shipped_pipeline(language: str) -> Language:
    """The same by the shipped lexicons; later calls give the same one."""
    nlp = cutter(language)
    with for_good():
        for name in COMPONENTS:
            nlp.add_pipe(name)
    return nlp


def taggers(language: str) -> tuple[tuple[str, Tagger], ...]:
    """The components of a language by name; they mark without a span being made."""
    pipeline(language)
    return shipped_taggers(language)


@lru_cache(maxsize=4)
def shipped_taggers(language: str) -> tuple[tuple[str, Tagger], ...]:
    """The same as they were built; what officers change, changes in them."""
    found: Any = shipped_pipeline(language).pipeline
    return tuple(found)


@contextmanager
def for_good() -> Iterator[None]:
    """Build what stays; the collector of garbage leaves it out from then on.

    It would look through a million words of lexicons again and again, which takes a
    quarter of all time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
