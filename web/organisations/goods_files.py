"""Files of goods: workbooks, CSV and text, told apart by what they hold."""

import csv
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from web.marks import N_
from web.organisations.goods_list import (
    LONGEST,
    MOST_BYTES,
    MOST_CELLS,
    MOST_LINES,
    Line,
    read_pasted,
    read_rows,
)
from web.refused import RefusedError

MOST_UNPACKED = 40_000_000


def read_file(name: str, content: bytes) -> list[Line]:
    """The lines of an uploaded list; its kind is told by what it holds."""
    if not content:
        raise RefusedError(N_("请选择文件，或把清单粘贴到文本框。"))
    if len(content) > MOST_BYTES:
        raise RefusedError(N_("文件超过 1 MB，请只保留编码和品名两列。"))
    if content.startswith(b"PK"):
        return read_rows(sheet_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedError(N_("不支持旧版 .xls，请另存为 .xlsx 后再上传。"))
    words = decoded(content)
    if "\x00" in words:
        raise RefusedError(N_("“%(name)s”不是表格或文本。"), name=name[:LONGEST])
    if "," in words.partition("\n")[0]:
        return read_rows(list(csv.reader(StringIO(words))))
    return read_pasted(words)


def decoded(content: bytes) -> str:
    """The text of a file as Excel saves it here: UTF-8 or GB 18030."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def sheet_rows(content: bytes) -> list[list[str]]:
    """The rows of a workbook's first sheet."""
    from openpyxl import load_workbook  # takes long to load, and few need it

    try:
        with ZipFile(BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > MOST_UNPACKED:
            raise RefusedError(N_("文件展开后过大，请只保留编码和品名两列。"))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(
            max_row=MOST_LINES + 2, max_col=MOST_CELLS, values_only=True
        )
        found = [[shown(cell) for cell in row] for row in rows]
        book.close()
    except (BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise RefusedError(N_("文件打不开，请确认是 .xlsx 表格。")) from error
    return found


def shown(cell: object) -> str:
    """A cell as it reads; a code that Excel took for a number is no fraction."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
