"""Made subscriptions and events: sparse and dense, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from models.audience import ANY, Asked, code_terms, market_term
from tests.bench.crowd import Happened

MARKETS = [f"M{number:02}" for number in range(60)]
HEADINGS = [
    f"{chapter:02}{number:02}" for chapter in range(1, 95) for number in (1, 13)
]
ICS = [f"ics:{field:02}.{group:03}" for field in range(1, 95) for group in (20, 40, 99)]
SECTORS = [f"sector:s{number}" for number in range(20)]
WORDS = [f"word:w{number}" for number in range(5_000)]


@dataclass(frozen=True)
class Kind:
    """How much alike all wishes are, and of which sort they are.

    ``skew`` is the exponent by which some values are wanted more than others;
    ``sorts`` are the shares of HS, sectors, ICS, two groups of words, and HS with
    words; ``named`` is the share that names markets, of which at most ``markets``.
    """

    skew: float
    sorts: tuple[int, int, int, int, int]
    markets: int
    named: float


SPARSE = Kind(0.35, (40, 1, 21, 23, 15), 4, 1.0)
DENSE = Kind(0.75, (40, 12, 10, 23, 15), 8, 0.75)
KINDS = {"sparse": SPARSE, "dense": DENSE}


class Drawing:
    """Draws values, of each list the first more often."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind = kind
        self.rng = Random(seed)  # noqa: S311
        self.weights: dict[int, list[float]] = {}

    def some(self, values: Sequence[str], least: int, most: int) -> list[str]:
        """From ``least`` to ``most`` values, each once."""
        size = len(values)
        if size not in self.weights:
            shares = ((rank + 1) ** -self.kind.skew for rank in range(size))
            self.weights[size] = list(accumulate(shares))
        number = self.rng.randint(least, most)
        drawn = self.rng.choices(values, cum_weights=self.weights[size], k=number)
        return list(dict.fromkeys(drawn))

    def codes(self, least: int, most: int) -> list[str]:
        """HS codes of two, four and six digits."""
        found = self.some(HEADINGS, least, most)
        lengths = self.rng.choices((2, 4, 6), (1, 3, 3), k=len(found))
        whole = (f"{code}{self.rng.randint(1, 4)}0" for code in found)
        return [code[:length] for code, length in zip(whole, lengths, strict=True)]


def draw_event(draw: Drawing) -> Happened:
    """One market, one to three headings, and the words of a notice."""
    (market,) = draw.some(MARKETS, 1, 1)
    codes = [*draw.codes(0, 2), *draw.some(HEADINGS, 1, 1)]
    terms = {term for code in codes for term in code_terms("hs", code)}
    for values, least, most in ((ICS, 0, 2), (SECTORS, 0, 2), (WORDS, 8, 30)):
        terms.update(draw.some(values, least, most))
    return {ANY, market_term(market), *terms}, {market}


def draw_wish(draw: Drawing, seen: Counter[str]) -> Asked:
    """What somebody asks for; the clause that is met most seldom comes first."""
    (sort,) = draw.rng.choices(range(5), draw.kind.sorts)
    goods = [f"hs:{code}" for code in draw.codes(1, 4)]
    clauses = (
        [goods],
        [draw.some(SECTORS, 1, 3)],
        [draw.some(ICS, 1, 3)],
        [draw.some(WORDS, 1, 3), draw.some(WORDS, 1, 3)],
        [goods, draw.some(WORDS, 1, 3)],
    )[sort]
    named = draw.rng.random() < draw.kind.named
    return Asked(
        sorted(clauses, key=lambda one: sum(seen[term] for term in one)),
        draw.some(MARKETS, 1, draw.kind.markets) if named else [],
        draw.some(WORDS, 1, 2) if sort == 4 else [],
    )


def make_events(kind: Kind, count: int) -> dict[int, Happened]:
    """Events by number."""
    draw = Drawing(kind, 1)
    return {number: draw_event(draw) for number in range(1, count + 1)}


def make_wishes(kind: Kind, count: int, events: Iterable[Happened]) -> dict[int, Asked]:
    """Subscriptions by number, written with the frequencies of some events in hand."""
    seen = Counter(term for terms, _ in events for term in terms)
    draw = Drawing(kind, 2)
    return {number: draw_wish(draw, seen) for number in range(1, count + 1)}


def make_others(wishes: dict[int, Asked], times: int) -> dict[int, Asked]:
    """Further subscriptions that no event meets: other goods here, these elsewhere."""
    found, number = {}, len(wishes)
    for turn in range(times):
        for one in wishes.values():
            number += 1
            found[number] = elsewhere(one, turn) if number % 2 else unmade(one, turn)
    return found


def elsewhere(one: Asked, turn: int) -> Asked:
    """The same goods in markets from which nothing comes."""
    markets = one.markets or MARKETS[:2]
    return Asked(one.clauses, [f"{code}.{turn}" for code in markets], one.without)


def unmade(one: Asked, turn: int) -> Asked:
    """Goods of which nothing is said, in the same markets."""
    first, *rest = one.clauses
    return Asked([[f"{term}.{turn}" for term in first], *rest], one.markets)
