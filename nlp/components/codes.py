"""HS and ICS codes that a text states, each as a span."""

from collections.abc import Callable, Collection
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from models.codes import CodeMention, read_hs, read_ics
from nlp.words import REFERENCE, read_rows

Reader = Callable[[str, Collection[str]], list[CodeMention]]


@Language.factory("hs_codes", assigns=["doc.spans"])
def make_hs_codes(nlp: Language, name: str) -> "CodeTagger":
    """HS codes, cut to digits that exist in the edition."""
    return CodeTagger(name, read_hs, known_codes("hs"))


@Language.factory("ics_codes", assigns=["doc.spans"])
def make_ics_codes(nlp: Language, name: str) -> "CodeTagger":
    """ICS codes that exist in the edition."""
    return CodeTagger(name, read_ics, known_codes("ics"))


@lru_cache(maxsize=2)
def known_codes(scheme: str) -> frozenset[str]:
    """Every code of the HS or ICS edition that we hold."""
    return frozenset(row["code"] for row in read_rows(REFERENCE / f"{scheme}.csv"))


class CodeTagger:
    """Marks each stated code; the label is the code as the nomenclature writes it."""

    def __init__(self, group: str, read: Reader, known: frozenset[str]) -> None:
        self.group = group
        self.read = read
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[self.group] = [
            doc.char_span(found.start, found.end, found.code, 0, None, "expand")
            for found in self.read(doc.text, self.known)
            if found.code
        ]
        return doc
