"""Pairs of a notice and a name as they are read, and the columns made of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from models.facts.columns import Many, Numbers

Marks = NDArray[np.uint64]


class Numbered(dict[str, int]):
    """Names and their numbers; a new one is given the next."""

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


@dataclass
class Pairs:
    """Pairs of an id and a name; a million of them in some megabytes."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    codes: array[int] = field(default_factory=lambda: array("q"))
    names: Numbered = field(default_factory=Numbered)

    def extend(self, ids: Iterable[int], names: Iterable[str]) -> None:
        """Further ones."""
        self.ids.extend(ids)
        self.codes.extend(map(self.names.__getitem__, names))

    def column(self, ids: Numbers, rename: Callable[[str], str] = str) -> Many:
        """The column of some notices; what is told of others came after them.

        Names that are renamed to nothing are left out.
        """
        own = Numbered()
        told = [rename(name) for name in self.names]
        numbers = [own[name] if name else -1 for name in told]
        codes = np.array(numbers, np.int64)[np.array(self.codes, np.int64)]
        named = np.flatnonzero(codes >= 0)
        wanted = np.array(self.ids, np.int64)[named]
        places = np.searchsorted(ids, wanted)
        known = places < len(ids)
        known[known] = ids[places[known]] == wanted[known]
        codes = codes[named][known]
        return Many.of_codes(len(ids), places[known], codes, tuple(own))


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
