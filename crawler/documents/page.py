"""What has been read of a web page so far: lines, cells, and a number that waits."""

import re
from dataclasses import dataclass, field

from crawler.documents.blocks import Block
from crawler.documents.ticks import with_ticks

BLANKS = re.compile(r"[ \t\xa0\r\f\v]+")


@dataclass
class Page:
    """What has been read of a page so far."""

    blocks: list[Block] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    """The cells of the row that is being read, if one is."""
    number: str = ""
    """The number of the words that come next."""

    def add(self, text: str | None, *, plain: bool = False) -> None:
        """Go on with the line; blanks of the source count as one."""
        if text:
            self.line.append(
                text if plain else BLANKS.sub(" ", text.replace("\n", " "))
            )

    def end_line(self) -> None:
        """End a line: a block, or a line in a cell."""
        if self.cells is None:
            text = self.take()
            if text:
                self.blocks.append(Block((f"{self.number} {text}".strip(),)))
                self.number = ""
        elif self.line and self.line[-1] != "\n":
            self.line.append("\n")

    def end_number(self) -> None:
        """End a number that stands apart: the words that it numbers follow."""
        if self.cells is None:
            self.number = f"{self.number} {self.take()}".strip()

    def end(self) -> None:
        """End the page; a number without words is a line."""
        self.end_line()
        if self.number:
            self.blocks.append(Block((self.number,)))

    def take(self) -> str:
        """The line so far, which begins anew."""
        text = with_ticks("".join(self.line))
        self.line = []
        parts = (BLANKS.sub(" ", part).strip() for part in text.split("\n"))
        return "\n".join(part for part in parts if part)

    def begin_row(self) -> None:
        """Begin the row of a table; one in a cell of another is only lines there."""
        self.end_line()
        self.cells = []

    def end_cell(self) -> None:
        """Put a cell into its row."""
        if self.cells is not None:
            self.cells.append(self.take())

    def end_row(self) -> None:
        """Put a row into the page."""
        cells = tuple(self.cells or ())
        self.cells = None
        if any(cells):
            self.blocks.append(Block(cells))
