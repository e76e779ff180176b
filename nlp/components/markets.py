"""WTO Members named in a text."""

from collections.abc import Iterator

from spacy.language import Language

from models.reference import members
from nlp.components.phrases import SWALLOW, Entry, PhraseTagger
from nlp.words import read_lexicon

NAME = 1.0
HINT = 0.5
"""The score of an adjective or a province: it tells the origin of goods, no more."""


@Language.factory("markets", assigns=["doc.spans"])
def make_markets(nlp: Language, name: str) -> PhraseTagger:
    """Names and aliases of Members; a Latin name counts with its capital only."""
    rows = read_lexicon("not_origins.csv")
    others = {row["term"] for row in rows if row["language"] == nlp.vocab.lang}
    terms = [one for one in place_names() if one[0] not in others]
    swallowed = [(term, SWALLOW) for term in sorted(others)]
    return PhraseTagger(nlp, name, [*terms, *swallowed], proper=True)


def place_names() -> Iterator[tuple[str, Entry]]:
    """Every name of every Member, and the short forms, adjectives and provinces."""
    named = {
        name: Entry(one.code, NAME)
        for one in members()
        for name in (one.en, one.en_wto, one.zh, *one.aliases)
        if len(name) > 1
    }
    for row in read_lexicon("origins.csv"):
        score = NAME if row["form"] == "name" else HINT
        named.setdefault(row["term"], Entry(row["code"], score))
    return iter(named.items())
