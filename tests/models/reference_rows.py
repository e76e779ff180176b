"""The reference files, row by row."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "models" / "reference"


def read(name: str) -> list[dict[str, str]]:
    text = (REFERENCE / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in read(name)]


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def spellings() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in read("members"):
        aliases = row["aliases"].split("|") if row["aliases"] else []
        for name in (row["en"], row["en_wto"], row["zh"], *aliases):
            assert name == name.strip()
            assert name
            found.setdefault(fold(name), set()).add(row["code"])
    return found
