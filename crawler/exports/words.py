"""The words of export tables: headings, units, partners and totals."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from models.fold import fold
from models.reference import member_by_name

HERE = Path(__file__).parent


class Unit(NamedTuple):
    """A currency (ISO 4217), and how many of it one stands for."""

    currency: str
    size: int


def plain(words: Any) -> str:
    """Words as they are compared: folded, single blanks, full-width brackets."""
    text = " ".join(str("" if words is None else words).split())
    return fold(text).replace("(", "（").replace(")", "）")


def read_words(name: str) -> list[dict[str, str]]:
    """The rows of a file of words beside this one."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def headings() -> dict[str, str]:
    """The field of each heading."""
    return {plain(row["heading"]): row["field"] for row in read_words("headings")}


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """The unit of each wording."""
    return {
        plain(row["words"]): Unit(row["currency"], int(row["unit"]))
        for row in read_words("units")
    }


@lru_cache(maxsize=1)
def partners() -> dict[str, str]:
    """Spellings of partners that only customs use; '' for a total of several."""
    return {plain(row["name"]): row["code"] for row in read_words("partners")}


def is_total(words: Any) -> bool:
    """Whether a row of this partner or code adds up other rows."""
    return partners().get(plain(words)) == ""


@lru_cache(maxsize=1024)
def partner_of(name: str) -> str | None:
    """The Member or observer of a spelling; None if nobody is spelled so."""
    return partners().get(plain(name)) or member_by_name(name)
