"""The components of each language's pipeline, in order; built when first asked for."""

from functools import lru_cache

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]
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
    """A new pipeline that only cuts words; NORM is the folded singular."""
    nlp = spacy.blank(language)
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    nlp.vocab.lex_attr_getters[NORM] = norm_of(language)  # type: ignore[attr-defined]
    return nlp


@lru_cache(maxsize=8)
def pipeline(language: str) -> Language:
    """The whole pipeline of en, fr, es or zh; later calls give the same one."""
    nlp = blank(language)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
