"""How near a notification is to a national measure, part by part; pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from nlp.counterparts.facts import Facts

TITLE, DAYS, GOODS = 0.7, 0.2, 0.1
"""How much each part counts where no number is shared: they add up to one."""
ENOUGH = 0.7
"""From here on they are the same measure: a title that is nearly equal, or one that
is near with an equal day or equal goods beside it."""
ALONE = 0.9
"""A title so near needs nothing beside it."""
FEWEST = 3
"""A title with fewer telling words proves nothing alone."""
NEAR = timedelta(days=7)
HALF = 0.5


@dataclass(frozen=True)
class Likeness:
    """The parts of a comparison, each from 0 to 1, and what they come to."""

    id: int
    symbol: str
    score: float
    title: float
    days: float
    goods: float
    numbers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether this is the notification of the measure."""
        return self.score >= ENOUGH

    def told(self) -> dict[str, Any]:
        """The comparison as evidence that is stored and shown."""
        return asdict(self)


class Rarity:
    """How much a word tells: the rarer it is among the notifications, the more."""

    def __init__(self, documents: Iterable[Facts]) -> None:
        self.count = 0
        self.held: Counter[str] = Counter()
        for one in documents:
            self.count += 1
            self.held.update(one.words)

    def weight(self, word: str) -> float:
        """The inverse document frequency, smoothed; never below a little."""
        return math.log((self.count + 2) / (self.held[word] + 1)) + 0.1

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several words."""
        return sum(map(self.weight, words))


def compare(measure: Facts, notification: Facts, rarity: Rarity) -> Likeness:
    """Hold a notification against a national measure.

    A shared number of the measure itself (docket, document, RIN, CELEX) is proof; the
    rest is weighed. Titles in two languages cannot be compared and count nothing.
    """
    numbers = sorted(measure.numbers & notification.numbers)
    shared = measure.words & notification.words
    title = likeness_of_titles(measure, notification, rarity)
    days = likeness_of_days(measure, notification)
    headings = measure.headings & notification.headings
    either = measure.headings | notification.headings
    goods = len(headings) / len(either) if either else 0.0
    score = 1.0 if numbers else weigh(title, days, goods, len(shared))
    return Likeness(
        id=notification.id,
        symbol=notification.symbol,
        score=round(score, 3),
        title=round(title, 3),
        days=days,
        goods=round(goods, 3),
        numbers=numbers,
        words=sorted(shared, key=rarity.weight, reverse=True)[:8],
        headings=sorted(headings),
    )


def weigh(title: float, days: float, goods: float, shared: int) -> float:
    """The parts together; a title that is nearly equal is enough alone."""
    if title >= ALONE and shared >= FEWEST:
        return max(title, ENOUGH)
    found = TITLE * title + DAYS * days + GOODS * goods
    return found if shared >= FEWEST else min(found, ENOUGH - 0.01)


def likeness_of_titles(measure: Facts, notification: Facts, rarity: Rarity) -> float:
    """The weight of the shared words in that of the shorter and the longer title.

    A notification often gives a title in full that the gazette cuts short: so the
    share of the shorter title counts, drawn down by what the longer one has beyond.
    """
    if measure.language != notification.language:
        return 0.0
    shared = rarity.sum(measure.words & notification.words)
    one, other = rarity.sum(measure.words), rarity.sum(notification.words)
    if not shared:
        return 0.0
    return 0.6 * shared / min(one, other) + 0.4 * shared / max(one, other)


def likeness_of_days(measure: Facts, notification: Facts) -> float:
    """1 for an equal day, a half for one within a week, else 0."""
    if measure.days & notification.days:
        return 1.0
    near = any(
        abs(one - other) <= NEAR for one in measure.days for other in notification.days
    )
    return HALF if near else 0.0


def nearest(
    measure: Facts, notifications: Iterable[Facts], rarity: Rarity, most: int = 3
) -> list[Likeness]:
    """The nearest notifications, the nearest first."""
    found = (compare(measure, one, rarity) for one in notifications)
    return sorted(found, key=lambda one: (-one.score, one.id))[:most]


def parts(told: Mapping[str, Any]) -> Likeness:
    """A comparison out of stored evidence."""
    return Likeness(**told)
