"""Pairs of a notice and a name as they are read, and the columns made of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.facts.columns import Many, Numbers

Marks = NDArray[np.uint64]
CHUNK = 50_000
"""About so many rows are held at once."""
COMMA, BETWEEN = ",", "\x1f"


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

    def extend(self, ids: Numbers, names: Iterable[str]) -> None:
        """Further ones."""
        self.ids.frombytes(ids.tobytes())
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


def read_pairs(
    session: Session,
    query: Select[int, str],
    key: InstrumentedAttribute[int] | None = None,
) -> Pairs:
    """The answers of a query of ids and names.

    The database hands them over as two texts. To make millions of rows of them takes
    Python several times as long, most of it to look for rows to throw away. By
    ``key``, the number of the rows of a long table, they are taken in parts.
    """
    found = Pairs()
    for part in [query] if key is None else parts_of(session, key, query):
        owner, name = part.selected_columns
        texts = part.with_only_columns(
            func.aggregate_strings(cast(owner, String), COMMA),
            func.aggregate_strings(name, BETWEEN),
        )
        ids, names = session.execute(texts).one()
        told = names.split(BETWEEN) if names else []
        owners = np.fromstring(ids or "", np.int64, sep=COMMA)
        if len(told) == len(owners):
            found.extend(owners, told)
        else:
            extend_singly(session, found, part)
    return found


def parts_of(
    session: Session, key: InstrumentedAttribute[int], query: Select[int, str]
) -> Iterator[Select[int, str]]:
    """A query in parts of about as many rows of its table."""
    asked = select(func.min(key), func.max(key), func.count(key))
    first, last, many = session.execute(asked).one()
    if not many:
        return
    step = max(1, CHUNK * (last - first + 1) // many)
    for start in range(first, last + 1, step):
        yield query.where(key.between(start, start + step - 1))


def extend_singly(session: Session, found: Pairs, query: Select[int, str]) -> None:
    """Rows one by one: some name holds what would part it from the next."""
    rows = session.execute(query).all()
    owners = np.array([one for one, _ in rows], dtype=np.int64)
    found.extend(owners, [name for _, name in rows])


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
