"""HS and ICS codes that a text states, each as a span."""

from collections.abc import Callable, Collection

from spacy.language import Language
from spacy.tokens import Doc

from models.codes import CodeMention, read_hs, read_ics
from models.reference import hs_codes, ics_codes
from nlp.components.phrases import mark

Reader = Callable[[str, Collection[str]], list[CodeMention]]


@Language.factory("hs_codes", assigns=["doc.spans"])
def make_hs_codes(nlp: Language, name: str) -> "CodeTagger":
    """HS codes, cut to digits that exist in the edition."""
    return CodeTagger(name, read_hs, hs_codes())


@Language.factory("ics_codes", assigns=["doc.spans"])
def make_ics_codes(nlp: Language, name: str) -> "CodeTagger":
    """ICS codes that exist in the edition."""
    return CodeTagger(name, read_ics, ics_codes())


class CodeTagger:
    """Marks each stated code; the label is the code as the nomenclature writes it.

    It reads the field as written, where `doc.user_data` holds it: the document
    itself may have its codes blanked.
    """

    def __init__(self, group: str, read: Reader, known: frozenset[str]) -> None:
        self.group = group
        self.read = read
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        """Mark the codes of one field."""
        written = doc.user_data.get("as_written", doc.text)[: len(doc.text)]
        doc.spans[self.group] = [
            mark(doc, found.start, found.end, found.code)
            for found in self.read(written, self.known)
            if found.code
        ]
        return doc
