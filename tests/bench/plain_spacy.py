"""What spaCy does by itself with the same notices, in a process of its own."""

from __future__ import annotations

import json
import sys

import spacy
from spacy.matcher import PhraseMatcher

from nlp.components.products import read_products
from tests.bench.children import Figures
from tests.bench.notices import made_texts
from tests.bench.understanding import Texts, rate_of, whole


def measure(rows: int) -> Figures:
    """The rates of spaCy's cutting, and of its search for the names of goods."""
    texts = made_texts(rows)
    return {
        "spacy_cut_per_second": round(rate_of(Bare(), texts)),
        "spacy_phrases_per_second": round(rate_of(Phrases(), texts)),
    }


class Bare:
    """spaCy cuts each notice into words once, and that is all."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("en")

    def __call__(self, texts: Texts) -> None:
        for text in texts:
            self.nlp(whole(text))


class Phrases(Bare):
    """spaCy also looks for the English names of goods."""

    def __init__(self) -> None:
        super().__init__()
        self.matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        terms = [term for term, _ in read_products("products_en.csv")]
        self.matcher.add("goods", [self.nlp.make_doc(term) for term in terms])

    def __call__(self, texts: Texts) -> None:
        for text in texts:
            self.matcher(self.nlp(whole(text)), as_spans=True)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))) + "\n")
