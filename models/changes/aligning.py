"""Which clause of one text is which of another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.changes.splitting import Clause

Pairing = dict[int, int]
"""The place of a clause in the later text, and that of the same one in the earlier."""
SHORT = 24
"""Letters below which equal words alone prove nothing ("Reserved", "Deleted")."""
SAME_NUMBER = 0.1
ALIKE = 0.5
COMMON = 24
"""In so many clauses two words may stand together to tell which are alike."""
NEAREST = 5
MOST_COMPARED = 6000
"""Clauses without an equal partner that are compared with one another."""


def align(old: Sequence[Clause], new: Sequence[Clause]) -> Pairing:
    """Pair the clauses: equal ones first, then the most alike.

    The number speaks for a pair, but does not decide; each clause has one partner.
    """
    pairing = equal_pairs(old, new)
    used = set(pairing.values())
    left = [place for place in range(len(old)) if place not in used][:MOST_COMPARED]
    right = [place for place in range(len(new)) if place not in pairing]
    scored = sorted(scores(old, new, left, right[:MOST_COMPARED]), reverse=True)
    for _, here, there in scored:
        if -here not in pairing and -there not in used:
            pairing[-here] = -there
            used.add(-there)
    return pairing


def equal_pairs(old: Sequence[Clause], new: Sequence[Clause]) -> Pairing:
    """Clauses that say the same: under one number, else in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, clause in enumerate(old):
        places[clause.key].append(place)
    pairing: Pairing = {}
    for here, there in chain_of(old, new, places):
        pairing.setdefault(here, there)
    return pairing


def chain_of(
    old: Sequence[Clause], new: Sequence[Clause], places: dict[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """Equal clauses under one number first; then the others, if they say enough."""
    waiting = []
    for here, clause in enumerate(new):
        held = places.get(clause.key, [])
        same = next((one for one in held if old[one].number == clause.number), None)
        if same is None:
            waiting.append(here)
        else:
            held.remove(same)
            yield here, same
    for here in waiting:
        held = places.get(new[here].key, [])
        if held and len(new[here].key) >= SHORT:
            yield here, held.pop(0)


def scores(
    old: Sequence[Clause],
    new: Sequence[Clause],
    left: Sequence[int],
    right: Sequence[int],
) -> Iterator[tuple[float, int, int]]:
    """How alike the clauses are that may be partners; the places are less than 0,
    so that among equals the first comes first."""
    words = {place: list(old[place].words()) for place in left}
    bags = {place: Counter(found) for place, found in words.items()}
    index = rare_pairs(words)
    numbers: dict[str, list[int]] = defaultdict(list)
    for place in left:
        numbers[old[place].number].append(place)
    for here in right:
        said = list(new[here].words())
        bag = Counter(said)
        named = numbers.get(new[here].number, [])[:NEAREST] if new[here].number else []
        for there in {*nearest(said, index), *named}:
            score = likeness(bag, bags[there])
            score += SAME_NUMBER if there in named else 0.0
            if score >= ALIKE:
                yield score, -here, -there


def pairs_of(words: Sequence[str]) -> set[tuple[str, str]]:
    """Each two words that follow one another; one word alone stands for itself."""
    return set(pairwise(words)) or {(word, "") for word in words}


def rare_pairs(words: dict[int, list[str]]) -> dict[tuple[str, str], list[int]]:
    """The clauses in which two words follow one another, if they are few."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, said in words.items():
        for pair in pairs_of(said):
            index[pair].append(place)
    return {pair: held for pair, held in index.items() if len(held) <= COMMON}


def nearest(words: Sequence[str], index: dict[tuple[str, str], list[int]]) -> list[int]:
    """The few clauses that share the most rare pairs of words."""
    shared: Counter[int] = Counter()
    for pair in pairs_of(words):
        shared.update(index.get(pair, ()))
    return [place for place, _ in shared.most_common(NEAREST)]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two clauses have in common, from 0 to 1."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
