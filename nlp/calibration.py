"""How often a match of a given weight is right: a rising map, fitted and checked.

The map is a handful of knots in `calibration.csv`, joined by straight lines. It is
fitted by pooling neighbours that fall (isotonic regression), and judged on records
that it has not seen.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.lexicon import read_lexicon

Knot = tuple[float, float]
LEAST = 20
"""A knot rests on so many judged pairs at least."""
STEP = 0.04
"""Knots that rise by less than this are left out: a line says the same."""
TOP, CERTAIN = 0.99, 0.995
"""What the last knot says at most, and what the end of the scale says."""
FOLDS = 5


@dataclass(frozen=True)
class Judged:
    """A match of a labelled record: its weight, and whether the label has it.

    What a label merely allows is no match that could be right or wrong. `share` is
    how much the pair counts in a fit.
    """

    key: str
    weight: float
    right: bool
    share: float = 1.0


@dataclass(frozen=True)
class Decile:
    """The judged matches whose score lies in a tenth of the scale."""

    first: float
    last: float
    said: float
    right: float
    count: int

    def as_json(self) -> dict[str, float]:
        """The tenth as `score --json` prints it."""
        return {
            "from": self.first,
            "to": self.last,
            "said": round(self.said, 3),
            "right": round(self.right, 3),
            "count": self.count,
        }


@lru_cache(maxsize=1)
def shipped_knots() -> tuple[Knot, ...]:
    """The knots of `calibration.csv`, rising."""
    rows = read_lexicon("calibration.csv")
    return tuple((float(row["weight"]), float(row["said"])) for row in rows)


def calibrated(weight: float, knots: Sequence[Knot] | None = None) -> float:
    """How often a match of this weight is right, between 0 and 1."""
    known = shipped_knots() if knots is None else knots
    place = bisect_right(known, (weight, 2.0))
    if place == 0:
        return known[0][1]
    if place == len(known):
        return known[-1][1]
    (low, at_low), (high, at_high) = known[place - 1 : place + 1]
    return at_low + (at_high - at_low) * (weight - low) / (high - low)


def fit(pairs: Iterable[Judged]) -> list[Knot]:
    """The knots that these pairs speak for, from weight 0 to weight 1."""
    blocks: list[list[Judged]] = []
    for one in sorted(pairs, key=lambda one: one.weight):
        if blocks and (len(blocks[-1]) < LEAST or one.weight == blocks[-1][-1].weight):
            blocks[-1].append(one)
        else:
            blocks.append([one])
    return rising([(middle(block), rate(block)) for block in pooled(blocks)])


def pooled(blocks: list[list[Judged]]) -> list[list[Judged]]:
    """The blocks, neighbours joined until the share of right ones never falls."""
    kept: list[list[Judged]] = []
    for block in blocks:
        kept.append(block)
        while len(kept) > 1 and (
            rate(kept[-2]) >= rate(kept[-1]) or len(kept[-1]) < LEAST
        ):
            last = kept.pop()
            kept[-1] = kept[-1] + last
    return kept


def rate(block: Sequence[Judged]) -> float:
    """The share of right ones, drawn a little to the middle where there are few."""
    right = sum(one.share for one in block if one.right)
    return (right + 0.5) / (sum(one.share for one in block) + 1)


def middle(block: Sequence[Judged]) -> float:
    """The mean weight of a block."""
    total = sum(one.share for one in block)
    return sum(one.share * one.weight for one in block) / total


def rising(knots: Iterable[Knot]) -> list[Knot]:
    """The knots that rise by a step, between the two ends of the scale.

    Before a step stands the last knot below it, lest the step begin too early.
    """
    made, below = [(0.0, 0.0)], (0.0, 0.0)
    for weight, share in knots:
        said = min(share, TOP)
        if said - made[-1][1] >= STEP and weight < 1.0:
            made += [below] if below > made[-1] else []
            made.append((weight, said))
        below = (weight, max(said, made[-1][1]))
    return [
        (round(weight, 3), round(said, 3)) for weight, said in (*made, (1.0, CERTAIN))
    ]


def deciles(told: Iterable[tuple[float, bool]]) -> list[Decile]:
    """Scores and whether they were right, by tenths; empty tenths are left out."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for score, right in told:
        groups.setdefault(min(int(score * 10), 9), []).append((score, right))
    return [
        Decile(
            tenth / 10,
            (tenth + 1) / 10,
            sum(score for score, _ in group) / len(group),
            sum(right for _, right in group) / len(group),
            len(group),
        )
        for tenth, group in sorted(groups.items())
    ]


def expected_error(tenths: Iterable[Decile]) -> float:
    """How far what is said lies from what is right, in the mean over the matches."""
    rows = list(tenths)
    total = sum(row.count for row in rows)
    off = sum(abs(row.said - row.right) * row.count for row in rows)
    return off / total if total else 0.0


def cross_validated(pairs: Sequence[Judged], folds: int = FOLDS) -> list[Decile]:
    """The tenths of pairs that are each scored by knots fitted without their record."""
    keys = sorted({one.key for one in pairs})
    fold = {key: place % folds for place, key in enumerate(keys)}
    told: list[tuple[float, bool]] = []
    for number in range(folds):
        knots = fit(one for one in pairs if fold[one.key] != number)
        held = (one for one in pairs if fold[one.key] == number)
        told += [(calibrated(one.weight, knots), one.right) for one in held]
    return deciles(told)
