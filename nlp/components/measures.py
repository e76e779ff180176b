"""Kinds of measure, by the words that announce them."""

from spacy.language import Language

from nlp.components.phrases import SWALLOW, Entry, PhraseTagger
from nlp.words import read_lexicon

SCORES = {"sure": 1.0, "title": 0.6, "weak": 0.3}
"""How much a cue says in a title; prose counts half, so that a cue that is sure in
titles alone does not decide by itself there."""
NO_CUES = frozenset({"authority", "law", "condition"})


@Language.factory(
    "measures", assigns=["doc.spans"], default_config={"lexicon": "measure_cues.csv"}
)
def make_measures(nlp: Language, name: str, lexicon: str) -> PhraseTagger:
    """Cues of the nineteen measure types in the language of the pipeline."""
    rows = [row for row in read_lexicon(lexicon) if row["language"] == nlp.vocab.lang]
    cues = [(row["term"], entry_of(row)) for row in rows]
    return PhraseTagger(nlp, name, [*cues, *no_cues(nlp.vocab.lang)])


def entry_of(row: dict[str, str]) -> Entry:
    """What a cue means; REACH is a law in capitals only, and else a verb."""
    term = row["term"]
    capitals = term.isascii() and term.isupper()
    return Entry(row["measure"], SCORES[row["strength"]], capitals)


def no_cues(language: str) -> list[tuple[str, Entry]]:
    """Names of offices and laws, and what is done only if something else happens."""
    rows = [row for row in read_lexicon("not_words.csv") if row["language"] == language]
    named = [row["term"] for row in rows if row["reason"] in NO_CUES]
    return [(term, SWALLOW) for term in named]
