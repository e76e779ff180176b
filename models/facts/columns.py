"""The columns: one value a notice, or several, named by small numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Numbers = NDArray[np.int64]
Value = TypeVar("Value")
MOST_MADE = 512
"""So many things worked out from the facts are kept."""
EPOCH = 719163
"""The ordinal of 1 January 1970, from which numpy counts days and months."""
NEVER = 0
"""The day number of a day that is not known."""


@dataclass(frozen=True)
class Column:
    """One name for each notice, such as its type; ``codes`` point into ``names``."""

    codes: Numbers
    names: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str]) -> Column:
        """A column of these values, in order."""
        places: dict[str, int] = {}
        codes = [places.setdefault(one, len(places)) for one in values]
        return cls(np.array(codes, dtype=np.int64), tuple(places))

    @cached_property
    def place(self) -> dict[str, int]:
        """The number of each name."""
        return {name: place for place, name in enumerate(self.names)}

    def among(self, wanted: Collection[str]) -> Mask:
        """Which notices have one of some names."""
        places = [self.place[name] for name in wanted if name in self.place]
        return np.isin(self.codes, places)

    def count(self, mask: Mask) -> dict[str, int]:
        """How many of the chosen notices have each name; names without any left out."""
        many = np.bincount(self.codes[mask], minlength=len(self.names))
        return {self.names[place]: int(many[place]) for place in np.flatnonzero(many)}


@dataclass(frozen=True)
class Many:
    """Any number of names for each notice: its Members, sectors or codes.

    The names of notice ``i`` are ``codes[starts[i]:starts[i + 1]]``, none twice.
    """

    starts: Numbers
    codes: Numbers
    names: tuple[str, ...]

    @classmethod
    def of(cls, rows: int, pairs: Iterable[tuple[int, str]]) -> Many:
        """A column of ``rows`` notices from pairs of a place and a name."""
        places: dict[str, int] = {}
        where: list[int] = []
        codes: list[int] = []
        for row, name in pairs:
            where.append(row)
            codes.append(places.setdefault(name, len(places)))
        return cls.of_codes(
            rows, np.array(where, np.int64), np.array(codes, np.int64), tuple(places)
        )

    @classmethod
    def of_codes(
        cls, rows: int, where: Places, codes: Numbers, names: tuple[str, ...]
    ) -> Many:
        """A column of ``rows`` notices from places and the numbers of names."""
        width = max(1, len(names))
        told = np.sort(where * width + codes)
        told = told[np.diff(told, prepend=-1) != 0]
        owners, named = told // width, told % width
        starts = np.searchsorted(owners, np.arange(rows + 1)).astype(np.int64)
        return cls(starts, named, names)

    @cached_property
    def place(self) -> dict[str, int]:
        """The number of each name."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def owners(self) -> Places:
        """The notice that each code belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @cached_property
    def many(self) -> Numbers:
        """How many names each notice has."""
        return np.diff(self.starts)

    def among(self, wanted: Collection[str]) -> Mask:
        """Which notices have at least one of some names."""
        return self.where([name in wanted for name in self.names])

    def under(self, prefixes: tuple[str, ...]) -> Mask:
        """Which notices have a name that begins with one of some prefixes."""
        return self.where([name.startswith(prefixes) for name in self.names])

    def where(self, good: Sequence[bool]) -> Mask:
        """Which notices have a name that is good, given for each name."""
        found = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        if good:
            found[self.owners[np.array(good, dtype=np.bool_)[self.codes]]] = True
        return found

    def count(self, mask: Mask) -> dict[str, int]:
        """How many of the chosen notices have each name; a notice counts under each."""
        chosen = self.codes[mask[self.owners]]
        many = np.bincount(chosen, minlength=len(self.names))
        return {self.names[place]: int(many[place]) for place in np.flatnonzero(many)}

    def codes_of(self, places: Places) -> Numbers:
        """The numbers of the names of some notices, one notice behind the other."""
        many = self.many[places]
        turn = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        found: Numbers = self.codes[np.repeat(self.starts[places], many) + turn]
        return found

    def rows(self, mask: Mask) -> dict[str, Places]:
        """The chosen notices that have each name."""
        kept = mask[self.owners]
        codes, owners = self.codes[kept], self.owners[kept]
        order = np.argsort(codes, kind="stable")
        codes, owners = codes[order], owners[order]
        edges = np.flatnonzero(np.diff(codes)) + 1
        parts = [part for part in np.split(owners, edges) if len(part)]
        firsts = codes[np.concatenate(([0], edges))] if len(codes) else codes
        return {self.names[one]: part for one, part in zip(firsts, parts, strict=True)}

    def of_row(self, row: int) -> list[str]:
        """The names of one notice."""
        codes = self.codes[self.starts[row] : self.starts[row + 1]]
        return [self.names[one] for one in codes]

    def shorten(self, length: int) -> Many:
        """The same, each name cut to its beginning."""
        short = Column.of(name[:length] for name in self.names)
        rows = len(self.starts) - 1
        return Many.of_codes(rows, self.owners, short.codes[self.codes], short.names)


@dataclass(frozen=True)
class Facts:
    """What is known of all notices, in the order of their ids.

    Days are numbers (``date.toordinal``), 0 where there is none. ``marks`` names what
    each notice says: any fact that changes gives another mark. ``opening`` are the
    first documents of a measure, where they are new ones and no follow-up.
    """

    version: str
    ids: Numbers
    keys: tuple[str, ...]
    symbols: tuple[str, ...]
    kind: Column
    source: Column
    agreement: Column
    type: Column
    emergency: Mask
    void: Mask
    opening: Mask
    measure: Numbers
    distributed: Numbers
    stored: Numbers
    deadline: Numbers
    basis: Column
    comments_close: Numbers
    marks: NDArray[np.uint64]
    members: Many
    sectors: Many
    """Sectors of sure and likely matches."""
    hs: Many
    """Codes stated or found."""
    stated_hs: Many
    ics: Many
    measure_types: Many
    objectives: Many
    articles: Many
    standards: Many
    substances: Many
    scopes: Many
    days: Many
    """Days read in the text: ``force:2025-09-01``, ``adoption:``, or a rule in short
    (``force:publication+6m``) where the words come to no day."""
    events: Many
    """What a document tells of its measure: ``adopted:2025-06-01``."""
    twin: Column
    """What documents of nearly the same text share; '' for one that is alone."""
    made: dict[object, object] = field(default_factory=dict)
    """What was worked out from these facts; it is good as long as they are."""
    making: dict[object, RLock] = field(default_factory=dict, repr=False)
    """Who works something out holds its lock; others wait for that."""

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def place(self) -> dict[int, int]:
        """The place of a notice, by its id."""
        return {int(one): place for place, one in enumerate(self.ids)}

    @cached_property
    def month(self) -> Numbers:
        """The month of distribution as years times twelve plus months."""
        days = self.distributed - EPOCH
        return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)

    def once(self, key: object, make: Callable[[], Value]) -> Value:
        """What ``make`` gives, made once for this state of the data.

        Who asks meanwhile waits for it.
        """
        with self.making.setdefault(key, RLock()):
            if key in self.made:
                return cast(Value, self.made[key])
            value = make()
            if len(self.made) >= MOST_MADE:
                self.made.clear()
                self.making.clear()
            self.made[key] = value
            return value
