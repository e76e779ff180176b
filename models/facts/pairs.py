"""Pairs of a notice and a name as they are read, and the columns made of them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from models.facts.columns import Many, Numbers

Marks = NDArray[np.uint64]


@dataclass
class Pairs:
    """Pairs of an id and a name; a million of them in some megabytes."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    codes: array[int] = field(default_factory=lambda: array("q"))
    names: dict[str, int] = field(default_factory=dict)

    def add(self, notice: int, name: str) -> None:
        """One more."""
        self.ids.append(notice)
        self.codes.append(self.names.setdefault(name, len(self.names)))

    def column(self, ids: Numbers) -> Many:
        """The column of some notices; what is told of others came after them."""
        told = np.frombuffer(self.ids, dtype=np.int64)
        places = np.searchsorted(ids, told)
        known = places < len(ids)
        known[known] = ids[places[known]] == told[known]
        codes = np.frombuffer(self.codes, dtype=np.int64)[known]
        return Many.of_codes(len(ids), places[known], codes, tuple(self.names))


def sum_names(rows: int, columns: Mapping[str, Many]) -> Marks:
    """A number for the names of each notice, whatever their order.

    Each name has a number of its own; they are added up, round and round.
    """
    total = np.zeros(rows, dtype=np.uint64)
    for scheme, column in columns.items():
        told = [number_of(f"{scheme}:{name}") for name in column.names]
        own = np.array(told, dtype=np.uint64)[column.codes]
        summed = np.concatenate((np.zeros(1, np.uint64), np.cumsum(own)))
        total += summed[column.starts[1:]] - summed[column.starts[:-1]]
    return total


def number_of(text: str) -> int:
    """The number of a text, the same everywhere; eight bytes."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
