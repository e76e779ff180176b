"""Kinds of measure, by the words that announce them."""

from spacy.language import Language

from nlp.components.phrases import Entry, PhraseTagger
from nlp.words import read_lexicon

SCORES = {"sure": 1.0, "weak": 0.4}


@Language.factory(
    "measures", assigns=["doc.spans"], default_config={"lexicon": "measure_cues.csv"}
)
def make_measures(nlp: Language, name: str, lexicon: str) -> PhraseTagger:
    """Cues of the nineteen measure types in the language of the pipeline."""
    rows = [row for row in read_lexicon(lexicon) if row["language"] == nlp.vocab.lang]
    return PhraseTagger(
        nlp, name, ((r["term"], Entry(r["measure"], SCORES[r["strength"]])) for r in rows)
    )
