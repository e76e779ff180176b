"""What happened to a measure, as its documents tell it, and the state that follows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.days import find_days
from models.event_phrases import (
    COMPILED,
    NOT_YET,
    PAST,
    ROOTS,
    SAME_DAY,
    UNDATED,
)
from models.fold import fold, fold_in_place
from models.periods import OFFSET
from models.symbols import SYMBOL, read_symbol


class EventKind(StrEnum):
    """What can happen to a measure; the first outweighs the later ones."""

    VOID = "void"
    WITHDRAWN = "withdrawn"
    IN_FORCE = "in_force"
    PUBLISHED = "published"
    ADOPTED = "adopted"
    FINAL_TEXT = "final_text"
    EXTENDED = "extended"
    CHANGED = "changed"
    DATES_CHANGED = "dates_changed"
    GUIDANCE = "guidance"
    REVISED = "revised"
    CORRECTED = "corrected"
    TRANSLATED = "translated"
    TEXT_CHANGED = "text_changed"
    CIRCULATED = "circulated"
    OTHER = "other"


RANK = {kind: place for place, kind in enumerate(EventKind)}
OF_TYPE = {
    "regular": EventKind.CIRCULATED,
    "revision": EventKind.REVISED,
    "corrigendum": EventKind.CORRECTED,
    "supplement": EventKind.TRANSLATED,
}
OF_KEYWORD = {
    "withdrawal of the measure": EventKind.WITHDRAWN,
    "withdrawal of proposed regulation": EventKind.WITHDRAWN,
    "modification of content": EventKind.CHANGED,
    "modification of final date": EventKind.EXTENDED,
    "change in proposed date": EventKind.DATES_CHANGED,
    "adoption/publication/entry into force": EventKind.ADOPTED,
}
ENACTED = {EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.IN_FORCE}
TOO_OLD = timedelta(days=3 * 365)
"""A law of long ago that the text only quotes is no news of this measure."""
WINDOW = 160
FINAL_FOLDER = "/final_measure/"
"""Where the WTO keeps the final texts that addenda announce."""


@dataclass(frozen=True)
class Happening:
    """One event, with the words and the field that tell it.

    `day` is None where none is given. For EXTENDED it is the new deadline. `target` is
    the symbol declared void, or the one that takes the place of a withdrawn measure.
    """

    kind: EventKind
    day: date | None
    words: str
    source: str
    target: str | None = None


@dataclass(frozen=True)
class NoticeFacts:
    """What a document says of itself; `kind` is that of its symbol."""

    kind: str
    title: str = ""
    description: str = ""
    keywords: Sequence[str] = ()
    circulated: date | None = None
    comments_close: date | None = None
    symbol: str = ""
    links: Sequence[str] = ()


def read_events(facts: NoticeFacts) -> list[Happening]:
    """The events a document tells, the weightiest first, one of each kind.

    A new notification or a revision tells only that it came; a corrigendum that it
    corrects, or that its target is void. An addendum is read by keywords, phrases and
    its deadline; if they say nothing it is OTHER, to be read by a person.
    """
    found = list(of_type(facts))
    if facts.kind == "corrigendum":
        found += (one for one in told(facts) if one.kind == EventKind.VOID)
    elif facts.kind == "addendum":
        found += of_addendum(facts)
    return in_order(found) or [Happening(EventKind.OTHER, facts.circulated, "", "type")]


def of_type(facts: NoticeFacts) -> Iterator[Happening]:
    """The event that the type alone tells."""
    kind = OF_TYPE.get(facts.kind)
    if kind:
        yield Happening(kind, facts.circulated, facts.kind, "type")


def of_addendum(facts: NoticeFacts) -> Iterator[Happening]:
    """Events of phrases, then of keywords, links and a deadline."""
    phrases = list(told(facts))
    yield from phrases
    enacted = any(one.kind in ENACTED for one in phrases)
    for keyword in facts.keywords:
        kind = keyword_kind(keyword)
        if kind and not (kind == EventKind.ADOPTED and enacted):
            day = facts.comments_close if kind == EventKind.EXTENDED else None
            yield Happening(kind, day, keyword, "keyword")
    closes = facts.comments_close
    final = next((link for link in facts.links if FINAL_FOLDER in link), None)
    if final:
        yield Happening(EventKind.FINAL_TEXT, None, final, "link")
    if closes and (facts.circulated is None or closes >= facts.circulated):
        yield Happening(EventKind.EXTENDED, closes, closes.isoformat(), "deadline")


def keyword_kind(keyword: str) -> EventKind | None:
    """The event a keyword of the SPS list names."""
    plain = " ".join(fold(keyword).split())
    return next((OF_KEYWORD[name] for name in OF_KEYWORD if name in plain), None)


def told(facts: NoticeFacts) -> Iterator[Happening]:
    """Events that phrases of the title and the description tell."""
    fields = {"title": facts.title, "description": facts.description}
    if facts.title == facts.description:
        del fields["description"]
    for source, text in fields.items():
        for one in phrases_in(text, source):
            if one.kind == EventKind.VOID:
                yield Happening(
                    one.kind, one.day, one.words, source, void_target(facts)
                )
            elif not is_too_old(one, facts.circulated):
                yield one


def phrases_in(text: str, source: str) -> Iterator[Happening]:
    """Every phrase of a text that tells an event, with the day that follows it."""
    plain = fold_in_place(text)
    for kind, phrases in COMPILED.items():
        if not any(root in plain for root in ROOTS[kind]):
            continue  # a plain search costs far less than a pattern
        for match in phrases.finditer(plain):
            if kind in {"published", "in_force"} and is_draft(plain, match.start()):
                continue
            day, end = None, match.end()
            if not UNDATED.search(match[0]):
                day, end = day_after(text, plain, end)
            if day or kind != "in_force" or PAST.match(match[0]):
                yield Happening(EventKind(kind), day, text[match.start() : end], source)


def is_draft(plain: str, start: int) -> bool:
    """Whether the words before a phrase speak of a draft or an earlier text."""
    return bool(NOT_YET.search(plain, max(0, start - WINDOW), start))


def day_after(text: str, plain: str, start: int) -> tuple[date | None, int]:
    """The first day after a phrase in its sentence, and where the words end.

    "The same day" is the last day before; a day counted from another event is none.
    """
    stop = sentence_end(plain, start)
    for day, at, end in find_days(text[start:stop]):
        counted = OFFSET.search(plain, start, start + at)
        return (None, start) if counted else (day, start + end)
    same = SAME_DAY.search(plain, start, stop)
    before = list(find_days(text[max(0, start - WINDOW) : start])) if same else []
    return (before[-1][0], same.end()) if same and before else (None, start)


def sentence_end(plain: str, start: int) -> int:
    """Where the sentence ends; a full stop before a figure ends none."""
    stop = min(len(plain), start + WINDOW)
    place = start
    while (place := plain.find(".", place, stop)) >= 0:
        rest = plain[place + 1 : place + 3].strip()
        if not rest[:1].isdecimal() and not plain[:place].endswith((" no", "art")):
            return place
        place += 1
    return stop


def is_too_old(one: Happening, circulated: date | None) -> bool:
    """Whether the day of an event shows that the text quotes another law."""
    return bool(one.day and circulated and circulated - one.day > TOO_OLD)


def void_target(facts: NoticeFacts) -> str | None:
    """The document declared void: the one named, else the one corrected."""
    text = f"{facts.title} {facts.description}"
    own = read_symbol(facts.symbol)
    for match in SYMBOL.finditer(text):
        named = read_symbol(match[0])
        if named and named != own:
            return named.text
    return own.text.rpartition("/")[0] if own and own.suffixes else None


def in_order(found: Iterable[Happening]) -> list[Happening]:
    """One of each kind, dated ones first, the weightiest kind first."""
    best: dict[EventKind, Happening] = {}
    for one in found:
        if one.kind not in best or (best[one.kind].day is None and one.day):
            best[one.kind] = one
    return sorted(best.values(), key=lambda one: RANK[one.kind])
