"""From the words of a notice to its tags, each with the words that earned it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from models.codes import clean_hs, clean_ics
from nlp.components.markets import member_code
from nlp.findings import Finding, Origin
from nlp.nomenclature import known_codes
from nlp.pipeline import pipeline
from nlp.text import NoticeText, detect
from nlp.words import REFERENCE, read_lexicon, read_rows

Pipelines = Callable[[str], Language]
FOUND = {"products": "hs", "markets": "market", "substances": "substance"}
STATED = {"hs_codes": "hs", "ics_codes": "ics", "standards": "standard"}
MEASURE_FIELDS = {"title": 1.0, "products": 0.5, "description": 0.5}
LEAST_MEASURE, MEASURE = 0.3, 0.5
OTHER = "other"
PURPOSE = re.compile(
    r"[^;:.–—-]{0,30}\b(?:for|used in|used on|intended for|para|pour|destin[^ ]+)\b"
    r"[^;:.–—-]{0,30}",
    re.I,
)
PURPOSE_FACTOR = 0.5


def tag(text: NoticeText, pipelines: Pipelines = pipeline) -> list[Finding]:
    """Everything found in one notice, without repeats, in the order of its fields."""
    found = [*stated_codes(text), *parties(text), *objectives(text)]
    cues = list(measure_rules(text))
    for name, docs in documents(text, pipelines):
        named: list[Finding] = []
        for doc in docs:
            found += read_spans(name, doc, STATED, "stated")
            named += read_spans(name, doc, FOUND, "found")
            cues += read_spans(name, doc, {"measures": "measure"}, "found")
        found += demote_purposes(outermost(named), docs[0].text)
    return list(unique([*found, *weigh_measures(cues, text)]))


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
    for words in text.hs:
        code, _ = clean_hs(words, known_codes("hs"))
        if code:
            yield Finding("hs", code, 1.0, "stated", "codes", words=words)
    for words in text.ics:
        code, _ = clean_ics(words, known_codes("ics"))
        if code:
            yield Finding("ics", code, 1.0, "stated", "codes", words=words)


def parties(text: NoticeText) -> Iterator[Finding]:
    """The notifying Members."""
    for name in text.members:
        code = member_code(name)
        if code:
            yield Finding("market", code, 1.0, "stated", "members", words=name)


@lru_cache(maxsize=1)
def objective_keys() -> dict[str, str]:
    """Objectives as the WTO spells them, to our keys."""
    rows = read_rows(REFERENCE / "objectives.csv")
    return {row["name"]: row["key"] for row in rows}


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


def demote_purposes(found: Iterable[Finding], words: str) -> Iterator[Finding]:
    """Goods named as the purpose of other goods ("tyres for buses") count less."""
    before = 0
    for one in sorted(found, key=lambda one: (one.start, one.code)):
        between = words[before : one.start] if before else ""
        purpose = PURPOSE.fullmatch(between) and one.scheme == "hs"
        yield replace(one, score=one.score * PURPOSE_FACTOR) if purpose else one
        before = one.end if one.scheme == "hs" else before


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


@lru_cache(maxsize=1)
def rule_rows() -> list[dict[str, str]]:
    """What a ticked objective or a keyword says about the kind of measure."""
    return read_lexicon("measure_rules.csv")


def measure_rules(text: NoticeText) -> Iterator[Finding]:
    """Kinds of measure that objectives and keywords point at."""
    given = {"objective": text.objectives, "keyword": text.keywords}
    for row in rule_rows():
        for words in given[row["field"]]:
            if words.startswith(row["starts"]):
                score, field = float(row["score"]), row["field"] + "s"
                yield Finding(
                    "measure", row["measure"], score, "found", field, words=words
                )


def weigh_measures(cues: Iterable[Finding], text: NoticeText) -> Iterator[Finding]:
    """One finding for each kind of measure: its best cue, with the sum of all."""
    groups: dict[str, list[Finding]] = {}
    for cue in unique(cues, by_words=True):
        groups.setdefault(cue.code, []).append(cue)
    totals = {
        code: min(1.0, sum(map(measure_weight, group)))
        for code, group in groups.items()
        if code != OTHER
    }
    kept = passed(totals, text)
    if max(kept.values(), default=0.0) < MEASURE and OTHER in groups:
        kept[OTHER] = MEASURE
    for code, total in kept.items():
        best = max(groups[code], key=measure_weight)
        yield replace(best, score=round(total, 2))


def passed(totals: dict[str, float], text: NoticeText) -> dict[str, float]:
    """The kinds of measure that this agreement and these objectives allow."""
    keys = {objective_keys().get(words) for words in text.objectives}
    kept = {code: total for code, total in totals.items() if total >= LEAST_MEASURE}
    for row in read_lexicon("measure_gates.csv"):
        agreement = row["agreement"] in ("", text.agreement or row["agreement"])
        needed = set(row["objectives"].split("|")) - {""}
        beaten = kept.get(row["beaten_by"], 0.0) >= MEASURE
        if beaten or not agreement or (needed and keys and not needed & keys):
            kept.pop(row["measure"], None)
    return kept


def measure_weight(cue: Finding) -> float:
    """How much one cue says, by the field it stands in."""
    return cue.score * MEASURE_FIELDS.get(cue.field, 1.0)


def unique(found: Iterable[Finding], *, by_words: bool = False) -> Iterator[Finding]:
    """Each code once for a field; for cues, each wording once for a field."""
    seen = set()
    for one in found:
        key = (one.scheme, one.code, one.field, one.words.lower() if by_words else "")
        if key not in seen:
            seen.add(key)
            yield one
