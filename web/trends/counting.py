"""What the counts of several views share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.facts import Facts
from models.facts.columns import Places
from web.trends.choice import Chosen
from web.trends.view import LeftOut, Words

SMALL = 5
"""Below so many, a share is told as numbers and not as a percentage."""
VOID = Words("已作废的文件", "Documents declared void")
FOLLOW = Words("后续文件（不新开措施）", "Follow-ups, which open no measure")


def places_behind(facts: Facts, places: Places) -> Callable[[], Sequence[int]]:
    """The ids of the notices at some places, when they are asked for."""
    return lambda: [int(one) for one in facts.ids[places]]


def left_out(chosen: Chosen) -> tuple[LeftOut, ...]:
    """What a choice names but does not count."""
    parts = ((VOID, chosen.void), (FOLLOW, chosen.follow))
    found = (LeftOut(why, int(mask.sum())) for why, mask in parts)
    return tuple(one for one in found if one.many)


def share(part: int, whole: int) -> float | None:
    """A share from 0 to 1; None where the whole is too small for one."""
    return part / whole if whole >= SMALL else None
