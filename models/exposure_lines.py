"""Weights of many notices in the order of what they are of, to be summed quickly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.exposures import CENTRAL
from models.facts.columns import Mask, Numbers, Places

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Bounds:
    """E(n) of each notice as low, central and high."""

    low: Floats
    central: Floats
    high: Floats


@dataclass(frozen=True)
class ByLine:
    """Weights in the order of what they are of: a set of markets and a product.

    ``keys`` are sets times the number of products plus products, each once; the
    weights of ``keys[i]`` begin at ``starts[i]``.
    """

    places: Places
    weights: Floats
    likely: Mask
    keys: Numbers
    starts: Numbers

    def greatest(self, mask: Mask, size: int) -> Floats:
        """The greatest weight of each key in the notices of a mask."""
        kept = np.where(mask[self.places], self.weights, 0.0)
        return self.spread(np.maximum, kept, np.zeros(size))

    def many(self, mask: Mask, size: int) -> Numbers:
        """How many likely weights each key has in the notices of a mask."""
        kept = (mask[self.places] & self.likely).astype(np.int64)
        return self.spread(np.add, kept, np.zeros(size, dtype=np.int64))

    def spread(
        self, add: np.ufunc, kept: NDArray[Any], found: NDArray[Any]
    ) -> NDArray[Any]:
        """What the weights of each key come to, where they have any."""
        if len(self.keys):
            found[self.keys] = add.reduceat(kept, self.starts)
        return found


def sort_by_line(keys: Numbers, places: Places, weights: Floats) -> ByLine:
    """The weights of notices at some places, by their keys."""
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return ByLine(places[order], weights, weights >= CENTRAL, keys[starts], starts)
