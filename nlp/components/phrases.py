"""Phrases of a lexicon in a text: whole words, singular or plural, longest first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

import simplemma
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from nlp.words import Words


@dataclass(frozen=True)
class Entry:
    """What a phrase means, and how surely; some mean it in capitals only."""

    code: str
    score: float
    capitals: bool = False


EXACT = "exact"
SWALLOW = Entry("", 0.0)
SHORT = range(2, 5)


@dataclass
class Phrase:
    """A phrase as its lexicon writes it first, and all that it means there."""

    written: str
    meanings: list[Entry] = field(default_factory=list)

    def means(self, *, capitals: bool) -> list[Entry]:
        """What it means as it stands: MOP is potash, and no mop for floors."""
        named = [one for one in self.meanings if one.capitals]
        if named and capitals:
            return named
        return [one for one in self.meanings if not one.capitals]


class PhraseTagger:
    """Marks the phrases of a lexicon under `doc.spans[group]`.

    The longer phrase hides the shorter ones inside it; a phrase that means several
    things gives one span for each. The span's label is the code; its score stands
    in `doc.user_data[group]` under (code, start, end). Proper names count only with
    a capital. ``shipped`` holds what stood where officers changed a phrase.
    """

    def __init__(
        self,
        nlp: Language,
        group: str,
        terms: Iterable[tuple[str, Entry]],
        *,
        proper: bool = False,
    ) -> None:
        self.group = group
        self.proper = proper
        self.phrases: dict[int, Phrase] = {}
        self.shipped: dict[int, Phrase | None] = {}
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for term, entry in terms:
            words = cast(Words, nlp.make_doc(term))
            name = " ".join(words.norms)
            key = nlp.vocab.strings.add(name)
            if key not in self.phrases:
                self.phrases[key] = Phrase(term)
                self.matcher.add(name, [words])
            self.phrases[key].meanings.append(entry)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the phrases of one field."""
        spans: list[Span] = []
        scores = doc.user_data.setdefault(self.group, {})
        for start, end, entry in self.find(doc):
            spans.append(Span(doc, start, end, label=entry.code))
            scores[entry.code, start, end] = entry.score
        doc.spans[self.group] = spans
        return doc

    def find(self, doc: Doc) -> list[tuple[int, int, Entry]]:
        """Each phrase: its first word, the one after its last, and what it means."""
        hits = self.matcher(doc)
        if not hits:
            return []
        shouted = doc.text.isupper()
        found = []
        for key, start, end in longest(hits):
            phrase = self.phrases[key]
            if self.proper and not is_proper(doc, start, end):
                continue
            meant = phrase.means(capitals=is_written_large(doc, start, end))
            plain = not any(one.capitals for one in meant)
            if plain and not shouted and is_acronym(doc, start, end, phrase.written):
                continue
            found += [(start, end, one) for one in meant if one.code]
        return found


def is_proper(doc: Doc, start: int, end: int) -> bool:
    """Whether one of these words has a capital; an article before it has none."""
    letters = (doc.text[place] for place in cast(Words, doc).places[start:end])
    return any(letter.isalpha() and not letter.islower() for letter in letters)


def is_written_large(doc: Doc, start: int, end: int) -> bool:
    """Whether the words stand in capitals; a plural's small s is none of them."""
    first, after = cast(Words, doc).extent(start, end)
    return doc.text[first:after].strip().removesuffix("s").isupper()


def is_acronym(doc: Doc, start: int, end: int, term: str) -> bool:
    """Whether capitals stand for something else than the plain word of a lexicon."""
    first, after = cast(Words, doc).extent(start, end)
    word = doc.text[first:after]
    if not word.isupper() or not term.islower():
        return False
    return len(word.strip()) in SHORT and bool(simplemma.is_known(term, lang="en"))


def mark(doc: Doc, start: int, end: int, label: str) -> Span:
    """The span over whole tokens that covers these characters, which it remembers."""
    first, after = cast(Words, doc).cover(start, end)
    doc.user_data.setdefault(EXACT, {})[label, first, after] = (start, end)
    return Span(doc, first, after, label=label)


def exact_place(span: Span) -> tuple[int, int] | None:
    """The characters that a span was marked for, if it was marked by them."""
    places: dict[tuple[str, int, int], tuple[int, int]]
    places = span.doc.user_data.get(EXACT, {})
    return places.get((span.label_, span.start, span.end))


def longest(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The hits that no longer hit overlaps, in the order of the text."""
    if len(hits) == 1:
        return hits
    taken: set[int] = set()
    kept = []
    for hit in sorted(set(hits), key=lambda hit: (hit[1] - hit[2], hit[1])):
        places = range(hit[1], hit[2])
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[1])
