"""The headings of a table of trade concerns: found wherever they stand.

Those of the WTO's own search results are known in part only: "IMS ID", "Title",
"Member(s) subject to STC" and "First time raised", days as 31/12/2019, several Members
parted by semicolons. So the public code of Global Trade Alert reads its export of the
TBT Information Management System. Other headings are taken as datasets write them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.fold import fold
from web.marks import N_
from web.refused import RefusedError

TABLE = Path(__file__).with_name("concern_columns.csv")
MOST_ABOVE = 10
"""So many rows may stand above the headings."""
NEEDED = {"number": "编号", "member": "措施成员"}
NO_COLUMN = N_("表头中没有“%(name)s”一列，请下载模板对照。")


@lru_cache(maxsize=1)
def columns() -> list[dict[str, str]]:
    """The columns that are read: name, heading, note, other headings."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@dataclass(frozen=True)
class Head:
    """The names of the columns; ``unread`` are the headings that nothing is read of."""

    names: list[str]
    unread: list[str]
    row: int = 0
    """Where it stands: an export may begin with a title and empty rows."""


def find_head(rows: Sequence[Sequence[str]]) -> Head:
    """The first of the top rows that has the headings; RefusedError if none has."""
    for place, row in enumerate(rows[:MOST_ABOVE]):
        names = read_names(row)
        if all(needed in names for needed in NEEDED):
            pairs = zip(row, names, strict=True)
            unread = [words for words, name in pairs if words and not name]
            return Head(names, unread, place)
    best = max((read_names(row) for row in rows[:MOST_ABOVE]), key=told, default=[])
    lacking = next(heading for name, heading in NEEDED.items() if name not in best)
    raise RefusedError(NO_COLUMN, name=lacking)


def told(names: Sequence[str]) -> int:
    """How many columns are known."""
    return sum(map(bool, names))


def read_names(row: Sequence[str]) -> list[str]:
    """The name of each column by its heading; '' for one that is not read."""
    return [known_headings().get(plain(heading), "") for heading in row]


@lru_cache(maxsize=1)
def known_headings() -> dict[str, str]:
    """Each heading that is known, as it is compared, and the column that it names."""
    return {
        plain(heading): column["name"]
        for column in columns()
        for heading in (
            column["name"],
            column["zh"],
            *filter(None, column["aliases"].split("|")),
        )
    }


def plain(heading: str) -> str:
    """A heading as it is compared."""
    return re.sub(r"[\s_.:：()（）/#-]+", " ", fold(heading)).strip()
