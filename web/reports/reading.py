"""Reading a report's file again: the figures it carries, and the words it shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError

from models.report import Report
from web.refused import RefusedError
from web.reports.frozen import Sheet
from web.reports.pdf import PdfiumError, read_pdf, write_pdf
from web.reports.printed import print_report
from web.reports.verifying import UnreadableError
from web.reports.word import write_docx
from web.reports.word_data import read_data, words_of

LARGEST = 64 * 1024 * 1024
"""Bytes; no report of ours is near it."""
LANGUAGES = ("zh", "en")
MOST = 5


Print = Callable[[Report, str], Sequence[str]]


def docx_lines(report: Report, language: str) -> list[str]:
    """The words of a fresh Word file."""
    return words_of(write_docx(print_report(report, language), None, language))


def pdf_lines(report: Report, language: str) -> list[str]:
    """The lines of a fresh PDF; UnreadableError where none can be made here."""
    try:
        made = write_pdf(print_report(report, language), None, language)
    except RefusedError as error:
        raise UnreadableError(
            "WeasyPrint, Pango or a Chinese font is missing here, so the words of a "
            "PDF cannot be compared; give the Word file or the data sheet."
        ) from error
    return read_pdf(made)[1]


@dataclass(frozen=True)
class Carried:
    """What a file holds: its figures, and its words where they can be compared."""

    sheet: Sheet
    words: Sequence[str] = ()
    write: Print = docx_lines
    """What a fresh print of the released report would show in its place."""


def read_file(path: Path) -> Carried:
    """A released Word file, PDF or data sheet; UnreadableError says why not."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = " ".join(READERS)
        raise UnreadableError(f"{path.name} is none of {kinds}; give a released file.")
    if not path.is_file():
        raise UnreadableError(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise UnreadableError(f"{path.name} is too large for a report.")
    return reader(path)


def read_docx(path: Path) -> Carried:
    """A Word file."""
    content = path.read_bytes()
    try:
        sheet, words = read_data(content), words_of(content)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise UnreadableError(
            f"{path.name} cannot be opened as a Word file."
        ) from error
    if sheet is None:
        raise UnreadableError(f"{path.name} carries no figures; was it saved anew?")
    return Carried(sheet, words)


def read_json(path: Path) -> Carried:
    """A data sheet."""
    try:
        sheet = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path.name} is no JSON.") from error
    if not isinstance(sheet, dict):
        raise UnreadableError(f"{path.name} is no data sheet of a report.")
    return Carried(sheet)


def read_paper(path: Path) -> Carried:
    """A PDF."""
    try:
        sheet, words = read_pdf(path.read_bytes())
    except (PdfiumError, ValueError, RecursionError) as error:
        raise UnreadableError(f"{path.name} cannot be opened as a PDF.") from error
    if sheet is None:
        raise UnreadableError(f"{path.name} carries no figures; was it saved anew?")
    return Carried(sheet, words, write=pdf_lines)


READERS: dict[str, Callable[[Path], Carried]] = {
    ".docx": read_docx,
    ".json": read_json,
    ".pdf": read_paper,
}


def altered_words(report: Report, carried: Carried) -> list[str]:
    """What a file shows differently from a fresh print of the released report."""
    if not carried.words:
        return []
    closest: list[str] | None = None
    for language in LANGUAGES:
        found = differing(carried.write(report, language), carried.words)
        if closest is None or len(found) < len(closest):
            closest = found
    return closest or []


def differing(fresh: Sequence[str], words: Sequence[str]) -> list[str]:
    """The pieces that differ, in sentences, the first few of them."""
    pairs = [
        f"The file shows “{shown[:60]}” where the report says “{said[:60]}”."
        for said, shown in zip(fresh, words, strict=False)
        if said != shown
    ]
    if len(fresh) != len(words):
        pairs.append(f"The file has {len(words)} pieces of text, not {len(fresh)}.")
    rest = len(pairs) - MOST
    return pairs[:MOST] + ([f"And {rest} more differences."] if rest > 0 else [])
