"""Product names, each under the HS heading or subheading it belongs to."""

from collections.abc import Iterator

from spacy.language import Language

from nlp.components.phrases import SWALLOW, Entry, PhraseTagger
from nlp.words import read_lexicon

SCORES = {"sure": 1.0, "weak": 0.4}


@Language.factory(
    "products", assigns=["doc.spans"], default_config={"lexicon": "products_{}.csv"}
)
def make_products(nlp: Language, name: str, lexicon: str) -> PhraseTagger:
    """The names of goods; words that only look like goods are swallowed."""
    lang = nlp.vocab.lang
    goods = read_products(lexicon.format(lang))
    return PhraseTagger(nlp, name, [*goods, *swallowed(lang)])


def read_products(lexicon: str) -> Iterator[tuple[str, Entry]]:
    """Each term of a product lexicon with its code.

    An abbreviation in capitals ("DAP", "MOP") is found in capitals only.
    """
    for row in read_lexicon(lexicon):
        term, score = row["term"], SCORES[row["strength"]]
        yield term, Entry(row["code"], score, term.isascii() and term.isupper())


def swallowed(language: str) -> list[tuple[str, Entry]]:
    """Names of authorities and turns of speech that hold the names of goods."""
    rows = read_lexicon("not_products_en.csv") if language == "en" else []
    rows += [r for r in read_lexicon("not_words.csv") if r["language"] == language]
    return [(row["term"], SWALLOW) for row in rows]
