"""HS and ICS codes that a text states, each as a span."""

import re
from collections.abc import Callable, Collection, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from models.codes import CodeMention, Note, clean_hs, clean_ics, read_hs, read_ics
from models.reference import hs_codes, ics_codes
from nlp.components.phrases import Mark, lay, mark
from nlp.words import Words, words_of

Reader = Callable[[str, Collection[str]], list[CodeMention]]


@Language.factory("hs_codes", assigns=["doc.spans"])
def make_hs_codes(nlp: Language, name: str) -> "CodeTagger":
    """HS codes, cut to digits that exist in the edition."""
    return CodeTagger(name, read_hs, hs_codes())


@Language.factory("ics_codes", assigns=["doc.spans"])
def make_ics_codes(nlp: Language, name: str) -> "CodeTagger":
    """ICS codes that exist in the edition."""
    return CodeTagger(name, read_ics, ics_codes())


WIDE = str.maketrans({0xFF10 + digit: str(digit) for digit in range(10)} | {"．": "."})
"""Full-width figures, each as one plain letter, so that every place stays."""
FIGURE = re.compile(r"\d")
"""Most texts without one need no further look."""
PART_OF = re.compile(r"^\s*(?:ex|part of)\b[\s.]*", re.I)


def read_cell(scheme: str, words: str) -> Iterator[tuple[str, str]]:
    """The codes of one entry of a code field, each with what was done to it, or ''.

    A range gives its headings, "ex 8507" its heading, a national line its subheading;
    an entry that can be no code gives nothing.
    """
    plain = PART_OF.sub("", words.translate(WIDE)).strip()
    known = hs_codes() if scheme == "hs" else ics_codes()
    code, note = (clean_hs if scheme == "hs" else clean_ics)(plain, known)
    if code:
        yield code, str(note or "")
    elif scheme == "hs" and note == Note.LENGTH:
        for one in read_hs(f"HS {plain}", known):
            if one.code:
                yield one.code, str(one.note or "")


class CodeTagger:
    """Marks each stated code; the label is the code as the nomenclature writes it.

    It reads the field as written: the text that was cut may have its codes blanked.
    """

    def __init__(self, group: str, read: Reader, known: frozenset[str]) -> None:
        self.group = group
        self.read = read
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        """Mark the codes of one field."""
        return lay(doc, self.group, self.marks(words_of(doc)))

    def marks(self, doc: Words) -> Iterator[Mark]:
        """The codes of one field as marks; of a code twice at one place the last."""
        written = doc.half[: len(doc.text)]
        if not FIGURE.search(written):
            return iter(())
        plain = written if written.isascii() else written.translate(WIDE)
        found = (
            mark(doc, one.start, one.end, one.code)
            for one in self.read(plain, self.known)
            if one.code
        )
        return iter({one[:3]: one for one in found}.values())
