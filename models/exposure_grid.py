"""Hubei's exports as a grid of products and markets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from models.facts.columns import Mask
from models.notice_exposure import UNION, Exports, union
from models.reference import hs_codes

Floats = NDArray[np.float64]
HEADING, LINE = 4, 6


@dataclass(frozen=True)
class Grid:
    """Exports by product and market; ``values`` are whole units of the currency, and
    ``held`` says where the table has a row."""

    products: tuple[str, ...]
    markets: tuple[str, ...]
    values: Floats
    held: Mask

    @cached_property
    def column(self) -> dict[str, int]:
        """The place of each market."""
        return {market: place for place, market in enumerate(self.markets)}

    def mask_of(self, markets: Collection[str]) -> Mask:
        """Some markets as a mask, the European Union with its Members."""
        wanted = set(markets)
        wanted |= set(union()) if UNION in wanted else set()
        return np.array([one in wanted for one in self.markets], dtype=np.bool_)

    def to(self, markets: Collection[str]) -> Floats:
        """Exports of each product to some markets, none twice (``exports_to``)."""
        values = self.once if UNION in markets else self.values
        found: Floats = values[:, self.mask_of(markets)].sum(axis=1)
        return found

    @cached_property
    def once(self) -> Floats:
        """The values without the Members of the European Union where it has a row."""
        if UNION not in self.column:
            return self.values
        found = self.values.copy()
        inside = set(union()) - {UNION}
        members = np.array([one in inside for one in self.markets], dtype=np.bool_)
        whole = self.held[:, self.column[UNION]]
        found[np.ix_(whole, members)] = 0.0
        return found


def grid_of(exports: Exports) -> Grid:
    """The grid of a table."""
    products = tuple(sorted(exports))
    markets = tuple(sorted({one for row in exports.values() for one in row}))
    column = {market: place for place, market in enumerate(markets)}
    values = np.zeros((len(products), len(markets)))
    held = np.zeros_like(values, dtype=np.bool_)
    for place, product in enumerate(products):
        for market, value in exports[product].items():
            values[place, column[market]] = value
            held[place, column[market]] = True
    return Grid(products, markets, values, held)


def spread(exports: Exports) -> Exports:
    """Exports known by heading only, divided evenly over its subheadings.

    Good for counting lines that a measure covers; no such value is ever shown.
    """
    found: dict[str, dict[str, float]] = {}
    for product, values in exports.items():
        parts = subheadings().get(product, (product,))
        for part in parts:
            row = found.setdefault(part, {})
            for market, value in values.items():
                row[market] = row.get(market, 0.0) + value / len(parts)
    return found


@lru_cache(maxsize=1)
def subheadings() -> dict[str, tuple[str, ...]]:
    """The six-digit codes of each heading."""
    found: dict[str, list[str]] = {}
    for code in sorted(hs_codes()):
        if len(code) == LINE:
            found.setdefault(code[:HEADING], []).append(code)
    return {heading: tuple(codes) for heading, codes in found.items()}
