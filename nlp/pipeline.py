"""The components of each language's pipeline, in order; built when first asked for."""

from functools import lru_cache
from typing import Any

from spacy.attrs import LANG, NORM  # type: ignore[import-not-found]
from spacy.language import Language

from nlp.components import codes, markets, measures, products, standards, substances
from nlp.words import WordTokenizer, norm_of

COMPONENTS = {
    "hs_codes": codes.make_hs_codes,
    "ics_codes": codes.make_ics_codes,
    "products": products.make_products,
    "markets": markets.make_markets,
    "measures": measures.make_measures,
    "substances": substances.make_substances,
    "standards": standards.make_standards,
}


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


@lru_cache(maxsize=8)
def pipeline(language: str) -> Language:
    """The whole pipeline of en, fr, es or zh; later calls give the same one."""
    nlp = blank(language)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
