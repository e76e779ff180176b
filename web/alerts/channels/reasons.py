"""Why a message did not arrive, as its reader's language says it."""

import csv
import re
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("reasons.csv")
BLANK = re.compile(r"\\\{(\w+)\\\}")
"""A place in a sentence of the table, once it is made literal."""


def say_reason(reason: str, language: str) -> str:
    """A reason as it is kept, in English, or in Chinese; the server's words stay.

    One that the table does not know stays as it is.
    """
    if language == "en":
        return reason
    for pattern, words in sentences():
        if found := pattern.fullmatch(reason):
            told = {name: say_reason(said, language) for name, said in parts(found)}
            return words.format(**told)
    return reason


def parts(found: re.Match[str]) -> list[tuple[str, str]]:
    """What stood at the places of a sentence."""
    return list(found.groupdict().items())


@lru_cache(maxsize=1)
def sentences() -> list[tuple[re.Pattern[str], str]]:
    """Each English sentence as a pattern, with its Chinese."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(pattern(row["en"]), row["zh"]) for row in rows]


def pattern(sentence: str) -> re.Pattern[str]:
    """A sentence whose places hold anything."""
    return re.compile(BLANK.sub(r"(?P<\1>.*)", re.escape(sentence)), re.DOTALL)
