"""What each line of a paper is: the title, a heading, prose; whom a letter addresses
and who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from web.cases.paper_head import UNPRINTABLE

NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|\d+[、.] ?)\S")
LONGEST_HEADING = 90
DATED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
SIGNED = 2
"""The lines that end a dated letter: who writes, and the day."""


def kinds_of(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text that are not empty, each with what it is.

    In a Chinese letter the line under the title that ends in a colon stands at the
    margin, and the last two, where the last is a date, stand to the right.
    """
    lines = [line for line in UNPRINTABLE.sub("", text).splitlines() if line.strip()]
    is_dated = len(lines) > SIGNED and DATED.fullmatch(lines[-1].strip())
    for place, line in enumerate(lines):
        if place == 0:
            yield "title", line
        elif is_dated and place >= len(lines) - SIGNED:
            yield "signed", line
        elif place == 1 and line.endswith("："):
            yield "addressee", line
        elif NUMBERED.match(line) and len(line) <= LONGEST_HEADING:
            yield "heading", line
        else:
            yield "prose", line
