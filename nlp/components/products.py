"""Product names, each under the HS heading or subheading it belongs to."""

from collections.abc import Iterator

from spacy.language import Language

from nlp.components.phrases import SWALLOW, Entry, PhraseTagger
from nlp.words import read_lexicon

SCORES = {"sure": 1.0, "weak": 0.4}


@Language.factory(
    "products",
    assigns=["doc.spans"],
    default_config={"lexicon": "products_{}.csv", "not_products": "not_products_en.csv"},
)
def make_products(
    nlp: Language, name: str, lexicon: str, not_products: str
) -> PhraseTagger:
    """The names of goods; words that only look like goods are swallowed."""
    terms = read_products(lexicon.format(nlp.vocab.lang))
    if nlp.vocab.lang == "en":
        terms = [*terms, *((row["term"], SWALLOW) for row in read_lexicon(not_products))]
    return PhraseTagger(nlp, name, terms)


def read_products(lexicon: str) -> Iterator[tuple[str, Entry]]:
    """Each term of a product lexicon with its code."""
    for row in read_lexicon(lexicon):
        yield row["term"], Entry(row["code"], SCORES[row["strength"]])
