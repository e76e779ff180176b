"""How one field of a record stands to the same field of a form; pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from crawler.forms.form_days import form_day
from models.fold import fold
from models.form import FormDay
from models.periods import DayKind
from models.reference import objectives

WORD = re.compile(r"\w+")
OF_CODES = frozenset(
    ["hs", "ics", "sh", "sa", "code", "codes", "codigo", "codigos", "s"]
)
"""Words around the codes that one of two descriptions of goods may leave out."""
FEW_WORDS = 5
"""A record of fewer words is too short to tell a cut text from another one."""
NEAR = timedelta(days=7)
"""The day of circulation and the day of distribution lie some days apart."""
BODIES = {
    "Codex": ("codex",),
    "WOAH": ("animal health", "oie", "woah", "sante animale", "sanidad animal"),
    "IPPC": ("plant protection", "ippc", "protection des vegetaux", "fitosanitaria"),
    "none": ("none", "neant", "ninguna"),
}


class Verdict(StrEnum):
    """How a field of the record stands to that of the form."""

    SAME = "same"
    CUT = "cut"
    """The record holds a part of the form's words."""
    WIDER = "wider"
    """The record holds all of the form's words, and more."""
    DIFFERING = "differing"


def texts(held: str, told: str) -> Verdict:
    """Two texts by their words."""
    first, second = words_of(held), words_of(told)
    if first == second:
        return Verdict.SAME
    if len(first) >= FEW_WORDS and within(first, second):
        return Verdict.CUT
    if len(second) >= FEW_WORDS and within(second, first):
        return Verdict.WIDER
    return Verdict.DIFFERING


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, without quotes and points."""
    return WORD.findall(fold(text))


def within(part: list[str], whole: list[str]) -> bool:
    """Whether some words stand in a text one after the other.

    The last word of a text that was cut off may be cut itself.
    """
    return f" {' '.join(part)}" in f" {' '.join(whole)}"


def goods(held: str, told: str) -> Verdict:
    """Two descriptions of goods, without the codes that one may leave out."""
    bare = []
    for text in (held, told):
        words = (word for word in words_of(text) if not word.isdecimal())
        bare.append(" ".join(word for word in words if word not in OF_CODES))
    return texts(*bare)


def codes(held: Iterable[str], told: Iterable[str]) -> Verdict:
    """Two sets of codes; a heading and what lies under it are no difference."""
    first, second = set(held), set(told)
    alike = all(
        any(one.startswith(other) or other.startswith(one) for other in others)
        for ones, others in ((first, second), (second, first))
        for one in ones
    )
    return Verdict.SAME if alike else Verdict.DIFFERING


def articles(held: Iterable[str], told: Iterable[str]) -> Verdict:
    """The articles; what is written beside "other" does not count."""
    sets = [
        {one if one[:1].isdecimal() else "other" for one in ones}
        for ones in (held, told)
    ]
    return equal(*sets)


def aims(held: Iterable[str], told: Iterable[str]) -> Verdict:
    """The objectives: the record names them, the form's are keys."""
    keys = {fold(one.name): one.key for one in objectives()}
    return equal({keys.get(fold(name), name) for name in held}, set(told))


def bodies(held: str, told: Iterable[str]) -> Verdict:
    """The bodies whose standard is relevant."""
    plain = " ".join(words_of(held))
    named = {
        body
        for body, names in BODIES.items()
        if any(re.search(rf"\b{name}\b", plain) for name in names)
    }
    return equal(named, set(told)) if named else Verdict.SAME


def answers(held: str, told: str) -> Verdict:
    """Yes, no or not applicable; the record adds the reason behind a colon."""
    return equal(words_of(held.partition(":")[0]), words_of(told))


def near_days(held: str, told: str) -> Verdict:
    """The day of distribution and that of circulation."""
    apart = abs(date.fromisoformat(held) - date.fromisoformat(told))
    return equal(apart <= NEAR, True)


def days(held: str, told: FormDay) -> Verdict:
    """A day, or the words in its place, against those of the form."""
    first = form_day(held)
    if first["day"] or told["day"]:
        return equal(first["day"], told["day"])
    if words_of(held) == words_of(told["words"]):
        return Verdict.SAME
    marks = [
        (one["kind"], one["offset_days"], one["offset_months"]) for one in (first, told)
    ]
    if DayKind.PERIOD in {first["kind"], told["kind"]}:
        return Verdict.DIFFERING
    return equal(*marks)


def equal(first: Any, second: Any) -> Verdict:
    """Whether two values are one."""
    return Verdict.SAME if first == second else Verdict.DIFFERING
