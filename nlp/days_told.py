"""When a measure is adopted and in force and comments close, as the notice tells it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from models.days import find_days
from models.events import TOO_OLD, sentence_end
from models.fold import fold_in_place
from models.periods import ANCHOR, AT_ONCE, OFFSET, UNCOUNTABLE, DayKind
from nlp.dates import DateRule, read_date_words
from nlp.finding_words import grouped, places_of
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import CJK, read_lexicon

ROWS = {
    "adoption": "adoption",
    "entry_into_force": "force",
    "comments_close": "comments",
}
"""The rows of the form that hold a day, and what it is the day of."""
PROSE = ("title", "description")
BEFORE = 90
NEAR, AT_HAND = 45, 25
"""How far an event may stand from the count, and from a mere "upon"."""
ENDS = re.compile(r"[.;\n]\s")
HAN = re.compile(f"[{CJK}]")
HAN_END = re.compile(r"[。；;\n]|[，,](?!\d)")
WORD_END = re.compile(r"[^\w]|$")


def told_days(text: NoticeText) -> Iterator[Finding]:
    """A tag for each day: its words, and the day or the rule they come to.

    A rule is resolved where the day of its event is known: that of circulation, and
    that of adoption if the form states it.
    """
    known = known_days(text)
    told = set()
    for field, code in ROWS.items():
        words = getattr(text, field)
        if words.strip():
            told.add(code)
            note = note_of(words, known)
            yield Finding(
                "date", code, 1.0, "stated", field, 0, len(words), words, note
            )
    for field in PROSE:
        for one in in_prose(text, field, known):
            if one.code not in told:
                told.add(one.code)
                yield one


def known_days(text: NoticeText) -> dict[str, date]:
    """The days from which others can be counted."""
    circulated, adopted = map(read_date_words, (text.distributed, text.adoption))
    days = {DayKind.CIRCULATION: circulated, DayKind.ADOPTION: adopted}
    return {str(kind): day for kind, day in days.items() if isinstance(day, date)}


def note_of(words: str, known: Mapping[str, date]) -> str:
    """The day in ISO form, else the rule in short, else ''."""
    told = read_date_words(words)
    if isinstance(told, DateRule):
        day = told.resolve(known)
        return day.isoformat() if day else told.short
    return told.isoformat() if told else ""


def in_prose(
    text: NoticeText, field: str, known: Mapping[str, date]
) -> Iterator[Finding]:
    """The days told after a turn of speech, in its sentence."""
    words = getattr(text, field)
    if field == "description" and words == text.title:
        return
    plain = fold_in_place(words)
    for code, terms in cues().items():
        for start, end in places_of(plain, terms):
            place = place_near(words, plain, start, end)
            told = words[slice(*place)] if place else ""
            note = note_of(told, known)
            if place and note and not is_history(note, known):
                yield Finding("date", code, 1.0, "found", field, *place, told, note)
                break


def is_history(note: str, known: Mapping[str, date]) -> bool:
    """Whether a day is of a law that the text only quotes."""
    circulated = known.get(str(DayKind.CIRCULATION))
    if not circulated or not note[:4].isdecimal():
        return False
    return circulated.year - int(note[:4]) > TOO_OLD.days // 365


def place_near(words: str, plain: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words of a day stand: after the cue at this place, else before it."""
    if HAN.match(plain, start):
        return place_in_chinese(words, start, end)
    stop = sentence_end(plain, end)
    day = next(find_days(words[end:stop]), None)
    rule = rule_in(plain, end, stop)
    if rule and (day is None or rule[1] <= end + day[1]):
        return rule
    if day:
        return end + day[1], end + day[2]
    least = max(0, start - BEFORE)
    ends = [match.end() for match in ENDS.finditer(plain, least, start)]
    return rule_in(plain, ends[-1] if ends else least, start)


def rule_in(plain: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where a rule stands: a count and its event, or "upon" and its event."""
    if UNCOUNTABLE.search(plain, start, stop):
        return None
    for opening, near in ((OFFSET, NEAR), (AT_ONCE, AT_HAND)):
        first = opening.search(plain, start, stop)
        anchor = ANCHOR.search(plain, first.end(), stop) if first else None
        if first and anchor and anchor.start() - first.end() <= near:
            end = WORD_END.search(plain, anchor.end())
            return first.start(), end.start() if end else anchor.end()
    return None


def place_in_chinese(words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words of a day stand in the clause of a Chinese cue."""
    ends = [match.end() for match in HAN_END.finditer(words, 0, start)]
    close = HAN_END.search(words, end)
    stop = close.start() if close else len(words)
    for first, last in ((ends[-1] if ends else 0, start), (end, stop)):
        inside = words[first:last]
        day = next(find_days(inside), None)
        if day:
            return first + day[1], first + day[2]
        if read_date_words(inside):
            lead = len(inside) - len(inside.lstrip(" ：:，,"))
            return first + lead, first + len(inside.rstrip())
    return None


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[str, ...]]:
    """The turns of speech beside a day, folded, by what it is the day of."""
    return grouped(read_lexicon("date_cues.csv"), "code")
