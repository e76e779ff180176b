"""What many notices touch of Hubei's exports, as arrays: for figures over all.

``models.notice_exposure`` tells one notice line by line. Here the weights of the same
rules are laid into arrays once for each state of notices and exports, so that any
figure over a hundred thousand notices is a few sums.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.export_tables import Counted, counted
from models.exposure import Exposure
from models.exposure_arrays import clues_of, sets_of, weigh_notices
from models.exposure_grid import HEADING, Grid, grid_of, spread
from models.exposure_lines import Bounds, ByLine, sort_by_line
from models.exposure_scales import WIDE
from models.exposures import CENTRAL, HIGH, LOW
from models.facts.columns import Facts, Mask, Numbers, Places
from models.notice_exposure import (
    ENOUGH,
    EVERYTHING,
    Exports,
    counts,
    read_exports,
)

Floats = NDArray[np.float64]
AREA = "exports"
EDGES = (LOW, CENTRAL, HIGH)
"""From which weight on a line is touched surely, likely, or perhaps."""


@dataclass(frozen=True)
class Touched:
    """Which products each of some notices may be about, and how surely.

    ``owners``, ``products`` and ``weights`` belong together: one of each for a product
    that counts for a notice. ``owners`` point into ``places``, ``products`` into those
    of the grid, ``sets`` (one a notice) into the sets of markets.
    """

    found: Counted
    grid: Grid
    places: Places
    horizontal: Mask
    sets: Numbers
    markets: tuple[frozenset[str], ...]
    owners: Numbers
    products: Numbers
    weights: Floats

    @cached_property
    def sums(self) -> Floats:
        """Exports of each product to each set of markets."""
        found = [self.grid.to(one) for one in self.markets]
        return np.array(found).reshape(len(found), len(self.grid.products))

    @cached_property
    def values(self) -> Floats:
        """What each product adds to the exposure of its notice, w V."""
        exports: Floats = (
            self.weights * self.sums[self.sets[self.owners], self.products]
        )
        return exports

    @cached_property
    def reached(self) -> Mask:
        """Which markets of the grid each set means."""
        found = [self.grid.mask_of(one) for one in self.markets]
        width = len(self.grid.markets)
        return np.array(found, dtype=np.bool_).reshape(len(found), width)

    @cached_property
    def bounds(self) -> Bounds:
        """The bands of each notice; nothing of horizontal ones."""
        low, central = (self.added(self.weights >= edge) for edge in (LOW, CENTRAL))
        return Bounds(low, central, self.added(self.weights > HIGH))

    def added(self, kept: Mask) -> Floats:
        """What some of the products add up to for each notice."""
        values, rows = self.values[kept], len(self.places)
        found = np.bincount(self.owners[kept], weights=values, minlength=rows)
        return np.asarray(found, dtype=np.float64)

    def whole(self, row: int) -> float:
        """All exports to the markets of a notice."""
        return float(self.sums[self.sets[row]].sum())

    def heaviest(self) -> dict[int, str]:
        """The product that adds most to each notice."""
        order = np.lexsort((-self.products, self.values))
        kept = order[self.values[order] > 0]
        pairs = zip(self.owners[kept], self.products[kept], strict=True)
        return {int(row): self.grid.products[product] for row, product in pairs}

    @cached_property
    def by_line(self) -> ByLine:
        """The weights by set of markets and product."""
        keys = self.sets[self.owners] * len(self.grid.products) + self.products
        return sort_by_line(keys, self.places[self.owners], self.weights)

    @property
    def shape(self) -> tuple[int, int]:
        """How many sets of markets and products there are."""
        return len(self.markets), len(self.grid.products)

    def best(self, mask: Mask) -> Floats:
        """The greatest weight of each line (product, market) in the chosen notices."""
        sets, products = self.shape
        flat = self.by_line.greatest(mask, sets * products).reshape(self.shape)
        found = np.zeros((products, len(self.grid.markets)))
        for one in np.flatnonzero(flat.any(axis=1)):
            reached = np.flatnonzero(self.reached[one])
            found[:, reached] = np.maximum(found[:, reached], flat[one][:, None])
        return found

    def tally(self, mask: Mask) -> Numbers:
        """How many of the chosen notices are likely about each product, by set."""
        sets, products = self.shape
        return self.by_line.many(mask, sets * products).reshape(self.shape)

    def wide(self, mask: Mask, markets: Collection[str]) -> Numbers:
        """The rows of horizontal measures among the chosen, in any of some markets."""
        kept = self.horizontal & mask[self.places] & self.reaching(markets)[self.sets]
        return np.flatnonzero(kept)

    def reaching(self, markets: Collection[str]) -> Mask:
        """Which sets have any of some markets."""
        chosen = self.grid.mask_of(markets)
        return np.asarray((self.reached & chosen).any(axis=1), dtype=np.bool_)


def touched(
    session: Session, facts: Facts, mask: Mask, name: object, *, by_line: bool = False
) -> Touched | None:
    """The weights of some notices; None where no table of exports counts.

    ``name`` names the mask: the same is worked out once for a state of the data.
    ``by_line`` divides exports that are known by heading over its subheadings, which
    is good for counting lines and for nothing else.
    """
    found = counted(session)
    if found is None:
        return None
    version = data_version(session, AREA)
    by_line = by_line and has_headings(session, found)
    key = ("touched", name, version, by_line)
    return facts.once(key, lambda: weigh_all(session, facts, mask, found, by_line))


def has_headings(session: Session, found: Counted) -> bool:
    """Whether any exports are known by their heading only."""
    short = func.length(Exposure.hs) == HEADING
    return session.scalar(select(exists().where(*counts(found), short))) or False


def weigh_all(
    session: Session, facts: Facts, mask: Mask, found: Counted, by_line: bool
) -> Touched:
    """The same, worked out."""
    exports: Exports = read_exports(session, found)
    grid = grid_of(spread(exports) if by_line else exports)
    places = np.flatnonzero(mask)
    clues = clues_of(session, facts)
    weighed = weigh_notices(clues, places, grid.products)
    most = max(ENOUGH, EVERYTHING * len(grid.products))
    stated = clues.where([one[0] == WIDE for one in clues.names])
    wide = stated[places] | (weighed.many >= most)
    kept = ~wide[weighed.owners]
    sets, markets = sets_of(facts.members, places)
    return Touched(
        found,
        grid,
        places,
        wide,
        sets,
        markets,
        weighed.owners[kept],
        weighed.products[kept],
        weighed.weights[kept],
    )
