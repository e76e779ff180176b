"""Substances that measures restrict, and CAS numbers."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.phrases import (
    SWALLOW,
    Entry,
    Mark,
    PhraseTagger,
    lay,
    mark,
)
from nlp.substances import CAS, NOTHING, by_cas, substances
from nlp.words import Words, words_of

NUMBER = re.compile(r"(?<![\d-])(\d{2,7})-(\d{2})-(\d)(?![\d-])")


@Language.factory("substances", assigns=["doc.spans"])
def make_substances(nlp: Language, name: str) -> "SubstanceTagger":
    """Names of regulated substances in the language of the pipeline."""
    return SubstanceTagger(nlp, name)


class SubstanceTagger:
    """Marks substances by name, and CAS numbers whose check digit is right.

    A number that we know stands for its substance; another one for itself.
    """

    def __init__(self, nlp: Language, group: str) -> None:
        lang = nlp.vocab.lang
        terms = (
            (term, SWALLOW if one.code == NOTHING else Entry(one.code, 1.0))
            for one in substances().values()
            for term in one.named(lang)
        )
        self.names = PhraseTagger(nlp, group, terms)
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        """Mark the substances of one field."""
        return lay(doc, self.group, self.marks(words_of(doc)))

    def marks(self, doc: Words) -> Iterator[Mark]:
        """The substances of one field as marks, the names first."""
        yield from self.names.marks(doc)
        for match in NUMBER.finditer(doc.text):
            if is_cas(match[0]):
                code = by_cas().get(match[0], CAS + match[0])
                yield mark(doc, *match.span(), code)


def is_cas(number: str) -> bool:
    """Whether a CAS number's last digit is its check digit."""
    digits, check = number[:-2].replace("-", ""), number[-1]
    total = sum(place * int(digit) for place, digit in enumerate(digits[::-1], 1))
    return total % 10 == int(check)
