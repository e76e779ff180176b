"""From the words of a notice to its tags, each with the words that earned it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from models.reference import member_by_name
from nlp.components.codes import read_cell
from nlp.findings import Finding, Origin, unique
from nlp.further import further
from nlp.incidents import without_hints
from nlp.measuring import measure_rules, objective_keys, weigh_measures
from nlp.pipeline import pipeline
from nlp.text import NoticeText, detect

Pipelines = Callable[[str], Language]
FOUND = {"products": "hs", "markets": "market", "substances": "substance"}
STATED = {"hs_codes": "hs", "ics_codes": "ics", "standards": "standard"}
PURPOSE = re.compile(
    r"[^;:.–—-]{0,30}\b(?:for|used in|used on|intended for|para|pour|destin[^ ]+)\b"
    r"[^;:.–—-]{0,30}",
    re.I,
)
HALF = 0.5


def tag(text: NoticeText, pipelines: Pipelines = pipeline) -> list[Finding]:
    """Everything found in one notice, without repeats, in the order of its fields."""
    found = [*stated_codes(text), *parties(text), *objectives(text)]
    found += regions(text, pipelines)
    cues = list(measure_rules(text))
    for name, docs in documents(text, pipelines):
        named: list[Finding] = []
        for doc in docs:
            found += read_spans(name, doc, STATED, "stated")
            named += read_spans(name, doc, FOUND, "found")
            cues += read_spans(name, doc, {"measures": "measure"}, "found")
        found += demote_purposes(outermost(named), docs[0])
    found = without_hints(found, text.kind)
    found += weigh_measures(cues, text)
    return list(unique(further(found, text)))


def documents(
    text: NoticeText, pipelines: Pipelines
) -> Iterator[tuple[str, list[Doc]]]:
    """Each field read in its language, and in English for the usual translation."""
    main = text.language or detect(text.title)
    for name, words in text.fields():
        docs = []
        for language in dict.fromkeys((detect(words, main), "en")):
            nlp = pipelines(language)
            doc = nlp.make_doc(words)
            doc.user_data["as_written"] = getattr(text, name)
            docs.append(nlp(doc))
        yield name, docs


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


def regions(text: NoticeText, pipelines: Pipelines) -> Iterator[Finding]:
    """The Members named as likely to be affected."""
    nlp = pipelines(detect(text.regions))
    doc = nlp.make_doc(text.regions)
    doc.user_data["as_written"] = text.regions
    nlp.get_pipe("markets")(doc)
    yield from read_spans("regions", doc, {"markets": "market"}, "stated")


def objectives(text: NoticeText) -> Iterator[Finding]:
    """The objectives a Member ticked; an unknown one is left out."""
    for words in text.objectives:
        key = objective_keys().get(words)
        if key:
            yield Finding("objective", key, 1.0, "stated", "objectives", words=words)


def read_spans(
    name: str, doc: Doc, groups: dict[str, str], origin: Origin
) -> Iterator[Finding]:
    """The spans of a document as findings."""
    for group, scheme in groups.items():
        scores = doc.user_data.get(group, {})
        for span in doc.spans.get(group, []):
            score = scores.get((span.label_, span.start, span.end), 1.0)
            yield as_finding(name, span, scheme, score, origin)


def demote_purposes(found: Iterable[Finding], doc: Doc) -> Iterator[Finding]:
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
    name: str, span: Span, scheme: str, score: float, origin: Origin
) -> Finding:
    """A span as a finding; trailing blanks are no part of its words."""
    written = span.doc.user_data["as_written"]
    read = span.text if span.text.strip() else written[span.start_char : span.end_char]
    end = span.start_char + len(read.rstrip(" \t\r\n-‐‑"))
    words = written[span.start_char : end]
    return Finding(
        scheme, span.label_, score, origin, name, span.start_char, end, words
    )
