"""Phrases of a lexicon in a text: whole words, singular or plural, longest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, cast

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.phrasebook import Hit
from nlp.words import Words, WordTokenizer, words_of


@dataclass(frozen=True)
class Entry:
    """What a phrase means, and how surely; some mean it in capitals only."""

    code: str
    score: float
    capitals: bool = False


SWALLOW = Entry("", 0.0)
SHORT = range(2, 5)


@dataclass
class Phrase:
    """A phrase as its lexicon writes it first, and all that it means there."""

    written: str
    meanings: list[Entry] = field(default_factory=list)

    @cached_property
    def large(self) -> list[Entry]:
        """What it means in capitals only."""
        return once(one for one in self.meanings if one.capitals)

    @cached_property
    def plain(self) -> list[Entry]:
        """What it means however it is written."""
        return once(one for one in self.meanings if not one.capitals)

    def means(self, *, capitals: bool) -> list[Entry]:
        """What it means as it stands: MOP is potash, and no mop for floors."""
        return self.large if capitals and self.large else self.plain


def once(meanings: Iterable[Entry]) -> list[Entry]:
    """Each code once, as surely as the lexicon said last."""
    return list({one.code: one for one in meanings}.values())


class Mark(NamedTuple):
    """A code at some words; the letters, where it was marked by these."""

    code: str
    first: int
    after: int
    score: float = 1.0
    letters: tuple[int, int] | None = None


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
        self.cutter = cast(WordTokenizer, nlp.tokenizer)
        self.book = self.cutter.book
        self.shipped: dict[int, Phrase | None] = {}
        for term, entry in terms:
            key = self.learn(term)
            if key not in self.phrases:
                self.phrases[key] = Phrase(term)
            self.phrases[key].meanings.append(entry)

    def learn(self, term: str) -> int:
        """The key under which the book knows a phrase from now on."""
        words = self.cutter.compared(term)
        key: int = self.cutter.vocab.strings.add(" ".join(words))
        self.book.add(key, words)
        return key

    def __call__(self, doc: Doc) -> Doc:
        """Mark the phrases of one field."""
        return lay(doc, self.group, self.marks(words_of(doc)))

    def marks(self, doc: Words) -> Iterator[Mark]:
        """The phrases of one field as marks."""
        for start, end, entry in self.find(doc):
            yield Mark(entry.code, start, end, entry.score)

    def find(self, doc: Words) -> list[tuple[int, int, Entry]]:
        """Each phrase: its first word, the one after its last, and what it means."""
        phrases = self.phrases
        hits = [hit for hit in doc.hits(self.book) if hit[0] in phrases]
        found = []
        for key, start, end in longest(hits) if len(hits) > 1 else hits:
            if not self.proper or is_proper(doc, start, end):
                for one in meant(phrases[key], doc, start, end):
                    if one.code:
                        found.append((start, end, one))
        return found

    def may_find(self, text: str) -> bool:
        """Whether one of its phrases stands in a text; no document is made."""
        hits = self.book.find(self.cutter.compared(text))
        return any(hit[0] in self.phrases for hit in hits)


def meant(phrase: Phrase, doc: Words, start: int, end: int) -> list[Entry]:
    """What a phrase means as it is written here; nothing, where it is an acronym."""
    words = between(doc, start, end)
    if words.islower():
        return phrase.plain
    upper = words.isupper()
    if phrase.large and (upper or is_written_large(words)):
        return phrase.large
    return [] if upper and is_acronym(words, phrase.written, doc) else phrase.plain


def between(doc: Words, start: int, end: int) -> str:
    """The words from one place to another as they are written."""
    first, after = doc.extent(start, end)
    return doc.text[first:after]


def lay(doc: Doc, group: str, marks: Iterable[Mark]) -> Doc:
    """Marks as the spans of a document, with their scores and their letters."""
    spans: list[Span] = []
    scores = doc.user_data.setdefault(group, {})
    for one in marks:
        spans.append(Span(doc, one.first, one.after, label=one.code))
        scores[one.code, one.first, one.after] = one.score
    doc.spans[group] = spans
    return doc


def is_proper(doc: Words, start: int, end: int) -> bool:
    """Whether one of these words has a capital; an article before it has none."""
    letters = (doc.text[place] for place in doc.places[start:end])
    return any(letter.isalpha() and not letter.islower() for letter in letters)


def is_written_large(words: str) -> bool:
    """Whether words stand in capitals; a plural's small s is none of them."""
    return words.strip().removesuffix("s").isupper()


def is_acronym(words: str, term: str, doc: Words) -> bool:
    """Whether capitals stand for something else than the plain word of a lexicon.

    In a text that is all in capitals they say nothing.
    """
    if len(words.strip()) not in SHORT or not term.islower() or doc.text.isupper():
        return False
    return bool(simplemma.is_known(term, lang="en"))


def mark(doc: Words, start: int, end: int, label: str) -> Mark:
    """The mark on whole tokens that cover these characters, which it remembers."""
    first, after = doc.cover(start, end)
    return Mark(label, first, after, 1.0, (start, end))


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits that no longer hit overlaps; both in the order of the text."""
    if all(one[2] <= after[1] for one, after in pairwise(hits)):
        return hits  # most texts hold none inside another
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit[1] - hit[2], hit[1])):
        places = range(hit[1], hit[2])
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[1])
