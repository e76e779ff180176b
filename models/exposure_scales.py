"""How much each product of a chapter weighs for what a notice says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from models.exposure_clues import headings_of
from models.exposures import CHAPTER, DOUBTFUL, HIGH, WEIGHTS, Ground
from models.facts.columns import Mask, Places

Floats = NDArray[np.float64]
STATED, CONTRADICTED, NAMED, ICS, WIDE = "s", "d", "n", "i", "w"
"""What a code is, before it in a clue."""
BEHIND = "~"
"""Comes behind every digit."""


class Scales:
    """Weighs what is said of one chapter; ``products`` are the lines of the table."""

    def __init__(self, products: Sequence[str]) -> None:
        self.products = products
        self.place = {product: place for place, product in enumerate(products)}
        self.known: dict[str, list[slice]] = {}

    def akin(self, code: str) -> list[slice]:
        """Where the products stand that lie in a code, or it in them."""
        if code not in self.known:
            self.known[code] = list(self.find_akin(code))
        return self.known[code]

    def find_akin(self, code: str) -> Iterator[slice]:
        """The same, looked up."""
        yield self.under(code)
        for length in range(1, len(code)):
            place = self.place.get(code[:length])
            if place is not None:
                yield slice(place, place + 1)

    def under(self, code: str) -> slice:
        """Where the products stand that lie in a code."""
        first = bisect_left(self.products, code)
        return slice(first, bisect_left(self.products, code + BEHIND))

    def weigh(self, chapter: str, clues: Collection[str]) -> tuple[Places, Floats]:
        """The products of a chapter that count, and their weights."""
        best = np.zeros(len(self.products))
        named = np.zeros(len(self.products), dtype=np.bool_)
        told = sorted(clues, key=lambda one: one[0] in (STATED, CONTRADICTED))
        for mark, code in ((one[0], one[1:]) for one in told):
            if mark == ICS:
                self.put_ics(best, code)
            elif mark == NAMED:
                self.put_named(best, named, code)
            else:
                self.put_stated(best, named, code, is_half=mark == CONTRADICTED)
        whole = self.under(chapter)
        kept = np.flatnonzero(best[whole] > HIGH) + whole.start
        return kept, best[kept]

    def put_ics(self, best: Floats, ics: str) -> None:
        """An ICS code: the headings that a person has laid beside it."""
        for heading in headings_of(ics):
            self.raise_to(best, heading, WEIGHTS[Ground.ICS])

    def put_named(self, best: Floats, named: Mask, code: str) -> None:
        """A thing that the text names; it backs what the Member states of it."""
        if len(code) == CHAPTER:
            self.raise_to(best, code, WEIGHTS[Ground.CHAPTER])
            return
        self.raise_to(best, code, WEIGHTS[Ground.TERM])
        for part in self.akin(code):
            named[part] = True

    def raise_to(self, best: Floats, code: str, value: float) -> None:
        """Let what is akin to a code weigh at least so much."""
        for part in self.akin(code):
            np.maximum(best[part], value, out=best[part])

    def put_stated(
        self, best: Floats, named: Mask, code: str, *, is_half: bool
    ) -> None:
        """A code that the Member states, perhaps against the text."""
        factor = DOUBTFUL if is_half else 1.0
        if len(code) == CHAPTER:
            self.raise_to(best, code, WEIGHTS[Ground.CHAPTER] * factor)
            return
        near = WEIGHTS[Ground.NAMED_HEADING] * factor
        for part in self.akin(code):
            values = np.where(named[part], near, WEIGHTS[Ground.HEADING] * factor)
            np.maximum(best[part], values, out=best[part])
        place = self.place.get(code)
        if place is not None and len(code) >= 6:
            best[place] = max(best[place], WEIGHTS[Ground.LINE] * factor)
