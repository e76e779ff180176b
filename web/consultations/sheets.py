"""Workbooks that officers fill in: read as text, no formula is ever worked out."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from zipfile import BadZipFile, ZipFile

from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import MOST_BYTES, too_big
from web.uploads.kinds import XLSX, is_old_office, kind_of

MOST_UNPACKED = 60_000_000
MOST_LINES, MOST_CELLS, MOST_LETTERS = 500, 20, 20_000
WIDTH = 20
NO_FILE = N_("请选择填好的表格。")
NO_TABLE = N_("“%(name)s”不是XLSX表格，请下载模板填写，不要改成其他格式。")
OLD = N_("“%(name)s”是旧版或加密的Office文件，请另存为不加密的XLSX再传。")
BROKEN = N_("“%(name)s”打不开，请用Excel另存一份再传。")
TOO_LARGE = N_("“%(name)s”展开后过大，请只保留模板中的列。")
TOO_LONG = N_("“%(name)s”超过%(most)d行，请拆成几个表再传。")


@dataclass(frozen=True)
class Bounds:
    """How many lines and columns of a table are read."""

    lines: int = MOST_LINES
    cells: int = MOST_CELLS


USUAL = Bounds()


def read_sheet(name: str, content: bytes, bounds: Bounds = USUAL) -> list[list[str]]:
    """The rows of the first sheet as text, a formula as its own letters.

    RefusedError says in one sentence why a file is not taken.
    """
    if not content:
        raise RefusedError(NO_FILE)
    if len(content) > MOST_BYTES:
        raise too_big(name)
    if kind_of(content) != XLSX:
        raise RefusedError(OLD if is_old_office(content) else NO_TABLE, name=name)
    return bounded(name, load(name, content, bounds), bounds)


def read_plain(name: str, content: bytes, bounds: Bounds = USUAL) -> list[list[str]]:
    """The rows of a table in plain text, parted by comma, semicolon or tab."""
    if len(content) > MOST_BYTES:
        raise too_big(name)
    text = decoded(content)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        cut = islice(lines, bounds.lines + 2)
        rows = [[shown(cell) for cell in row[: bounds.cells]] for row in cut]
    except csv.Error as error:
        raise RefusedError(BROKEN, name=name) from error
    return bounded(name, rows, bounds)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, else as Chinese spreadsheets write it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def bounded(name: str, rows: list[list[str]], bounds: Bounds) -> list[list[str]]:
    """The rows without empty ones at their end; refused where there are too many."""
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > bounds.lines + 1:
        raise RefusedError(TOO_LONG, name=name, most=bounds.lines)
    return rows


def load(name: str, content: bytes, bounds: Bounds) -> list[list[str]]:
    """The rows, one more than may be."""
    from openpyxl import load_workbook  # takes long to load, and few need it

    try:
        with ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > MOST_UNPACKED:
            raise RefusedError(TOO_LARGE, name=name)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        cells = book.worksheets[0].iter_rows(
            max_row=bounds.lines + 2, max_col=bounds.cells, values_only=True
        )
        rows = [[shown(cell) for cell in row] for row in cells]
        book.close()
    except (BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise RefusedError(BROKEN, name=name) from error
    return rows


def shown(cell: object) -> str:
    """A cell as it reads; a whole number without its fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()[:MOST_LETTERS]


def count_formulas(rows: Sequence[Sequence[str]]) -> int:
    """How many cells hold what a spreadsheet would work out."""
    return sum(cell.startswith("=") for row in rows for cell in row)


def write_sheet(title: str, columns: Sequence[tuple[str, str]]) -> bytes:
    """A workbook to be filled in: a heading and an explanation for each column."""
    from openpyxl import Workbook  # takes long to load
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = title
    sheet.append([heading for heading, _ in columns])
    notes = book.create_sheet("填写说明")
    for line in columns:
        notes.append(line)
    notes.column_dimensions["A"].width = WIDTH
    notes.column_dimensions["B"].width = 4 * WIDTH
    for place, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
