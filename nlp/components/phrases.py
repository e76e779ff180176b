"""Phrases of a lexicon in a text: whole words, singular or plural, longest first."""

from collections.abc import Iterable
from dataclasses import dataclass

import simplemma
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span


@dataclass(frozen=True)
class Entry:
    """What a phrase means, and how surely."""

    code: str
    score: float


SWALLOW = Entry("", 0.0)
SHORT = range(2, 5)


class PhraseTagger:
    """Marks the phrases of a lexicon under `doc.spans[group]`.

    The longer phrase hides the shorter ones inside it; a phrase that means several
    things gives one span for each. The span's label is the code; its score stands
    in `doc.user_data[group]` under (code, start, end). Proper names count only with
    a capital.
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
        self.meanings: dict[str, list[Entry]] = {}
        self.written: dict[str, str] = {}
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        phrases = []
        for term, entry in terms:
            phrase = nlp.make_doc(term)
            key = norm_key(phrase)
            if key not in self.meanings:
                phrases.append(phrase)
                self.written[key] = term
            self.meanings.setdefault(key, []).append(entry)
        self.matcher.add(group, phrases)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the phrases of one field."""
        spans: list[Span] = []
        scores = doc.user_data.setdefault(self.group, {})
        shouted = doc.text.isupper()
        for _, start, end in longest(self.matcher(doc)):
            key = norm_key(doc[start:end])
            if self.proper and not is_proper(doc[start:end]):
                continue
            if not shouted and is_acronym(doc[start:end], self.written[key]):
                continue
            for entry in self.meanings[key]:
                if entry.code:
                    spans.append(Span(doc, start, end, label=entry.code))
                    scores[entry.code, start, end] = entry.score
        doc.spans[self.group] = spans
        return doc


def norm_key(words: Doc | Span) -> str:
    """The name of a phrase: its words as the matcher compares them."""
    return " ".join(token.norm_ for token in words)


def is_proper(span: Span) -> bool:
    """Whether a word of the span has a capital; an article before it has none."""
    letters = [token.text[0] for token in span if token.text[0].isalpha()]
    return any(not letter.islower() for letter in letters)


def is_acronym(span: Span, term: str) -> bool:
    """Whether capitals stand for something else than the plain word of a lexicon."""
    word = span.text.strip()
    capitals = len(word) in SHORT and word.isupper() and term.islower()
    return capitals and bool(simplemma.is_known(term, lang="en"))


def mark(doc: Doc, start: int, end: int, label: str) -> Span:
    """The span over whole tokens that covers these characters."""
    first = last = len(doc) - 1
    for token in doc:
        if token.idx <= start:
            first = token.i
        if token.idx < end:
            last = token.i
    return Span(doc, first, last + 1, label=label)


def longest(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The hits that no longer hit overlaps, in the order of the text."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(set(hits), key=lambda hit: (hit[1] - hit[2], hit[1])):
        places = range(hit[1], hit[2])
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit[1])
