"""From the words of a notice to its tags, each with the words that earned it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.reference import member_by_name
from nlp.classifier.proposing import propose
from nlp.components.codes import read_cell
from nlp.components.phrases import Mark
from nlp.findings import Finding, Origin, unique
from nlp.further import further
from nlp.incidents import without_hints
from nlp.languages import LONGEST, OTHER, detect
from nlp.measuring import (
    measure_rules,
    objective_keys,
    substance_cues,
    weigh_measures,
)
from nlp.pipeline import cut, taggers
from nlp.text import FIELDS, NoticeText, Reading
from nlp.words import Words, half_width

FOUND = {"products": "hs", "markets": "market", "substances": "substance"}
STATED = {"hs_codes": "hs", "ics_codes": "ics", "standards": "standard"}
CUES = {"measures": "measure"}
Groups = dict[str, Iterator[Mark]]
PURPOSE = re.compile(
    r"[^;:.–—-]{0,30}\b(?:for|used in|used on|intended for|para|pour|destin[^ ]+)\b"
    r"[^;:.–—-]{0,30}",
    re.I,
)
HALF = 0.5


def tag(text: NoticeText) -> list[Finding]:
    """Everything found in one notice, without repeats, in the order of its fields.

    A field in another language than ours is read for codes and standards only.
    """
    found = [*stated_codes(text), *parties(text), *objectives(text)]
    found += [*regions(text), *language_mark(text)]
    cues = list(measure_rules(text))
    for one in text.readings:
        if one.field not in FIELDS:
            continue
        named: list[Finding] = []
        docs = []
        for doc, marked in documents(one, getattr(text, one.field)):
            docs.append(doc)
            found += read_marks(one.field, doc, marked, STATED, "stated")
            named += unread(named, read_marks(one.field, doc, marked, FOUND, "found"))
            cues += read_marks(one.field, doc, marked, CUES, "found")
        found += demote_purposes(outermost(named), docs[0])
    found = without_hints(found, text.kind)
    cues += substance_cues(found, text)
    found += weigh_measures(cues, text)
    found += propose(found, text)
    return list(unique(further(found, text)))


def documents(reading: Reading, written: str) -> Iterator[tuple[Words, Groups]]:
    """A field after the pipeline of each of its languages, and what each marked.

    Where there is none, the components that need no language have read it; these
    read each field once.
    """
    as_written = half_width(written)
    for place, language in enumerate(reading.languages or ("en",)):
        doc = cut(language, reading.words)
        doc.stands_in(written, as_written)
        asked = taggers(language)
        if place:
            asked = tuple(one for one in asked if one[0] not in STATED)
        elif not reading.languages:
            asked = tuple(one for one in asked if one[0] in STATED)
        yield doc, {name: component.marks(doc) for name, component in asked}


def language_mark(text: NoticeText) -> Iterator[Finding]:
    """That no lexicon is written in the language of a notice."""
    if text.is_foreign:
        yield Finding("language", OTHER, 1.0, "found", "title")


def unread(before: list[Finding], found: Iterable[Finding]) -> list[Finding]:
    """Findings in words that the text's own language has not read already.

    "Pan" in a Spanish text is bread, and no cookware of the English lexicon.
    """
    taken = {(one.scheme, one.start, one.end) for one in before}
    return [x for x in found if (x.scheme, x.start, x.end) not in taken]


def outermost(found: list[Finding]) -> list[Finding]:
    """The findings of two readings without those inside a longer one's words."""
    places = {(one.scheme, one.start, one.end) for one in found}
    return [
        one
        for one in found
        if not any(
            scheme == one.scheme
            and start <= one.start
            and one.end <= end
            and end - start > one.end - one.start
            for scheme, start, end in places
        )
    ]


def stated_codes(text: NoticeText) -> Iterator[Finding]:
    """The codes of the notice's own HS and ICS fields, cut to those that exist."""
    for scheme, cells in (("hs", text.hs), ("ics", text.ics)):
        for words in cells:
            for code, note in read_cell(scheme, words):
                yield Finding(
                    scheme, code, 1.0, "stated", "codes", words=words, note=note
                )


def parties(text: NoticeText) -> Iterator[Finding]:
    """The notifying Members."""
    for name in text.members:
        code = member_by_name(name)
        if code:
            yield Finding("market", code, 1.0, "stated", "members", words=name)


def regions(text: NoticeText) -> Iterator[Finding]:
    """The Members named as likely to be affected."""
    named = text.regions[:LONGEST]
    language = detect(named)
    if named.strip():
        language = "en" if language == OTHER else language
        doc = cut(language, named)
        marked = {"markets": dict(taggers(language))["markets"].marks(doc)}
        yield from read_marks("regions", doc, marked, FOUND, "stated")


def objectives(text: NoticeText) -> Iterator[Finding]:
    """The objectives a Member ticked; an unknown one is left out."""
    for words in text.objectives:
        key = objective_keys().get(words)
        if key:
            yield Finding("objective", key, 1.0, "stated", "objectives", words=words)


def read_marks(
    name: str, doc: Words, marked: Groups, groups: dict[str, str], origin: Origin
) -> Iterator[Finding]:
    """The marks of some components as findings."""
    for group, scheme in groups.items():
        for one in marked.get(group, ()):
            yield as_finding(name, doc, one, scheme, origin)


def demote_purposes(found: Iterable[Finding], doc: Words) -> Iterator[Finding]:
    """Goods that only describe other goods count less.

    These are the purpose of the goods named before ("tyres for buses"), and in
    English the first of two names side by side ("epoxy primer").
    """
    goods = sorted(found, key=lambda one: (one.start, one.code))
    starts = {one.start for one in goods if one.scheme == "hs"}
    before = 0
    for one in goods:
        if one.scheme != "hs":
            yield one
            continue
        purpose = before and PURPOSE.fullmatch(doc.text[before : one.start])
        beside = doc.lang_ == "en" and not starts.isdisjoint({one.end, one.end + 1})
        yield replace(one, score=one.score * HALF) if purpose or beside else one
        before = one.end


def as_finding(
    name: str, doc: Words, one: Mark, scheme: str, origin: Origin
) -> Finding:
    """A mark as a finding; trailing blanks are no part of its words.

    What was marked by its letters keeps these: a code may lie where the text that
    is read has blanks.
    """
    start, end = one.letters or spoken_place(doc, one)
    words = doc.original[start:end]
    return Finding(scheme, one.code, one.score, origin, name, start, end, words)


def spoken_place(doc: Words, one: Mark) -> tuple[int, int]:
    """Where the words of a mark stand, without the blanks behind them."""
    start, stop = doc.extent(one.first, one.after)
    read = doc.text[start:stop]
    read = read if read.strip() else doc.original[start:stop]
    return start, start + len(read.rstrip(" \t\r\n-‐‑"))
