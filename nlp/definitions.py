"""What makes a notice touch a sector: codes and words with weights, from data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.language import Language

from models.reference import read_rows
from nlp.components.phrases import Entry, PhraseTagger
from nlp.components.products import swallowed
from nlp.pipeline import blank
from nlp.text import NoticeText, detect
from nlp.words import read_lexicon

Row = Mapping[str, str]
OUTSIDE = "-"


@dataclass(frozen=True)
class Word:
    """A word of a sector at its place in a field.

    Without a sector it is a word of a subject that lies outside all of them, and its
    weight is the factor by which that lowers every match.
    """

    sector: str
    words: str
    weight: float
    field: str
    start: int


@dataclass
class Definitions:
    """The sectors with their terms; build it with `define`."""

    domains: dict[str, frozenset[str]]
    names: dict[str, tuple[str, str]]
    hs: dict[str, list[tuple[str, float]]]
    hs_exclude: dict[str, tuple[str, ...]]
    ics: dict[str, list[tuple[str, float]]]
    words: dict[str, list[tuple[str, str, float]]]
    outside: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    finders: dict[str, PhraseTagger] = field(default_factory=dict)
    inside: dict[str, list[str]] = field(default_factory=dict)

    def hs_inside(self, code: str) -> list[str]:
        """The listed HS codes that are longer than this one and lie in it."""
        if not self.inside:
            for listed in self.hs:
                for length in range(2, len(listed), 2):
                    self.inside.setdefault(listed[:length], []).append(listed)
        return self.inside.get(code, [])

    def find(self, text: NoticeText) -> list[Word]:
        """Every word of every sector in the text; the longer word wins."""
        found: list[Word] = []
        main = text.language or detect(text.title)
        for name, words in [*text.fields(), ("keywords", "; ".join(text.keywords))]:
            for language in dict.fromkeys((detect(words, main), "en")):
                found += self.find_in(name, words, language)
        return outermost(found)

    def find_in(self, name: str, words: str, language: str) -> list[Word]:
        """The sector words of one field in one language."""
        doc = cutter(language).make_doc(words)
        self.finder(language)(doc)
        return [
            Word(
                "" if span.label_ == OUTSIDE else span.label_,
                span.text.strip(),
                doc.user_data["word"][span.label_, span.start, span.end],
                name,
                span.start_char,
            )
            for span in doc.spans["word"]
        ]

    def finder(self, language: str) -> PhraseTagger:
        """The matcher of one language, built when first asked for."""
        if language not in self.finders:
            terms = [
                (term, Entry(sector, weight))
                for sector, term, weight in self.words.get(language, [])
            ]
            terms += [
                (term, Entry(OUTSIDE, factor))
                for term, factor in self.outside.get(language, [])
            ]
            known = {term for term, _ in terms}
            terms += [one for one in swallowed(language) if one[0] not in known]
            self.finders[language] = PhraseTagger(cutter(language), "word", terms)
        return self.finders[language]


def outermost(found: list[Word]) -> list[Word]:
    """The words of two readings, each place once, the longer words first."""
    kept: dict[tuple[str, str, int], Word] = {}
    ends: dict[str, set[int]] = {}
    for word in sorted(found, key=lambda word: -len(word.words)):
        places = set(range(word.start, word.start + len(word.words)))
        key = (word.sector, word.field, word.start)
        covered = places <= ends.get(word.field, set())
        same = any(
            (other.field, other.start, other.words)
            == (word.field, word.start, word.words)
            for other in kept.values()
        )
        if key not in kept and (same or not covered):
            kept[key] = word
            ends.setdefault(word.field, set()).update(places)
    return list(kept.values())


def define(sectors: Iterable[Row], terms: Iterable[Row]) -> Definitions:
    """Definitions out of rows shaped like sectors.csv and sector_terms.csv."""
    made = Definitions({}, {}, {}, {}, {}, {})
    for subject in read_lexicon("outside.csv"):
        pair = subject["term"], float(subject["factor"])
        made.outside.setdefault(subject["language"], []).append(pair)
    for row in sectors:
        made.domains[row["id"]] = frozenset(row["domains"].split("|"))
        made.names[row["id"]] = (row["name_zh"], row["name_en"])
    for row in terms:
        sector, term, weight = row["sector"], row["term"], float(row["weight"])
        if row["kind"] == "hs_exclude":
            made.hs_exclude[sector] = (*made.hs_exclude.get(sector, ()), term)
        elif row["kind"] == "word":
            made.words.setdefault(row["language"], []).append((sector, term, weight))
        else:
            codes = made.hs if row["kind"] == "hs" else made.ics
            codes.setdefault(term, []).append((sector, weight))
    return made


@lru_cache(maxsize=4)
def cutter(language: str) -> Language:
    """The one pipeline whose words all definitions share."""
    return blank(language)


@lru_cache(maxsize=1)
def shipped() -> Definitions:
    """The definitions that come with the program."""
    return define(read_rows("sectors"), read_rows("sector_terms"))
