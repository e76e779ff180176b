"""Whether a paper keeps to the words of the trade, in both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlp.translating.glossary import unwanted_names

TABLE = Path(__file__).with_name("terms.csv")
PAIR = "pair"
QUOTED = re.compile("“[^”]*”")


@dataclass(frozen=True)
class Slip:
    """A word that is not the one to use, or that the other language lacks.

    ``wanted`` is the word to use; ``lacking`` tells that it is missing in English.
    """

    word: str
    wanted: str
    lacking: bool


@lru_cache(maxsize=1)
def terms() -> list[dict[str, str]]:
    """The terms: pairs of both languages, and patterns with the word to use instead."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def slips(text_zh: str, text_en: str) -> list[Slip]:
    """What is not said in the words of the trade, each once; quotes are left alone."""
    zh, en = QUOTED.sub("", text_zh), QUOTED.sub("", text_en)
    return list(dict.fromkeys([*wrong_words(zh), *unmatched(zh, en)]))


def wrong_words(zh: str) -> Iterator[Slip]:
    """Words for which there is another one, and names of Members not used here."""
    for row in terms():
        found = None if row["kind"] == PAIR else re.search(row["zh"], zh)
        if found:
            yield Slip(found[0], row["kind"], lacking=False)
    told = {row["kind"] for row in terms()}
    for match in unwanted_names().finditer(zh):
        if f"中国{match[0]}" not in told:
            yield Slip(match[0], "", lacking=False)


def unmatched(zh: str, en: str) -> Iterator[Slip]:
    """Terms that the Chinese text has and the English one does not."""
    if not en.strip():
        return
    for row in terms():
        if row["kind"] != PAIR or row["zh"] not in zh:
            continue
        english = row["en"].split("|")
        if not any(one.casefold() in en.casefold() for one in english):
            yield Slip(row["zh"], english[0], lacking=True)
