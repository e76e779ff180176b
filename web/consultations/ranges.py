"""The closed lists of an answer in both languages, for tables read and rows told."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("ranges.csv")
DIMENSIONS = ("affected", "cost", "months", "exports", "models")
DASHES = str.maketrans({"—": "–", "-": "–", "~": "–", "～": "–", "至": "–", "－": "–"})
MODELS = ((5, "to5"), (20, "to20"), (100, "to100"))
MOST_MODELS = "over100"


@dataclass(frozen=True)
class Range:
    """One value of a list: its name in a table, and as it is told of firms."""

    dimension: str
    key: str
    zh: str
    en: str
    said_zh: str
    said_en: str


@lru_cache(maxsize=1)
def ranges() -> dict[tuple[str, str], Range]:
    """Every value by its list and key."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [Range(**row) for row in csv.DictReader(lines)]
    return {(one.dimension, one.key): one for one in rows}


def key_of(dimension: str, words: str) -> str | None:
    """The key of a value as a person wrote it; None if it is none of the list."""
    plain = spelt(words)
    for one in ranges().values():
        if one.dimension == dimension and plain in {spelt(one.zh), spelt(one.en)}:
            return one.key
    return None


def spelt(words: str) -> str:
    """Words without spaces, their dashes in one form."""
    return "".join(words.split()).translate(DASHES).casefold()


def names_of(dimension: str) -> list[str]:
    """The Chinese names of a list in their order."""
    return [one.zh for one in ranges().values() if one.dimension == dimension]


def of_models(number: int) -> str:
    """The range that a number of models lies in."""
    return next((key for most, key in MODELS if number <= most), MOST_MODELS)
