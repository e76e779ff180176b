"""Reading a report's file again: the figures it carries, and the words it shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import PackageNotFoundError

from web.refused import RefusedError
from web.reports.frozen import Sheet
from web.reports.pdf import PdfiumError, read_attached, read_pdf, write_pdf
from web.reports.printed import Printed
from web.reports.sealing import NAME
from web.reports.verdict import UnreadableError
from web.reports.word import write_docx
from web.reports.word_data import read_data, read_seal, words_of
from web.trends.view import Words

LARGEST = 64 * 1024 * 1024
"""Bytes; no report of ours is near it."""


Print = Callable[[Printed, str], Sequence[str]]


def docx_lines(printed: Printed, language: str) -> list[str]:
    """The words of a fresh Word file."""
    return words_of(write_docx(printed, None, language))


def pdf_lines(printed: Printed, language: str) -> list[str]:
    """The lines of a fresh PDF; UnreadableError where none can be made here."""
    try:
        made = write_pdf(printed, None, language)
    except RefusedError as error:
        raise UnreadableError(
            "本机缺少WeasyPrint、Pango或中文字体，无法核对PDF的文字，请改用DOCX或JSON。",
            "WeasyPrint, Pango or a Chinese font is missing here, so the words of a "
            "PDF cannot be compared; give the Word file or the data sheet.",
        ) from error
    return read_pdf(made)[1]


@dataclass(frozen=True)
class Carried:
    """What a file holds: its figures, and its words where they can be compared."""

    sheet: Sheet
    words: Sequence[str] = ()
    write: Print = docx_lines
    """What a fresh print of the released report would show in its place."""
    seal: str = ""
    """What says that the words and figures stand as the house wrote them."""


Reader = Callable[[bytes, str], Carried]


def read_file(path: Path) -> Carried:
    """A released Word file, PDF or data sheet; UnreadableError says why not."""
    reader_of(path.name)
    if not path.is_file():
        raise UnreadableError(f"没有文件{path}。", f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        name = path.name
        raise UnreadableError(f"{name}太大。", f"{name} is too large for a report.")
    return read_content(path.read_bytes(), path.name)


def read_content(content: bytes, name: str) -> Carried:
    """The same of a file in hand; its ending tells what it is."""
    return reader_of(name)(content, name)


def reader_of(name: str) -> Reader:
    """How a file is read, by its ending."""
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnreadableError(
            f"{name}不是发布的报告文件，请选择DOCX、PDF或JSON。",
            f"{name} is none of {' '.join(READERS)}; give a released file.",
        )
    return reader


def unopened(name: str, kind: Words) -> UnreadableError:
    """A file that is not what its ending says."""
    return UnreadableError(
        f"{name}不能作为{kind.zh}打开。", f"{name} cannot be opened as a {kind.en}."
    )


def filled(sheet: Sheet | None, name: str) -> Sheet:
    """The figures that a file is proved by; UnreadableError where it has none."""
    if sheet is None:
        raise UnreadableError(
            f"{name}里没有随附的数据，可能另存过；请用发布时下载的原文件。",
            f"{name} carries no figures; was it saved anew?",
        )
    return sheet


def read_docx(content: bytes, name: str) -> Carried:
    """A Word file."""
    try:
        sheet, words = open_docx(content)
        seal = read_seal(content)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise unopened(name, Words("Word文件", "Word file")) from error
    return Carried(filled(sheet, name), words, seal=seal)


def open_docx(content: bytes) -> tuple[Sheet | None, list[str]]:
    """The figures and the words of a Word file; ValueError where it would unfold to
    more than a report can be."""
    with ZipFile(BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > LARGEST:
            raise ValueError("it unfolds to too much")
    return read_data(content), words_of(content)


def read_json(content: bytes, name: str) -> Carried:
    """A data sheet."""
    try:
        sheet = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{name}不是JSON。", f"{name} is no JSON.") from error
    if not isinstance(sheet, dict):
        raise UnreadableError(
            f"{name}不是报告的数据表。", f"{name} is no data sheet of a report."
        )
    return Carried(sheet)


def read_paper(content: bytes, name: str) -> Carried:
    """A PDF."""
    try:
        sheet, words = read_pdf(content)
        seal = read_attached(content, NAME).decode("ascii", "replace")
    except (PdfiumError, ValueError, RecursionError) as error:
        raise unopened(name, Words("PDF", "PDF")) from error
    return Carried(filled(sheet, name), words, write=pdf_lines, seal=seal)


READERS: dict[str, Reader] = {
    ".docx": read_docx,
    ".json": read_json,
    ".pdf": read_paper,
}
