"""How far a measure has come: draft, final, withdrawn, or a mere extension; pure.

That is its weight for a firm: a draft can still be commented on, a final text binds.
"""

from datetime import date
from functools import lru_cache

from models.events import (
    EventKind,
    Happening,
    NoticeFacts,
    in_order,
    phrases_in,
    read_events,
)
from models.fold import fold_in_place
from models.kinds import INCIDENTS, NoticeKind
from models.reference import notice_types
from nlp.dates import read_date_words
from nlp.finding_words import grouped, places_of
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

STAGES = {
    EventKind.VOID: "withdrawn",
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.IN_FORCE: "final",
    EventKind.PUBLISHED: "final",
    EventKind.ADOPTED: "final",
    EventKind.FINAL_TEXT: "final",
    EventKind.CHANGED: "draft",
    EventKind.EXTENDED: "extension",
    EventKind.DATES_CHANGED: "extension",
}
"""The stage that an event leads to; the weightiest event of a document counts."""
FIELD_OF = {
    "keyword": "keywords",
    "deadline": "comments_close",
    "link": "documents",
}
"""The field of the notice that an event was read from."""
PROSE = ("title", "description")
URGENT = frozenset({"2.10.1", "5.7.1", "2.10", "5.7"})
"""The articles under which a measure is notified after it was adopted."""
NEW = frozenset({"regular", "revision", "draft"})


def stage_of(text: NoticeText) -> Finding | None:
    """The stage of the measure as this document leaves it; None for an incident.

    What addenda and corrigenda tell is read as events; a new notification is a draft,
    unless its title tells otherwise or it is urgent.
    """
    if text.kind in INCIDENTS:
        return None
    kind, emergency = type_of(text.type)
    told = told_stage(text, kind)
    if told:
        return told
    if text.kind == NoticeKind.RULE:
        return Finding("stage", "final", 1.0, "stated", "kind")
    urgent = emergency or bool(URGENT & set(text.articles))
    if kind in NEW or text.kind == NoticeKind.DRAFT or urgent:
        code = "final" if urgent and kind != "draft" else "draft"
        return Finding("stage", code, 0.9, "stated", "type", words=text.type)
    return None


@lru_cache(maxsize=64)
def type_of(name: str) -> tuple[str, bool]:
    """The key of a type of notification, and whether it is an emergency."""
    known = {one.name: (one.key, one.emergency) for one in notice_types()}
    plain = name.lower()
    if name in known:
        key, emergency = known[name]
        return ("regular" if key == "emergency" else key), emergency
    return ("regular" if plain == "emergency" else plain), "emergency" in plain


def told_stage(text: NoticeText, kind: str) -> Finding | None:
    """The stage that the words of the document tell."""
    for one in happenings(text, kind):
        stage = STAGES.get(one.kind)
        if stage:
            return as_finding(text, stage, one)
    return chinese_stage(text)


def happenings(text: NoticeText, kind: str) -> list[Happening]:
    """What happened, the weightiest first; of a new document the title alone tells."""
    if kind in ("addendum", "corrigendum"):
        return read_events(
            NoticeFacts(
                kind,
                text.title,
                text.description,
                text.keywords,
                day(text.distributed),
                day(text.comments_close),
                text.key,
            )
        )
    return in_order(phrases_in(text.title[: text.headline], "title"))


def day(words: str) -> date | None:
    """A day, where the words are one."""
    found = read_date_words(words) if words else None
    return found if isinstance(found, date) else None


def as_finding(text: NoticeText, stage: str, one: Happening) -> Finding:
    """The stage with the very words of the event, where they stand in a field."""
    words = getattr(text, one.source) if one.source in PROSE else ""
    start = words.find(one.words) if one.words else -1
    if start < 0:
        field = FIELD_OF.get(one.source, one.source)
        return Finding("stage", stage, 1.0, "stated", field, words=one.words)
    end = start + len(one.words)
    return Finding("stage", stage, 0.9, "found", one.source, start, end, one.words)


def chinese_stage(text: NoticeText) -> Finding | None:
    """The stage that a Chinese text tells; the phrases of events know no Chinese."""
    if text.title.isascii():
        return None
    for field in PROSE:
        words = getattr(text, field)
        plain = fold_in_place(words)
        for stage, terms in chinese_words().items():
            for start, end in places_of(plain, terms):
                told = words[start:end]
                return Finding("stage", stage, 0.9, "found", field, start, end, told)
    return None


@lru_cache(maxsize=1)
def chinese_words() -> dict[str, tuple[str, ...]]:
    """The Chinese turns of speech of each stage."""
    return grouped(read_lexicon("stage_words.csv"), "stage")
