"""One page of a list of notices, from the facts: which stand there, in order.

The same as ``models.notice_list`` asks of the database, where the order and the
near-twins of a whole history would be looked up for each page again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.facts.columns import Facts, Mask, Numbers, Places

LAST = date.max.toordinal()
"""The day of what closes on none to come."""


@dataclass(frozen=True)
class Ordered:
    """All notices in the order of a list: by a key, then the newest id first.

    ``keys`` has that of each notice, in the order of the facts: a day, with ``sign``
    -1 where the newest come first.
    """

    places: Places
    keys: Numbers
    sign: int

    def day(self, place: int) -> date:
        """The day that a notice is ordered by."""
        return date.fromordinal(self.sign * int(self.keys[place]))


@dataclass(frozen=True)
class Placed:
    """A page: where its notices stand, and how many of the list each stands for."""

    places: Places
    twins: dict[str, int]
    more: bool


def newest_first(facts: Facts) -> Ordered:
    """By the day of distribution, the newest first."""
    return facts.once("newest first", lambda: order_by(facts, facts.distributed, -1))


def soonest_first(facts: Facts, today: date) -> Ordered:
    """By the deadline, the soonest first; those without or past it after them."""

    def make() -> Ordered:
        closed = facts.deadline < today.toordinal()
        return order_by(facts, np.where(closed, LAST, facts.deadline), 1)

    return facts.once(("soonest first", today), make)


def order_by(facts: Facts, days: Numbers, sign: int) -> Ordered:
    """All notices, the earliest day first, or with -1 the latest."""
    keys = sign * days
    return Ordered(np.lexsort((-facts.ids, keys)), keys, sign)


def page_of(
    facts: Facts,
    ordered: Ordered,
    every: Mask,
    *,
    after: tuple[date, int] | None,
    limit: int,
    fold_twins: bool,
) -> Placed:
    """A page of the notices that ``every`` names, behind the day and id of ``after``.

    With ``fold_twins``, of near-twins only the first of the whole list stands there.
    """
    listed = ordered.places[every[ordered.places]]
    kept = first_of_twins(facts, listed) if fold_twins else listed
    if after is not None:
        kept = kept[behind(facts, ordered, kept, *after)]
    shown = kept[:limit]
    return Placed(shown, count_twins(facts, every, shown), len(kept) > limit)


def first_of_twins(facts: Facts, listed: Places) -> Places:
    """A list without those that a near-twin stands before."""
    codes = facts.twin.codes[listed]
    turns = np.arange(len(listed))
    firsts = np.full(len(facts.twin.names), -1)
    firsts[codes[::-1]] = turns[::-1]
    alone = codes == facts.twin.place.get("", -1)
    kept: Places = listed[alone | (firsts[codes] == turns)]
    return kept


def behind(
    facts: Facts, ordered: Ordered, kept: Places, day: date, notice_id: int
) -> Mask:
    """Which of some places stand behind a day and an id."""
    key = ordered.sign * day.toordinal()
    own = ordered.keys[kept]
    found: Mask = (own > key) | ((own == key) & (facts.ids[kept] < notice_id))
    return found


def count_twins(facts: Facts, every: Mask, shown: Places) -> dict[str, int]:
    """How many notices of the list share each key of near-twins on a page."""
    codes = set(facts.twin.codes[shown].tolist()) - {facts.twin.place.get("", -1)}
    if not codes:
        return {}
    many = np.bincount(facts.twin.codes[every], minlength=len(facts.twin.names))
    return {facts.twin.names[code]: int(many[code]) for code in codes}
