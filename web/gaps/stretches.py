"""Missing numbers in a row that stand alike are told and explained together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from web.gaps.service import Hole


@dataclass(frozen=True)
class Stretch:
    """Missing numbers in a row that stand alike."""

    holes: Sequence[Hole]

    @property
    def first(self) -> Hole:
        """The lowest of them; it speaks for all."""
        return self.holes[0]

    @property
    def last(self) -> Hole:
        """The highest of them."""
        return self.holes[-1]


def stretches(holes: Iterable[Hole]) -> list[Stretch]:
    """Holes in their order, those in a row that stand alike as one."""
    numbered = enumerate(holes)
    runs = groupby(numbered, key=lambda pair: kind_of(pair[1], pair[0]))
    return [Stretch([hole for _, hole in run]) for _, run in runs]


def kind_of(hole: Hole, place: int) -> tuple[object, ...]:
    """What holes of one stretch share; their numbers rise as their places do."""
    told = (hole.standing, hole.reason, hole.note, hole.author)
    days = (hole.seen_at.date(), hole.closed_at.date() if hole.closed_at else None)
    return hole.series, hole.number - place, told, days
