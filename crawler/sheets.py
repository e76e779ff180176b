"""Rows of cells out of a workbook or a CSV file, one by one and within bounds."""

import csv
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS

from crawler.faults import CrawlError
from crawler.sheet_rows import (
    LONGEST_CELL,
    Casts,
    Row,
    RowReader,
    StringReader,
    stream,
)
from crawler.spool import Spool

LARGEST_FILE = 200 * 2**20
LARGEST_UNPACKED = 900 * 2**20
MOST_PARTS = 2000
SMALL_PART = 8 * 2**20
STEEPEST = 100
"""A part larger than a small one that is packed more tightly than this is a bomb."""
MOST_ROWS = 1_048_576
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"
UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    DefusedXmlException,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    csv.Error,
    expat.ExpatError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""All that a broken or hostile workbook has been seen to raise.

The parse errors of openpyxl's XML libraries are SyntaxErrors.
"""


class FrugalReader(ExcelReader):
    """Reads a workbook with its shared strings on disk instead of in memory."""

    def read_strings(self) -> None:
        """Put the shared strings away; the list may be larger than the memory."""
        part: Any = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        spool = Spool()
        with self.archive.open(part.PartName[1:]) as source:
            for text in stream(source, StringReader()):
                spool.append(text)
        self.shared_strings = spool  # type: ignore[assignment]


def read_sheets(path: Path) -> Iterator[Iterator[Row]]:
    """The sheets of a workbook or a CSV file, each as numbered rows of cells.

    Formulas come as formulas. What cannot be read raises CrawlError.
    """
    if not path.is_file():
        raise CrawlError("no_file", file=path.name)
    if path.stat().st_size > LARGEST_FILE:
        raise too_large(path, f"more than {LARGEST_FILE >> 20} MB")
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xlsm"}:
        yield from read_workbook(path)
    elif ending in {".csv", ".tsv", ".txt"}:
        yield guard(path, read_csv(path))
    else:
        raise CrawlError("unknown_ending", file=path.name)


def read_workbook(path: Path) -> Iterator[Iterator[Row]]:
    """The sheets of a workbook, streamed."""
    check_archive(path)
    reader = FrugalReader(path, read_only=True, keep_links=False)
    try:
        reader.read()
    except UNREADABLE as error:
        raise unreadable(path, error) from error
    with closing(reader.archive):
        casts = Casts(reader.wb, reader.shared_strings)
        sheets: list[Any] = reader.wb.worksheets
        for sheet in sheets:
            with reader.archive.open(sheet._worksheet_path) as source:
                yield guard(path, stream(source, RowReader(casts.cast)))


def check_archive(path: Path) -> None:
    """Refuse what is no zip, no workbook, or would unpack to something monstrous."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except UNREADABLE as error:
        raise unreadable(path, error) from error
    if len(parts) > MOST_PARTS:
        raise too_large(path, f"{len(parts)} parts")
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise CrawlError(
            "unreadable_file", file=path.name, reason="a zip that holds no workbook"
        )
    total = sum(part.file_size for part in parts)
    if total > LARGEST_UNPACKED:
        raise too_large(path, f"it unpacks to {total >> 20} MB")
    for part in parts:
        steep = part.file_size > STEEPEST * max(part.compress_size, 1)
        if steep and part.file_size > SMALL_PART:
            size = part.file_size >> 20
            raise too_large(
                path, f"{part.filename} is packed far too tightly: {size} MB"
            )


def guard(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows that hold anything, with every fault of the file made one of ours."""
    while True:
        try:
            row = next(rows, None)
        except UNREADABLE as error:
            raise unreadable(path, error) from error
        if row is None:
            return
        if row[0] > MOST_ROWS:
            raise too_large(path, f"more than {MOST_ROWS} rows")
        if any(cell not in (None, "") for cell in row[1]):
            yield row


def read_csv(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, in UTF-8 or as Chinese Windows writes it."""
    csv.field_size_limit(LONGEST_CELL)
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as lines:
        delimiter = delimiter_of(lines)
        yield from enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1)


def encoding_of(path: Path) -> str:
    """The encoding in which the whole file can be read."""
    for encoding in ENCODINGS:
        if can_be_read(path, encoding):
            return encoding
    return "cp1252"


def can_be_read(path: Path, encoding: str) -> bool:
    """Whether every letter of the file is one of this encoding."""
    try:
        with path.open(encoding=encoding) as lines:
            return all(True for _ in iter(lambda: lines.read(2**16), ""))
    except UnicodeDecodeError:
        return False


def delimiter_of(lines: IO[str]) -> str:
    """The sign that parts the headings; the file is left at its beginning."""
    first = lines.readline(2**16)
    lines.seek(0)
    return max(DELIMITERS, key=first.count)


def unreadable(path: Path, error: Exception) -> CrawlError:
    """The fault of a file that is broken or is something else."""
    reason = " ".join(str(error).split())[:160] or type(error).__name__
    return CrawlError("unreadable_file", file=path.name, reason=reason)


def too_large(path: Path, reason: str) -> CrawlError:
    """The fault of a file beyond our bounds."""
    return CrawlError("too_large", file=path.name, reason=reason)
