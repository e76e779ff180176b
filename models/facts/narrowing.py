"""A list of notices and the counts beside it, from the facts instead of the tables.

The same answers as ``models.facets``, which asks the database, in some milliseconds:
a filter is a mask, a facet one count over what the other filters leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np
from sqlalchemy.orm import Session

from models.facets import CHAPTER, Totals
from models.facts.columns import EPOCH, NEVER, Column, Facts, Many, Mask
from models.facts.found import find_places, mask_of
from models.kinds import NoticeKind
from models.notice_filter import NoticeFilter, members_of, under
from models.reference import groups, hs_codes, ics_codes

OPEN, CLOSED = "open", "closed"
CERTAIN = frozenset({"sure", "likely"})
Counts = dict[str, int]
Masks = Mapping[str, Mask]
Counter = Callable[[Facts, Mask, date], Counts]


def can_tell(chosen: NoticeFilter) -> bool:
    """Whether the facts hold what is asked: they know sure and likely matches only."""
    return set(chosen.certainties) == CERTAIN


@dataclass(frozen=True)
class Narrowed:
    """The notices that each filter lets through; ``every`` passes all of them."""

    facts: Facts
    parts: Masks
    every: Mask

    def without(self, own: str) -> Mask:
        """What all filters but one let through."""
        if own not in self.parts:
            return self.every
        return together(
            self.facts, (mask for name, mask in self.parts.items() if name != own)
        )


def narrow(session: Session, facts: Facts, chosen: NoticeFilter) -> Narrowed:
    """The notices of a list."""
    parts = dict(named_masks(facts, chosen))
    days = list(day_masks(facts, chosen))
    if days:
        parts["days"] = together(facts, days)
    found = find_places(session, facts, chosen.q)
    if found is not None:
        parts["q"] = mask_of(facts, found)
    return Narrowed(facts, parts, together(facts, parts.values()))


def together(facts: Facts, masks: Iterable[Mask]) -> Mask:
    """What passes all of some masks."""
    return reduce(np.logical_and, masks, np.ones(len(facts), dtype=np.bool_))


def named_masks(facts: Facts, chosen: NoticeFilter) -> Iterator[tuple[str, Mask]]:
    """The filters by name, each under its field of the filter."""
    asked: tuple[tuple[str, Iterable[str], Column | Many], ...] = (
        ("agreement", (chosen.agreement,) if chosen.agreement else (), facts.agreement),
        ("types", chosen.types, facts.type),
        ("kinds", chosen.kinds, facts.kind),
        ("sources", chosen.sources, facts.source),
        ("sectors", chosen.sectors, facts.sectors),
        ("markets", members_of(chosen.markets), facts.members),
        ("measures", chosen.measures, facts.measure_types),
        ("objectives", chosen.objectives, facts.objectives),
        ("hs", under(chosen.hs, hs_codes()), facts.hs),
        ("ics", under(chosen.ics, ics_codes()), facts.ics),
    )
    for name, wanted, column in asked:
        if getattr(chosen, name):
            yield name, column.among(set(wanted))


def day_masks(facts: Facts, chosen: NoticeFilter) -> Iterator[Mask]:
    """The filters by days; who has no deadline closes on no day."""
    for first in (chosen.open_on, chosen.closes_from):
        if first:
            yield facts.deadline >= first.toordinal()
    if chosen.closes_to:
        last = chosen.closes_to.toordinal()
        yield (facts.deadline <= last) & (facts.deadline != NEVER)
    if chosen.since:
        yield facts.distributed >= chosen.since.toordinal()
    if chosen.until:
        yield facts.distributed <= chosen.until.toordinal()


def total(narrowed: Narrowed, today: date) -> Totals:
    """The size of a list."""
    opened = narrowed.every & (narrowed.facts.deadline >= today.toordinal())
    return Totals(int(np.count_nonzero(narrowed.every)), int(np.count_nonzero(opened)))


def count_narrowed(
    narrowed: Narrowed, names: Iterable[str], today: date
) -> dict[str, Counts]:
    """Counts by facet and value, the highest first, as ``models.facets`` counts them.

    Beside its facets there are ``status`` (open or closed) and ``years``.
    """
    return {name: count_one(narrowed, name, today) for name in names}


def count_one(narrowed: Narrowed, name: str, today: date) -> Counts:
    """Counts of one facet as if nothing were chosen in it."""
    own, count = COUNTERS[name]
    found = count(narrowed.facts, narrowed.without(own), today)
    rows = [(value, many) for value, many in found.items() if value and many]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def by(column: Callable[[Facts], Column | Many]) -> Counter:
    """Counts the names of a column."""
    return lambda facts, mask, _today: column(facts).count(mask)


def of_groups(facts: Facts) -> Many:
    """The groups that the Members of each notice sit in."""
    return facts.once("groups", lambda: seat(facts.members))


def seat(members: Many) -> Many:
    """A column of groups from one of Members; none twice for a notice."""
    seats = [(code, one.id) for one in groups() for code in one.members]
    pairs = [
        (int(row), group)
        for code, group in seats
        if code in members.place
        for row in members.owners[members.codes == members.place[code]]
    ]
    return Many.of(len(members.starts) - 1, pairs)


def count_types(facts: Facts, mask: Mask, _today: date) -> Counts:
    """Types of WTO notifications; others have none but their kind."""
    return facts.type.count(mask & facts.kind.among({NoticeKind.NOTIFICATION.value}))


def count_states(facts: Facts, mask: Mask, today: date) -> Counts:
    """Those whose deadline is to come, and the rest."""
    opened = int(np.count_nonzero(mask & (facts.deadline >= today.toordinal())))
    return {OPEN: opened, CLOSED: int(np.count_nonzero(mask)) - opened}


def count_years(facts: Facts, mask: Mask, _today: date) -> Counts:
    """By the year of distribution."""
    return facts.once("years", lambda: years_of(facts)).count(mask)


def years_of(facts: Facts) -> Column:
    """The year of each notice."""
    days = (facts.distributed - EPOCH).astype("datetime64[D]")
    names, codes = np.unique(days.astype("datetime64[Y]"), return_inverse=True)
    return Column(codes.astype(np.int64), tuple(str(one) for one in names))


def beginnings(name: str, column: Callable[[Facts], Many]) -> Counter:
    """Counts how the codes of a column begin."""

    def count(facts: Facts, mask: Mask, _today: date) -> Counts:
        short = facts.once((name, CHAPTER), lambda: column(facts).shorten(CHAPTER))
        return short.count(mask)

    return count


COUNTERS: dict[str, tuple[str, Counter]] = {
    "sectors": ("sectors", by(lambda facts: facts.sectors)),
    "markets": ("markets", by(lambda facts: facts.members)),
    "groups": ("markets", by(of_groups)),
    "types": ("types", count_types),
    "kinds": ("kinds", by(lambda facts: facts.kind)),
    "sources": ("sources", by(lambda facts: facts.source)),
    "agreement": ("agreement", by(lambda facts: facts.agreement)),
    "measures": ("measures", by(lambda facts: facts.measure_types)),
    "objectives": ("objectives", by(lambda facts: facts.objectives)),
    "hs": ("hs", beginnings("hs", lambda facts: facts.hs)),
    "ics": ("ics", beginnings("ics", lambda facts: facts.ics)),
    "status": ("days", count_states),
    "years": ("days", count_years),
}
"""Each facet: the filter that it fills, and how it is counted."""
