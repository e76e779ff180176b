"""The words of the official forms, out of the CSV files beside this one.

A label is written as the form prints it. ``(…)`` stands for whatever a bracket may
hold there, a short bracket such as ``(s)`` may be missing, and a label that ends in
``…`` runs on into what is filled in, without a colon.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.fold import fold

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "fr", "es")
BRACKET = r"\((?:[^()]|\([^()]{0,80}\)){0,400}+\)"
"""A remark of the form in brackets, which may hold short ones of its own."""
GAP = r"[^\w:;.\[\]|☐☒]{1,8}"
"""What may part two words of a label: blanks, line ends, a stroke, a bracket."""
MARK = r"[\d*†]{0,2}"
"""The mark of a footnote."""
LINE = re.compile(r"(?:\A|\n)[ \t>•-]*(?:\(?(?P<number>\d{1,2})[.)]*\s+)?[¿]?\Z")
"""What may stand before a label on its line: the number of the item."""
INSIDE = re.compile(r"(?:\A|[\s.;:])(?P<number>\d{1,2})\.\s*[¿]?\Z")
"""A label may also begin amid a cell, if the number of its item is there."""
AMID = re.compile(r"(?:\A|[\s.;:(])[¿]?\Z")
MARGIN = 24
"""Letters before a label that tell whether it may begin there."""
STRONG = re.compile(rf"\)?{MARK}(?:\s*{BRACKET}){{0,2}}\s*[:?]")
"""A label ends with its colon, after remarks in brackets."""
WEAK = re.compile(rf"\)?{MARK}[ \t]*(?:{BRACKET})?[ \t]*(?=\n|\Z)")
"""Or with its line, where what is filled in stands in the next cell."""
OPEN = re.compile(r"\b")
LONG = 5
"""A label of so many words may begin amid a line: no prose says it with a colon."""
PART = re.compile(r"\(\*\)|\*|\([\w ]+\)|\d+\.\d+|\w+")


@dataclass(frozen=True)
class Label:
    """A label of one language: its field, where it counts, and its words.

    An ``open`` one runs on without a colon; a ``long`` one may stand amid a line.
    """

    field: str
    layout: str
    within: str
    language: str
    words: re.Pattern[str]
    open: bool
    long: bool

    def places(self, plain: str) -> Iterator[tuple[int, int, int | None]]:
        """Where it stands in a folded text, with the number of its item."""
        for match in self.words.finditer(plain):
            before = plain[max(0, match.start() - MARGIN) : match.start()]
            line = LINE.search(before) if starts_line(before, match.start()) else None
            end = self.end_of(plain, match.end(), at_line=line is not None)
            head = line or INSIDE.search(before)
            amid = (self.within or self.long) and AMID.search(before)
            if end is None or not (head or amid):
                continue
            if head is None:
                yield match.start() - before.endswith("¿"), end, None
            else:
                number = head["number"]
                start = match.start() - len(head[0].lstrip("\n .;:"))
                yield start, end, int(number) if number else None

    def end_of(self, plain: str, place: int, *, at_line: bool) -> int | None:
        """Where the label ends, with its colon or its line; None if it does not."""
        if self.open:
            found = OPEN.match(plain, place)
        else:
            found = STRONG.match(plain, place)
            if found is None and at_line:
                found = WEAK.match(plain, place)
        return found.end() if found else None


def starts_line(before: str, start: int) -> bool:
    """Whether the line of a label begins within its margin."""
    return "\n" in before or start <= MARGIN


@dataclass(frozen=True)
class Choice:
    """A box of a list: what it says, on which side of the box its words stand."""

    field: str
    value: str
    side: str
    language: str
    words: re.Pattern[str]


@dataclass(frozen=True)
class Phrase:
    """Words of the form itself: its head, its feet, its remarks to who fills it in."""

    use: str
    language: str
    words: re.Pattern[str]


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of the files."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spell(label: str) -> str:
    """The pattern of a label's words, however they are parted in a document."""
    pattern = ""
    plain = fold(label.replace("…", "*")).removesuffix("*")
    for part in PART.findall(plain):
        if part == "(*)":
            pattern += rf"(?:\s*{BRACKET})?"
        elif part.startswith("("):
            words = rf"{GAP}".join(part[1:-1].split())
            pattern += rf"(?:[\s(]{{0,3}}{words}\b\)?)?"
        else:
            pattern += (GAP if pattern else "") + re.escape(part)
    return pattern


@lru_cache(maxsize=1)
def labels() -> tuple[Label, ...]:
    """All labels, the longest first."""
    rows = sorted(read_table("labels"), key=lambda row: -len(row["label"]))
    return tuple(
        Label(
            row["field"],
            row["layout"],
            row["within"],
            row["language"],
            re.compile(spell(row["label"])),
            row["label"].endswith("…"),
            len(row["label"].split()) >= LONG,
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def choices() -> tuple[Choice, ...]:
    """All boxes, the longest words first."""
    rows = sorted(read_table("boxes"), key=lambda row: -len(row["label"]))
    return tuple(
        Choice(
            row["field"],
            row["value"],
            row["side"],
            row["language"],
            re.compile(r"\s*" + spell(row["label"]) + r"\b\s*"),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """All words of the form itself."""
    return tuple(
        Phrase(row["use"], row["language"], re.compile(spell(row["words"])))
        for row in read_table("frame")
    )
