"""How far measures reach over what Hubei sells: coverage, frequency, prevalence.

After UNCTAD's research paper on non-tariff measures (No. 41). A line is a six-digit
product sold to a market; a measure is on it from a likely match (w >= 0.5) on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.exposure_facts import Touched, touched
from models.exposure_grid import Floats
from models.exposures import CENTRAL
from models.facts.columns import Mask, Numbers, Places
from web.trends.exports import Market, exports_to, sector_products, shown_markets
from web.trends.view import Scene


@dataclass(frozen=True)
class Side:
    """What the chosen measures mean in one market.

    ``tally`` counts them by set of markets and product. ``values`` are the exports
    there by product and, of the European Union, Member; ``best`` is where a measure is
    likely on them.
    """

    found: Touched
    mask: Mask
    tally: Numbers
    market: Market
    values: Floats
    best: Mask

    @cached_property
    def exports(self) -> Floats:
        """What is sold of each product."""
        return exports_to(self.found.grid, self.market)

    @cached_property
    def counts(self) -> Numbers:
        """How many measures are on each product; one counts once."""
        own = self.found.reaching(self.market.members)
        many: Numbers = self.tally[own].sum(axis=0)
        return many

    @cached_property
    def reaching(self) -> Mask:
        """The weights that are likely, of measures there."""
        found = self.found
        own = found.reaching(self.market.members)[found.sets[found.owners]]
        return own & (found.weights >= CENTRAL)

    @cached_property
    def wide(self) -> Numbers:
        """The rows of horizontal measures."""
        return self.found.wide(self.mask, self.market.members)

    @cached_property
    def wide_columns(self) -> Mask:
        """The Members in which a horizontal measure is on everything."""
        own = self.found.grid.mask_of(self.market.members)
        sets = np.unique(self.found.sets[self.wide])
        return np.asarray(self.found.reached[sets][:, own].any(axis=0), dtype=np.bool_)


@dataclass(frozen=True)
class Reach:
    """What they mean for one sector; ``sold`` are its products sold there."""

    sector: str
    side: Side
    sold: Mask

    @property
    def total(self) -> float:
        """All that is sold."""
        return float(self.side.exports[self.sold].sum())

    @property
    def covered(self) -> float:
        """The exports that a measure is on."""
        values, best = self.side.values[self.sold], self.side.best[self.sold]
        return float(values[best].sum())

    @property
    def covered_wide(self) -> float:
        """The same, horizontal measures too."""
        values, best = self.side.values[self.sold], self.side.best[self.sold]
        return float(values[best | self.side.wide_columns].sum())

    @property
    def lines(self) -> int:
        """How many products are sold."""
        return int(self.sold.sum())

    @property
    def hit(self) -> int:
        """How many of them a measure is on."""
        return int((self.side.counts[self.sold] > 0).sum())

    @property
    def hit_wide(self) -> int:
        """The same, horizontal measures too."""
        return self.lines if len(self.side.wide) else self.hit

    @property
    def mean(self) -> float:
        """How many measures are on a product, on average."""
        return float(self.side.counts[self.sold].mean())

    @property
    def mean_wide(self) -> float:
        """The same, horizontal measures too."""
        return self.mean + len(self.side.wide)

    def places(self) -> Places:
        """Where the measures stand among the facts, horizontal ones too."""
        side, found = self.side, self.side.found
        kept = self.sold[found.products] & side.reaching
        rows = np.unique(np.concatenate((found.owners[kept], side.wide)))
        places = found.places[rows]
        return places[side.mask[places]]


def weigh_openings(scene: Scene, *, by_line: bool = True) -> Touched | None:
    """The weights of all notices that open a measure."""
    facts = scene.facts
    opening = facts.opening
    return touched(scene.session, facts, opening, "opening", by_line=by_line)


def read_reaches(
    scene: Scene, found: Touched, mask: Mask, weights: Floats
) -> list[Reach]:
    """Each sector and market in which something of it is sold; ``weights`` are the
    greatest of each line."""
    grid, best, tally = found.grid, weights >= CENTRAL, found.tally(mask)
    sides = [
        Side(found, mask, tally, market, grid.once[:, own], best[:, own])
        for market in shown_markets(scene, grid)
        for own in (grid.mask_of(market.members),)
    ]
    return list(meet(sector_products(scene, grid), sides))


def meet(sectors: dict[str, Mask], sides: list[Side]) -> Iterator[Reach]:
    """Sectors with markets."""
    for sector, products in sectors.items():
        for side in sides:
            sold = products & (side.exports > 0)
            if sold.any():
                yield Reach(sector, side, sold)
