"""What makes a notice touch a sector: codes and words with weights, from data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from models.reference import read_rows
from nlp.components.phrases import Entry, PhraseTagger
from nlp.components.products import swallowed
from nlp.compounds import compounds
from nlp.pipeline import cut, cutter, for_good
from nlp.text import NoticeText
from nlp.words import Words, read_lexicon

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
    inside_ics: dict[str, list[str]] = field(default_factory=dict)

    def hs_inside(self, code: str) -> list[str]:
        """The listed HS codes that are longer than this one and lie in it."""
        if not self.inside:
            for listed in self.hs:
                for length in range(2, len(listed), 2):
                    self.inside.setdefault(listed[:length], []).append(listed)
        return self.inside.get(code, [])

    def ics_inside(self, code: str) -> list[str]:
        """The listed ICS codes that are longer than this one and lie in it."""
        if code not in self.inside_ics:
            longer = [each for each in self.ics if each.startswith(f"{code}.")]
            self.inside_ics[code] = longer
        return self.inside_ics[code]

    def touched(self, code: str) -> set[str]:
        """The sectors that list this HS code, a shorter one, or a part of it."""
        listed = [code[:length] for length in (2, 4, 6)] + self.hs_inside(code)
        return {
            sector
            for one in listed
            for sector, _ in self.hs.get(one, ())
            if not code.startswith(self.hs_exclude.get(sector, (OUTSIDE,)))
        }

    def find(self, text: NoticeText) -> list[Word]:
        """Every word of every sector in the text; the longer word wins."""
        found: list[Word] = []
        for name, words, languages in text.readings:
            for language in languages:
                found += self.find_in(name, cut(language, words), language)
        return outermost(found)

    def find_in(self, name: str, doc: Words, language: str) -> list[Word]:
        """The sector words of one field in one language."""
        hits = self.finder(language).find(doc)
        weights = {(start, end, one.code): one.score for start, end, one in hits}
        found = []
        for (first, after, code), weight in weights.items():
            start, end = doc.extent(first, after)
            sector = "" if code == OUTSIDE else code
            words = doc.text[start:end].strip()
            found.append(Word(sector, words, weight, name, start))
        return found

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
            terms += compounds(language, terms, self.touched, OUTSIDE)
            terms += [one for one in swallowed(language) if one[0] not in known]
            with for_good():
                found = PhraseTagger(cutter(language), "word", terms)
            self.finders[language] = found
        return self.finders[language]


def outermost(found: list[Word]) -> list[Word]:
    """The words of two readings, each place once, the longer words first."""
    kept: dict[tuple[str, str, int], Word] = {}
    ends: dict[str, set[int]] = {}
    spots: set[tuple[str, int, str]] = set()
    for word in sorted(found, key=lambda word: -len(word.words)):
        places = range(word.start, word.start + len(word.words))
        key, spot = (
            (word.sector, word.field, word.start),
            (word.field, word.start, word.words),
        )
        taken = ends.setdefault(word.field, set())
        if key not in kept and (spot in spots or not taken.issuperset(places)):
            kept[key] = word
            spots.add(spot)
            taken.update(places)
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


@lru_cache(maxsize=1)
def shipped() -> Definitions:
    """The definitions that come with the program."""
    return define(read_rows("sectors"), read_rows("sector_terms"))
