"""Sector words inside the names of goods: the longer name says whose goods they are."""

from collections.abc import Callable, Collection, Iterator

from nlp.components.phrases import SWALLOW, Entry, PhraseTagger
from nlp.components.products import read_products
from nlp.pipeline import cutter

Terms = list[tuple[str, Entry]]
PURPOSE = frozenset({"for", "in", "para", "pour"})
"""Before one of these stand the goods, and after it only what they are for."""


def compounds(
    language: str,
    terms: Terms,
    touched: Callable[[str], Collection[str]],
    outside: str,
) -> Iterator[tuple[str, Entry]]:
    """The names of goods that hold a sector's word, and what is left of its meaning.

    "Pump" is a word of machinery, but in "insulin pump" it is none: the code of that
    name concerns another sector, so the name stands there without a meaning. Where
    `touched` gives the word's own sector for the code, the word keeps its weight; a
    word of a subject `outside` all sectors keeps it always.
    """
    known = {term for term, _ in terms}
    finder = PhraseTagger(cutter(language), "word", terms)
    for term, goods in read_products(f"products_{language}.csv"):
        if goods.code and term not in known:
            if PURPOSE.intersection(term.split()) or not finder.may_find(term):
                continue
            doc = finder.cutter.read(term)
            found = finder.find(doc)
            inner = [one for start, end, one in found if end - start < len(doc.norms)]
            ours = {*touched(goods.code), outside}
            kept = [one for one in inner if one.code in ours]
            yield from ((term, one) for one in kept or (inner and [SWALLOW]))
