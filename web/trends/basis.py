"""The rows that an answer was counted from, named so that any change shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.facts import Facts
from models.facts.columns import Mask
from web.trends.view import Basis

DIGITS = 12


def digest(text: bytes) -> str:
    """The name of some bytes."""
    return hashlib.sha256(text).hexdigest()[:DIGITS]


@dataclass(frozen=True)
class NoticeBasis:
    """Some notices, by what each says."""

    facts: Facts
    mask: Mask

    @property
    def used(self) -> int:
        """How many they are."""
        return int(self.mask.sum())

    @cached_property
    def cut(self) -> str:
        """Their name, whatever order a database holds them in."""
        return digest(np.sort(self.facts.marks[self.mask]).tobytes())

    def marks(self) -> dict[str, str]:
        """The mark of each, by its publisher's key."""
        return {
            self.facts.keys[place]: f"{int(self.facts.marks[place]):016x}"
            for place in np.flatnonzero(self.mask)
        }


@dataclass(frozen=True)
class RowBasis:
    """Rows that are no notices: each a name and what it says."""

    rows: Mapping[str, str]

    @property
    def used(self) -> int:
        """How many they are."""
        return len(self.rows)

    @cached_property
    def cut(self) -> str:
        """Their name, whatever their order."""
        lines = sorted(f"{name}\x1f{said}" for name, said in self.rows.items())
        return digest("\x1e".join(lines).encode())

    def marks(self) -> dict[str, str]:
        """The mark of each."""
        return {name: digest(said.encode()) for name, said in self.rows.items()}


@dataclass(frozen=True)
class JointBasis:
    """Several sorts of rows together, such as notices and exports."""

    parts: tuple[Basis, ...]

    @property
    def used(self) -> int:
        """How many they are together."""
        return sum(part.used for part in self.parts)

    @cached_property
    def cut(self) -> str:
        """The name of all."""
        return digest("\x1e".join(part.cut for part in self.parts).encode())

    def marks(self) -> dict[str, str]:
        """The mark of each."""
        return {
            name: mark for part in self.parts for name, mark in part.marks().items()
        }


def rows_basis(rows: Iterable[tuple[str, Iterable[object]]]) -> RowBasis:
    """Rows from a name and the values of each."""
    return RowBasis({name: "\x1f".join(map(str, said)) for name, said in rows})
