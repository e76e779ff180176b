"""Substances that measures restrict, and CAS numbers."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.phrases import Entry, PhraseTagger, mark
from nlp.words import read_lexicon

CAS = re.compile(r"(?<![\d-])(\d{2,7})-(\d{2})-(\d)(?![\d-])")


@Language.factory(
    "substances", assigns=["doc.spans"], default_config={"lexicon": "substances.csv"}
)
def make_substances(nlp: Language, name: str, lexicon: str) -> "SubstanceTagger":
    """Names of regulated substances in the language of the pipeline."""
    return SubstanceTagger(nlp, name, lexicon)


class SubstanceTagger:
    """Marks substances by name, and CAS numbers whose check digit is right."""

    def __init__(self, nlp: Language, group: str, lexicon: str) -> None:
        lang = nlp.vocab.lang
        rows = [row for row in read_lexicon(lexicon) if row["language"] == lang]
        terms = ((row["term"], Entry(row["code"], 1.0)) for row in rows)
        self.names = PhraseTagger(nlp, group, terms)
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        """Mark the substances of one field."""
        self.names(doc)
        for match in CAS.finditer(doc.text):
            if is_cas(match[0]):
                span = mark(doc, *match.span(), f"CAS {match[0]}")
                doc.spans[self.group].append(span)
        return doc


def is_cas(number: str) -> bool:
    """Whether a CAS number's last digit is its check digit."""
    digits, check = number[:-2].replace("-", ""), number[-1]
    total = sum(place * int(digit) for place, digit in enumerate(digits[::-1], 1))
    return total % 10 == int(check)
