"""WTO Members named in a text."""

from functools import lru_cache

from spacy.language import Language

from nlp.components.phrases import Entry, PhraseTagger
from nlp.words import REFERENCE, read_rows


@Language.factory("markets", assigns=["doc.spans"])
def make_markets(nlp: Language, name: str) -> PhraseTagger:
    """Names and aliases of Members; a Latin name counts with its capital only."""
    terms = ((name_, Entry(code, 1.0)) for name_, code in member_names().items())
    return PhraseTagger(nlp, name, terms, proper=True)


@lru_cache(maxsize=1)
def member_names() -> dict[str, str]:
    """Every name of every Member, to its code in WTO symbols."""
    names: dict[str, str] = {}
    for row in read_rows(REFERENCE / "members.csv"):
        given = [row["en"], row["en_wto"], row["zh"], *row["aliases"].split("|")]
        names.update({name: row["code"] for name in given if len(name) > 1})
    return names


def member_code(name: str) -> str | None:
    """The code of a Member given by name or code; None if nobody is called so."""
    return member_names().get(name) or (name if name in member_codes() else None)


@lru_cache(maxsize=1)
def member_codes() -> frozenset[str]:
    """The codes of all Members and observers."""
    return frozenset(member_names().values())
