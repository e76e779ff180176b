"""Forms as the WTO prints them, in its three languages, filled in by us.

The wording of the labels in ``cases`` is the form's; what is filled in is ours. A row
is one of a table: the number of the item, then a cell of paragraphs. ``says`` is what
is to be read, days without their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.documents.blocks import Block

FOLDER = Path(__file__).parent / "cases"
Rows = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Written:
    """A document: head lines, rows of a table, or paragraphs; and what it says."""

    layout: str
    language: str
    head: list[str]
    rows: Rows = field(default_factory=list)
    letter: list[str] = field(default_factory=list)
    says: dict[str, Any] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def blocks(self) -> list[Block]:
        """Two cells a row: the item's number, and its paragraphs."""
        return [
            *lines(self.head),
            *(Block((number, "\n".join(cell))) for number, cell in self.rows),
            *lines(self.letter),
        ]

    def merged(self) -> list[Block]:
        """One cell a row, the number before its label."""
        cells = (f"{number} " + " ".join(cell) for number, cell in self.rows)
        return [*lines(self.head), *lines(cells), *lines(self.letter)]

    def paged(self, width: int = 90) -> list[Block]:
        """Lines as of a page of a PDF: wrapped, with a page's head in between."""
        wrapped: list[str] = []
        for number, (first, *others) in self.rows:
            for text in (f"{number} {first}", *others):
                wrapped += wrap(text, width)
        wrapped += [line for text in self.letter for line in wrap(text, width)]
        middle = len(wrapped) // 2
        turn = [self.head[0], "- 2 -"]
        return lines([*self.head, *wrapped[:middle], *turn, *wrapped[middle:]])

    def apart(self) -> list[Block]:
        """Label and content in cells of their own, where a colon parts them."""
        rows = []
        for number, (first, *others) in self.rows:
            label, _, content = first.partition(":")
            rest = "\n".join([content.strip(), *others])
            rows.append(Block((number, f"{label}:", rest)))
        return [*lines(self.head), *rows, *lines(self.letter)]


def case(name: str) -> Written:
    """One of the documents in the folder."""
    told = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    rows = [(number, cell) for number, cell in told.pop("rows", [])]
    return Written(**told, rows=rows)


def names() -> list[str]:
    """The names of all documents in the folder."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def lines(texts: Iterable[str]) -> list[Block]:
    """Paragraphs as blocks."""
    return [Block((text,)) for text in texts]


def wrap(text: str, width: int) -> list[str]:
    """A text broken at blanks."""
    out, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            out.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*out, line]
