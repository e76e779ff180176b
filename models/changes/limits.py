"""Limits: numbers with units that two texts give for the same thing."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isclose
from pathlib import Path
from typing import TypedDict

from models.fold import fold

UNITS = Path(__file__).parent / "units.csv"
NUMBER = r"[1-9]\d{0,2}(?:[ .,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
COMMA = re.compile(r"(?<![\d.,])(?:0,\d|\d+,\d{1,2}(?![\d,]))")
"""What shows that a text writes its decimals behind a comma."""
GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})+")
"""A number in thousands, or one with three decimals: the text tells which."""
STOP = re.compile(r"[;。；，\n]|\.\s|,\s")
"""Where the words that belong to a number begin or end."""
TOKEN = re.compile(r"[^\W_\u3400-\u9fff]{2,}|\d+|[\u3400-\u9fff]{2}")
SAID_OF_ANY = (
    "the and for from not more than less shall exceed must max maximum level limit of"
    " del los las una para que mas menos des les une pour par value amount content"
    " new reduced increased lowered raised revised now"
)
FILLING = frozenset(SAID_OF_ANY.split())
"""Words that stand beside any number and tell none from another."""
REACH = 80
ALIKE = 0.6
MOST = 120
"""Numbers of one text that are looked at."""
SHOWN = 48

Likely = tuple[float, int, int]
"""How alike the words about two numbers are (less than 0: the likest first), the
place of the later and that of the earlier."""


class LimitPair(TypedDict):
    """A limit before and after, as written; ``way`` is ``lower`` or ``higher``."""

    of: str
    before: str
    after: str
    way: str


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, and the words that tell what it limits."""

    words: str
    value: float
    dimension: str
    about: str
    context: frozenset[str]


@lru_cache(maxsize=1)
def units() -> dict[str, tuple[str, float]]:
    """Each unit with its dimension and its size; letters folded to one form."""
    with UNITS.open(encoding="utf-8", newline="") as lines:
        return {
            plain(row["unit"]): (row["dimension"], float(row["factor"]))
            for row in csv.DictReader(lines)
        }


@lru_cache(maxsize=1)
def quantity_form() -> re.Pattern[str]:
    """A number and a unit, the longest unit first."""
    names = sorted(units(), key=len, reverse=True)
    either = "|".join(map(re.escape, names))
    form = (
        rf"(?<![a-zA-Z0-9.,-])(?P<number>{NUMBER})\s?(?P<unit>{either})(?![a-zA-Z0-9/])"
    )
    return re.compile(form)


@lru_cache(maxsize=1)
def told_form() -> re.Pattern[str]:
    """Words by which one sentence gives both: from this to that."""
    one = quantity_form().pattern
    old = one.replace("<number>", "<n1>").replace("<unit>", "<u1>")
    new = one.replace("<number>", "<n2>").replace("<unit>", "<u2>")
    return re.compile(
        rf"(?:\b(?:from|de)\s+|[由从]\s*){old}\s*"
        rf"(?:\b(?:to|a|à|hasta)\b|改为|降至|降低到|降为|提高到|调整为|增至|至)\s*{new}"
    )


def plain(text: str) -> str:
    """The text with one letter for each sign of a unit (µ, full-width letters)."""
    return unicodedata.normalize("NFC", text.replace("µ", "μ").replace("％", "%"))


def limit_changes(old: str, new: str) -> list[LimitPair]:
    """The limits that both texts give for the same thing with another number.

    Numbers are matched by the words about them and by the dimension of their
    units; what is found in one text only is no changed limit.
    """
    comma = bool(COMMA.search(old) or COMMA.search(new))
    told = list(told_within(new, comma=comma))
    one, other = quantities(old, comma=comma), quantities(new, comma=comma)
    found = [
        pair_of(before, after)
        for before, after in paired(one, other)
        if not isclose(before.value, after.value)
    ]
    return told + [pair for pair in found if pair not in told]


def told_within(text: str, *, comma: bool) -> Iterator[LimitPair]:
    """The limits that one sentence gives before and after."""
    text = plain(text)
    for match in told_form().finditer(text):
        start = match.start("n1")
        before = quantity(text, match["n1"], match["u1"], start, comma=comma)
        after = quantity(text, match["n2"], match["u2"], start, comma=comma)
        if before.dimension == after.dimension and before.value != after.value:
            yield pair_of(before, after)


def quantities(text: str, *, comma: bool) -> list[Quantity]:
    """The numbers with units in a text, in order, the first hundred or so."""
    text, found = plain(text), []
    for match in quantity_form().finditer(text):
        number, unit = match["number"], match["unit"]
        found.append(quantity(text, number, unit, match.start(), comma=comma))
        if len(found) == MOST:
            break
    return found


def quantity(text: str, number: str, unit: str, start: int, *, comma: bool) -> Quantity:
    """One number with the words about it; ``comma`` parts its decimals, or a point."""
    dimension, factor = units()[unit]
    words = f"{number}{'' if unit in '%℃' else ' '}{unit}"
    about = words_before(text, start)
    behind = STOP.split(text[start + len(number) + len(unit) :][:REACH])[0]
    context = frozenset(tokens(about)) or frozenset(tokens(behind))
    value = read_number(number, comma=comma) * factor
    return Quantity(words, value, dimension, about, context)


def words_before(text: str, start: int) -> str:
    """The words of the sentence before a number, from the last stop on."""
    before = text[max(0, start - REACH) : start]
    return STOP.split(before)[-1].strip()


def tokens(text: str) -> Iterator[str]:
    """The words by which numbers are told apart."""
    for word in TOKEN.findall(fold(text)):
        if word not in FILLING:
            yield word


def read_number(written: str, *, comma: bool) -> float:
    """A number, whether its decimals stand behind a point or a comma.

    Where both signs stand, the last one parts the decimals; one that stands once,
    before three figures, does so if it is the sign of the text.
    """
    bare = written.replace(" ", "")
    signs = [one for one in bare if one in ".,"]
    grouped = GROUPED.fullmatch(bare)
    if grouped and (len(signs) > 1 or signs[0] == ("." if comma else ",")):
        return float(re.sub(r"[.,]", "", bare))
    whole, sign, decimals = bare.rpartition(signs[-1]) if signs else ("", "", bare)
    return float(re.sub(r"[.,]", "", whole) + ("." if sign else "") + decimals)


def paired(old: list[Quantity], new: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Numbers about the same thing, each at most once, in the order of the new text.

    Equal numbers are paired first, so that what stayed takes no part. Where other
    numbers are as likely as one another, none is taken.
    """
    likely = sorted(likely_pairs(old, new))
    stayed = [one for one in likely if isclose(old[one[2]].value, new[one[1]].value)]
    taken = first_come(stayed, {})
    held = set(taken.values())
    left = [one for one in likely if one[1] not in taken and one[2] not in held]
    taken = first_come(clear_pairs(left, old, new), taken)
    return [(old[taken[here]], new[here]) for here in sorted(taken)]


def likely_pairs(old: list[Quantity], new: list[Quantity]) -> Iterator[Likely]:
    """The numbers that may be about the same thing."""
    for there, one in enumerate(old):
        for here, other in enumerate(new):
            if one.dimension == other.dimension:
                score = likeness(one, other)
                if score >= ALIKE:
                    yield -score, here, there


def first_come(likely: Iterable[Likely], taken: dict[int, int]) -> dict[int, int]:
    """One partner for each number, the likeliest first."""
    found, used = dict(taken), set(taken.values())
    for _, here, there in likely:
        if here not in found and there not in used:
            found[here] = there
            used.add(there)
    return found


def clear_pairs(
    likely: list[Likely], old: list[Quantity], new: list[Quantity]
) -> list[Likely]:
    """The pairs of which neither side is as likely to belong to another number."""
    rivals: dict[tuple[str, float, int], set[float]] = defaultdict(set)
    for score, here, there in likely:
        rivals["new", score, here].add(old[there].value)
        rivals["old", score, there].add(new[here].value)
    return [
        (score, here, there)
        for score, here, there in likely
        if len(rivals["new", score, here]) == len(rivals["old", score, there]) == 1
    ]


def likeness(one: Quantity, other: Quantity) -> float:
    """How much the words about two numbers have in common, from 0 to 1."""
    both = len(one.context) + len(other.context)
    return 2 * len(one.context & other.context) / both if both else 0.0


def pair_of(before: Quantity, after: Quantity) -> LimitPair:
    """The two numbers with the words about the later one."""
    about = after.about.rstrip("由从 ")
    about = about if len(about) <= SHOWN else "…" + about[-SHOWN:]
    way = "lower" if after.value < before.value else "higher"
    return LimitPair(of=about, before=before.words, after=after.words, way=way)
