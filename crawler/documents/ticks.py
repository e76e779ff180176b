"""Boxes and ticks, whatever a document draws them with, as ``[X]`` and ``[ ]``."""

import csv
import re
from functools import lru_cache
from pathlib import Path

TICKED, EMPTY = "[X]", "[ ]"
TABLE = Path(__file__).with_name("ticks.csv")
PRIVATE = 0xF000
"""Word keeps letters of symbol fonts in this private range of Unicode."""
BLANKS = r"[ \t\xa0\u2000-\u200b\u3000]*"
WRITTEN = re.compile(rf"\[{BLANKS}([xXхХ×✕✖]?){BLANKS}\]")
"""A box written in brackets; some type its cross in Cyrillic."""
TWICE = re.compile(rf"\[{BLANKS}(\[[X ]\]){BLANKS}\]")
"""A box that is drawn between brackets."""


@lru_cache(maxsize=1)
def marks() -> dict[tuple[str, int], str]:
    """What stands for a box, by font (empty: any) and letter."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return {
            (row["font"].casefold(), int(row["letter"], 16)): row["mark"]
            for row in csv.DictReader(rows)
        }


@lru_cache(maxsize=1)
def drawn() -> dict[int, str]:
    """The letters that are boxes in every font."""
    return {letter: mark for (font, letter), mark in marks().items() if not font}


def with_ticks(text: str) -> str:
    """A text in which all boxes are written alike."""
    return TWICE.sub(r"\1", WRITTEN.sub(one_box, text.translate(drawn())))


def one_box(match: re.Match[str]) -> str:
    """A box in brackets, as we write it."""
    return TICKED if match[1] else EMPTY


def symbol(font: str, letter: str) -> str:
    """A letter of a symbol font, told by its number in hex; unknown ones are dots."""
    try:
        number = int(letter, 16)
    except ValueError:
        return ""
    plain = number - PRIVATE if PRIVATE <= number <= PRIVATE + 0xFF else number
    mark = marks().get((font.strip().casefold(), plain)) or drawn().get(number)
    if mark:
        return mark
    return "•" if number != plain or number < 0x20 else chr(min(number, 0x10FFFF))
