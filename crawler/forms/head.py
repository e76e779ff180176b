"""The head of a document: its symbol, its day, and the lines that say nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.documents.blocks import Block
from crawler.forms.tables import phrases
from models.days import read_day
from models.fold import fold
from models.symbols import SYMBOL, read_symbol

SYMBOLS = re.compile(
    rf"{SYMBOL.pattern}(?:[\s,;]+{SYMBOL.pattern})*[\s,;*]*", re.IGNORECASE
)
NUMBERING = re.compile(
    r"[-–—\s]*\d{1,3}\s*[-–—]+|[_\-–—*]{2,}"
    r"|\(?\s*\d{2}-\d{3,5}\s*\)?|pag(?:e|ina)\s*:?\s*\d{1,3}\s*(?:/\s*\d{1,3})?"
    r"|original\s*:?[a-z\s/()]{0,60}|g/(?:tbt|sps)/n/[a-z]{2,4}/\.*"
)
BEFORE_FIRST = 40
"""Blocks in which the head of a document must stand."""


@dataclass
class Head:
    """What the head tells, and the lines of it that nobody knows."""

    symbols: list[str] = field(default_factory=list)
    circulated: str | None = None
    kind: str | None = None
    unread: list[str] = field(default_factory=list)


LONGEST_FOOT = 4
"""Lines that the remark at the foot of a page may take."""
KINDS = {
    "addendum": "addendum",
    "adicion": "addendum",
    "corrigendum": "corrigendum",
    "correccion": "corrigendum",
    "revision": "revision",
    "supplement": "supplement",
    "suplemento": "supplement",
}


def read_head(text: str) -> Head:
    """Read the lines before the first label."""
    head = Head()
    for line in text.split("\n"):
        plain = fold(line).strip(" *.:")
        if SYMBOLS.fullmatch(line.strip()):
            head.symbols += symbols_in(line)
        elif day := day_of(line):
            head.circulated = head.circulated or day
        elif (word := plain.strip("0123456789 .*")) in KINDS:
            head.kind = KINDS[word]
        elif not is_frame(line):
            read_mixed(line, head)
    return head


def read_mixed(line: str, head: Head) -> None:
    """A line with the symbol and more in it, or one that nobody knows."""
    found = [] if head.symbols else symbols_in(line)
    head.symbols += found
    if not found:
        head.unread.append(line)


def symbols_in(line: str) -> list[str]:
    """The symbols of a line, as the WTO prints them."""
    read = (read_symbol(match[0]) for match in SYMBOL.finditer(line))
    return list(dict.fromkeys(symbol.text for symbol in read if symbol))


def day_of(line: str) -> str | None:
    """The day that is the whole line."""
    if not any(letter.isdecimal() for letter in line):
        return None
    try:
        day = read_day(line)
    except ValueError:
        return None
    return day.isoformat() if day else None


def is_frame(line: str) -> bool:
    """Whether a line belongs to every form, and says nothing."""
    rest = unnumbered(line)
    return is_furniture(line) or any(
        one.words.fullmatch(rest) for one in phrases() if one.use == "head"
    )


def is_furniture(line: str) -> bool:
    """Whether a line is the number of a page, a rule, or the foot of a form."""
    return not unnumbered(line) or is_foot(line)


def is_foot(line: str) -> bool:
    """Whether a line begins a remark of the form at the foot of a page."""
    rest = unnumbered(line).lstrip("0123456789*† ")
    return any(one.words.match(rest) for one in phrases() if one.use == "foot")


def unnumbered(line: str) -> str:
    """A folded line without numbers of pages and of documents."""
    return NUMBERING.sub(" ", fold(line).strip()).strip(" \t|.,;:")


def without_frame(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without numbers of pages, rules and feet between their rows.

    The head of a page repeats the document's own symbol: further lines that are
    nothing but it are left out as well.
    """
    kept: list[Block] = []
    frame = Frame()
    for place, block in enumerate(blocks):
        cells = tuple(frame.without(cell) for cell in block.cells)
        if place < BEFORE_FIRST and not frame.own:
            frame.own = {fold(one.strip()) for one in cells if is_symbol(one)}
        if any(cell.strip() for cell in cells):
            kept.append(Block(cells))
    return kept


def is_symbol(cell: str) -> bool:
    """Whether a cell is nothing but symbols."""
    return bool(SYMBOLS.fullmatch(cell.strip()))


@dataclass
class Frame:
    """What stands on every page: the document's own symbol, and an open foot."""

    own: set[str] = field(default_factory=set)
    open_foot: int = 0

    def without(self, cell: str) -> str:
        """A cell without the lines of the frame."""
        return "\n".join(line for line in cell.split("\n") if not self.holds(line))

    def holds(self, line: str) -> bool:
        """Whether a line is of the frame; a foot may go on over some lines."""
        plain = fold(line).strip()
        if not plain:
            return False
        if self.open_foot or is_foot(line):
            left = self.open_foot - 1 if self.open_foot else LONGEST_FOOT
            self.open_foot = 0 if plain.endswith(".") else left
            return True
        return plain in self.own or is_furniture(line)
