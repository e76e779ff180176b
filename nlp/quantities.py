"""The limit that a text states for a substance, in one spelling; pure.

"not exceeding 0,01 mg/kg" and 不得超过0.01毫克/千克 both give "≤ 0.01 mg/kg". A number
counts only beside a unit of content, and only in the sentence of the substance.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from models.fold import fold_in_place
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

AHEAD, BEHIND = 110, 60
"""How far from the substance its limit may stand, in letters."""
NUMBER = r"(?<![0-9a-z.,])(?P<number>\d{1,3}(?:[ ,.]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
STOP = re.compile(r"[;。；\n]|\.(?=\s+[A-ZÀ-Þ]|$)")
CHANGED = re.compile(r"\s*(?:to|a|à|至|到|提高到|降至|改为)\s*")
GROUPED = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+(?:\.\d+)?")
MOST, LEAST, NONE = "≤", "≥", "not detectable"


Limit = tuple[str, int, int]
"""A limit in one spelling, where its words begin and where they end."""


def with_limits(found: Iterable[Finding], text: NoticeText) -> list[Finding]:
    """The findings; substances have the limits stated for them as notes.

    Of several mentions in a field, one with a limit comes first.
    """
    findings = list(found)
    if not any(one.scheme == "substance" for one in findings):
        return findings
    places = substance_places(findings)
    noted = [
        replace(one, note=limit_near(getattr(text, one.field), one, places[one.field]))
        if one.scheme == "substance" and one.end
        else one
        for one in findings
    ]
    limited = {(one.code, one.field) for one in noted if is_limited(one)}
    return [
        one
        for one in noted
        if is_limited(one)
        or (one.code, one.field) not in limited
        or one.scheme != "substance"
    ]


def is_limited(one: Finding) -> bool:
    """Whether a finding is a substance with a limit."""
    return one.scheme == "substance" and bool(one.note)


def substance_places(found: Iterable[Finding]) -> dict[str, list[int]]:
    """Where in each field a substance is named."""
    places: dict[str, list[int]] = {}
    for one in found:
        if one.scheme == "substance" and one.end:
            places.setdefault(one.field, []).append(one.start)
    return {field: sorted(each) for field, each in places.items()}


def limit_near(words: str, one: Finding, places: Iterable[int]) -> str:
    """The limit after a substance in its sentence, else just before it; '' if none.

    What follows another substance is that one's own, except in a list that ends in
    one limit for all: "lead, cadmium and mercury: 100 ppm".
    """
    after = words[one.end : one.end + AHEAD]
    stop = STOP.search(after)
    after = after[: stop.start()] if stop else after
    found = in_the_end([*limits_in(after)], after)
    if found:
        between = [p for p in places if one.end <= p < one.end + found[1]]
        listed = not re.search(r"\d", after[: found[1]])
        return found[0] if listed or not between else ""
    before = words[max(0, one.start - BEHIND) : one.start]
    stops = [match.end() for match in STOP.finditer(before)]
    before = before[stops[-1] :] if stops else before
    last = [*limits_in(before)][-1:]
    if last and re.search(rf"^\s*{joins()}\s*$", fold_in_place(before[last[0][2] :])):
        return last[0][0]
    return ""


def in_the_end(limits: list[Limit], words: str) -> Limit | None:
    """The first limit; of one that is changed "from 6 ppm to 13 ppm" the new one."""
    if len(limits) > 1:
        (_, start, end), (value, then, _) = limits[:2]
        if CHANGED.fullmatch(words[end:then]):
            return value, start, then
    return limits[0] if limits else None


@lru_cache(maxsize=1)
def joins() -> str:
    """The words that may stand between a limit and the substance after it."""
    return words_of("of")


def limits_in(words: str) -> Iterator[Limit]:
    """Each limit in a text."""
    plain = fold_in_place(words)
    for match in pattern().finditer(plain):
        if match["none"]:
            yield NONE, match.start(), match.end()
        else:
            value = f"{plain_number(match['number'])} {unit_of(match['unit'])}"
            yield f"{sign_of(match['sign'])} {value}", match.start(), match.end()


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """A number with a unit of content, or words for "none at all"."""
    sign = rf"(?P<sign>{words_of('most')}|{words_of('least')})?"
    unit = rf"(?P<unit>{words_of('unit')})"
    return re.compile(
        rf"(?P<none>{words_of('none')})|{sign}\s*{NUMBER}\s?{unit}(?![a-z/])"
    )


@lru_cache(maxsize=8)
def words_of(kind: str) -> str:
    """The words of one kind, the longer first, as a pattern."""
    terms = [row["term"] for row in rows() if row["kind"] == kind]
    folded = sorted({fold_in_place(one) for one in terms}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, folded)) + ")"


@lru_cache(maxsize=1)
def rows() -> list[dict[str, str]]:
    """The words of limits: more, less, none, units with one spelling."""
    return read_lexicon("quantities.csv")


@lru_cache(maxsize=64)
def unit_of(written: str) -> str:
    """A unit in one spelling."""
    units = {
        fold_in_place(r["term"]): r["means"] for r in rows() if r["kind"] == "unit"
    }
    return units[written]


def sign_of(written: str | None) -> str:
    """At least or at most; a bare number beside a substance is the most allowed."""
    least = written and re.fullmatch(words_of("least"), written)
    return LEAST if least else MOST


def plain_number(written: str) -> str:
    """A number with a decimal point and no groups: "1,000" is 1000, "0,01" is 0.01."""
    if GROUPED.fullmatch(written) and not written.startswith("0"):
        whole, _, part = re.sub(r"[ ,.](?=\d{3}(?:\D|$))", "", written).partition(".")
        return f"{whole}.{part}" if part else whole
    return written.replace(",", ".")
