"""The notices' own columns, read some rows at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts.columns import NEVER, Column, Mask, Numbers
from models.facts.pairs import BETWEEN, Numbered, number_of
from models.kinds import NoticeKind
from models.notice import Notice

NEW = ("regular", "emergency")
CHUNK = 5000
"""Rows that are held at once."""
SAID = (
    Notice.source_key,
    Notice.symbol,
    Notice.kind,
    Notice.agreement,
    Notice.type,
    Notice.emergency,
    Notice.distributed,
    Notice.deadline,
    Notice.deadline_basis,
    Notice.comments_close,
    Notice.content_hash,
    Notice.source_slug,
    Notice.twin_key,
)
"""What a notice says by itself; the mark names all of it."""
BESIDE = (Notice.id, Notice.measure_id, Notice.created_at)
"""What hangs on the database that holds it."""


NAMED = {
    "kind": "kind",
    "agreement": "agreement",
    "type": "type",
    "basis": "deadline_basis",
    "source": "source_slug",
    "twin": "twin_key",
}
DAYS = {
    "distributed": "distributed",
    "stored": "created_at",
    "deadline": "deadline",
    "comments_close": "comments_close",
}
"""Columns of the table by their names among the facts."""


@dataclass
class Names:
    """Names as they are read, one for each notice."""

    codes: array[int] = field(default_factory=lambda: array("q"))
    places: Numbered = field(default_factory=Numbered)

    def extend(self, values: Iterable[str | None]) -> None:
        """The names of further notices; none is ''."""
        self.codes.extend(self.places[one or ""] for one in values)

    def column(self) -> Column:
        """The column of all."""
        return Column(as_numbers(self.codes), tuple(self.places))


@dataclass
class Rows:
    """The columns of all notices, in the order of their ids."""

    keys: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    emergency: list[bool] = field(default_factory=list)
    names: dict[str, Names] = field(
        default_factory=lambda: {name: Names() for name in NAMED}
    )
    numbers: dict[str, array[int]] = field(
        default_factory=lambda: {name: array("q") for name in ("id", "measure", *DAYS)}
    )
    said: array[int] = field(default_factory=lambda: array("Q"))
    """A number of what each says by itself."""

    def number(self, name: str) -> Numbers:
        """A column of numbers."""
        return as_numbers(self.numbers[name])

    def column(self, name: str) -> Column:
        """A column of names."""
        return self.names[name].column()

    def marks(self) -> NDArray[np.uint64]:
        """The numbers of what each says."""
        return np.array(self.said, dtype=np.uint64)


def read_rows(session: Session) -> Rows:
    """The columns of all notices."""
    rows = Rows()
    query = select(*SAID, *BESIDE).order_by(Notice.id)
    found = session.connection().execute(query, execution_options={"yield_per": CHUNK})
    for part in found.partitions():
        take(rows, part)
    return rows


def take(rows: Rows, part: Sequence[Any]) -> None:
    """Take some rows into the columns."""
    columns = list(zip(*part, strict=True))
    said = [map(str, one) for one in columns[: len(SAID)]]
    rows.said.extend(map(number_of, map(BETWEEN.join, zip(*said, strict=True))))
    keys = [one.key for one in (*SAID, *BESIDE)]
    told: dict[str, Any] = dict(zip(keys, columns, strict=True))
    rows.keys += told["source_key"]
    rows.symbols += told["symbol"]
    rows.emergency += told["emergency"]
    rows.numbers["id"].extend(told["id"])
    rows.numbers["measure"].extend(one or 0 for one in told["measure_id"])
    for name, column in NAMED.items():
        rows.names[name].extend(told[column])
    for name, column in DAYS.items():
        rows.numbers[name].extend(map(ordinal, told[column]))


def as_numbers(values: array[int]) -> Numbers:
    """Whole numbers as an array of their own."""
    return np.array(values, dtype=np.int64)


def ordinal(day: date | datetime | None) -> int:
    """The number of a day."""
    return day.toordinal() if day else NEVER


def find_openings(rows: Rows, void: Mask) -> Mask:
    """The first document of each measure, where it is new and not a follow-up."""
    measure, ids = rows.number("measure"), rows.number("id")
    kind, sort = rows.column("kind"), rows.column("type")
    counted = (measure > 0) & ~void & kind.among({NoticeKind.NOTIFICATION.value})
    places = np.flatnonzero(counted)
    order = np.lexsort(
        (ids[places], rows.number("distributed")[places], measure[places])
    )
    places = places[order]
    firsts = places[np.diff(measure[places], prepend=0) != 0]
    found = np.zeros(len(ids), dtype=np.bool_)
    found[firsts] = True
    return found & sort.among(NEW)
