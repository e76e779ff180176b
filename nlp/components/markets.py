"""WTO Members named in a text."""

from collections.abc import Iterator

from spacy.language import Language

from models.reference import members
from nlp.components.phrases import Entry, PhraseTagger


@Language.factory("markets", assigns=["doc.spans"])
def make_markets(nlp: Language, name: str) -> PhraseTagger:
    """Names and aliases of Members; a Latin name counts with its capital only."""
    return PhraseTagger(nlp, name, member_names(), proper=True)


def member_names() -> Iterator[tuple[str, Entry]]:
    """Every name of every Member, each once, under its code in WTO symbols."""
    named = {
        name: one.code
        for one in members()
        for name in (one.en, one.en_wto, one.zh, *one.aliases)
        if len(name) > 1
    }
    return ((name, Entry(code, 1.0)) for name, code in named.items())
