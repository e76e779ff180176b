"""The cells of a worksheet as a stream: no tree is built, and no DTD is let in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601

CHUNK = 2**16
MOST_COLUMNS = 100
LONGEST_CELL = 2**20
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
ROW, CELL, VALUE, FORMULA = (f"{MAIN}{name}" for name in ("row", "c", "v", "f"))
TEXT, PHONETIC, STRING = (f"{MAIN}{name}" for name in ("t", "rPh", "si"))
WORDED = frozenset({VALUE, FORMULA, TEXT})
"""The elements whose text counts."""
PLACES = {get_column_letter(k + 1): k for k in range(MOST_COLUMNS)}
FARTHEST = 3
"""Letters of the last column that a worksheet can have."""
Row = tuple[int, Sequence[Any]]
Cast = Callable[[str, str | None, str | None], Any]


class Reader:
    """What the readers of worksheets and of shared strings have in common.

    The parser calls ``start``, ``end`` and ``add``; what was read so far is in
    ``found``.
    """

    def __init__(self) -> None:
        self.found: list[Any] = []
        self.texts: list[str] = []
        self.words: list[str] = []
        self.length = 0
        self.silent = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.buffer_size = CHUNK
        self.parser.StartDoctypeDeclHandler = refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins; only the text of some is listened to."""
        if name in WORDED:
            self.words, self.length = [], 0
            self.parser.CharacterDataHandler = self.add
        elif name == PHONETIC:
            self.silent = True

    def end(self, name: str) -> None:
        """An element ends; a text that tells how to pronounce another is none."""
        if name in WORDED:
            self.parser.CharacterDataHandler = None
        if name == TEXT and not self.silent:
            self.texts.append("".join(self.words))
        elif name == PHONETIC:
            self.silent = False

    def add(self, words: str) -> None:
        """A piece of text; what no cell can hold is refused."""
        self.length += len(words)
        if self.length > LONGEST_CELL:
            raise ValueError(f"a cell of more than {LONGEST_CELL} letters")
        self.words.append(words)

    def take(self) -> list[Any]:
        """All that was read since the last time."""
        taken, self.found = self.found, []
        return taken


class StringReader(Reader):
    """Reads the shared strings of a workbook."""

    def end(self, name: str) -> None:
        """A string ends: its runs are one text."""
        super().end(name)
        if name == STRING:
            self.found.append("".join(self.texts))
            self.texts = []


class RowReader(Reader):
    """Reads the rows of a worksheet; a cell is what ``cast`` makes of its words."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.cast = cast
        self.number, self.place = 0, -1
        self.cells: list[Any] = []
        self.cell: dict[str, str] = {}
        self.value: str | None = None
        self.formula: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or something in it begins."""
        if name == CELL:
            self.cell, self.value, self.formula = attributes, None, None
            self.texts = []
        elif name == ROW:
            stated = attributes.get("r")
            self.number = number_of(stated) if stated else self.number + 1
            self.cells, self.place = [], -1
        else:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        """A row, a cell, or something in it ends."""
        if name == CELL:
            self.put_cell()
        elif name == ROW:
            self.found.append((self.number, self.cells))
        else:
            super().end(name)
            if name == VALUE:
                self.value = "".join(self.words) or None
            elif name == FORMULA:
                self.formula = "".join(self.words)

    def put_cell(self) -> None:
        """Put a cell in its place; those beyond our columns are left out."""
        stated = self.cell.get("r")
        self.place = place_of(stated) if stated else self.place + 1
        value = self.read_cell()
        if value is None or self.place >= MOST_COLUMNS:
            return
        missing = self.place - len(self.cells)
        if missing < 0:
            self.cells[self.place] = value
            return
        if missing:
            self.cells += [None] * missing
        self.cells.append(value)

    def read_cell(self) -> Any:
        """What a cell holds: its formula, its own text, or its value."""
        if self.formula is not None:
            return f"={self.formula}"
        kind = self.cell.get("t")
        if kind == "inlineStr":
            return "".join(self.texts) if self.texts else None
        return self.cast(self.value, kind, self.cell.get("s")) if self.value else None


@dataclass(frozen=True)
class Casts:
    """How the words of a cell become its value, in one workbook."""

    workbook: Any
    strings: Sequence[str]

    def cast(self, words: str, kind: str | None, style: str | None) -> Any:
        """A shared string, a truth, a text, a day, or a number."""
        if kind == "s":
            return self.strings[int(words)]
        if kind in {"str", "e"}:
            return words
        if kind == "b":
            return bool(int(words))
        if kind == "d":
            return from_ISO8601(words)  # type: ignore[no-untyped-call]
        return self.day(words, style) if self.is_day(style) else number(words)

    def is_day(self, style: str | None) -> bool:
        """Whether a number in this style is shown as a day."""
        return style is not None and int(style) in self.workbook._date_formats

    def day(self, words: str, style: str | None) -> Any:
        """The day of a serial; beyond the calendar it is Excel's own error."""
        times = self.workbook._timedelta_formats
        timed = style is not None and int(style) in times
        return day_of(words, self.workbook.epoch, timed)


@lru_cache(maxsize=16384)
def day_of(words: str, epoch: Any, timed: bool) -> Any:
    """The day that a serial means, with its time."""
    try:
        return from_excel(number(words), epoch, timedelta=timed)
    except (OverflowError, ValueError):
        return "#VALUE!"


def number(words: str) -> float:
    """A number, whole where it is written so."""
    return float(words) if "." in words or "e" in words.lower() else int(words)


def place_of(reference: str) -> int:
    """The column of a cell such as AB12, from 0; all that are too far are one."""
    letters = reference.rstrip("0123456789")
    place = PLACES.get(letters)
    if place is not None:
        return place
    if letters.isalpha() and letters.isascii() and len(letters) <= FARTHEST:
        return MOST_COLUMNS
    raise ValueError(f"{reference!r} is no place of a cell")


def number_of(words: str) -> int:
    """The number of a row."""
    found = int(float(words))
    if found < 1:
        raise ValueError(f"there is no row {found}")
    return found


def refuse(*_: Any) -> None:
    """No part of a workbook declares entities of its own."""
    raise ValueError("a part of it declares a document type")


def stream(source: IO[bytes], reader: Reader) -> Iterator[Any]:
    """All that a reader finds in a part, while the part is read piece by piece."""
    parser = reader.parser
    while chunk := source.read(CHUNK):
        parser.Parse(chunk, False)
        if reader.found:
            yield from reader.take()
    parser.Parse(b"", True)
    yield from reader.take()
