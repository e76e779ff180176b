"""The table to be filled in, as a workbook with its explanations and as CSV."""

import csv
import io
from pathlib import Path

COLUMNS = Path(__file__).with_name("template.csv")
SHEET, NOTES = "出口数据", "口径说明"
WIDTH = 18


def columns() -> list[dict[str, str]]:
    """Each column: its name, its heading, and what belongs there."""
    with COLUMNS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_xlsx() -> bytes:
    """The workbook: a sheet to be filled in, and one that explains it."""
    from openpyxl import Workbook  # takes long to load
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = SHEET
    sheet.append([row["heading"] for row in columns() if row["heading"]])
    notes = book.create_sheet(NOTES)
    notes.append(["列", "说明", "例"])
    for row in columns():
        notes.append([row["heading"] or row["column"], row["meaning"], row["example"]])
    for each in (sheet, notes):
        for place, cell in enumerate(each[1], 1):
            cell.font = Font(bold=True)
            each.column_dimensions[get_column_letter(place)].width = WIDTH
    notes.column_dimensions["B"].width = 5 * WIDTH
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv() -> bytes:
    """The bare row of headings, in the signs that a spreadsheet expects."""
    text = ",".join(row["column"] for row in columns())
    return f"{text}\r\n".encode("utf-8-sig")
