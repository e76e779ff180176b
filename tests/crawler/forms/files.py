"""The forms as Word documents, laid out as the WTO lays them out."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document

from tests.crawler.forms.written import Written


def docx_of(written: Written, *, in_header: bool = False) -> bytes:
    """The bytes of a document: a head, and a table with a row an item.

    The head is a table, as on the first page, or stands in the header of the page.
    """
    document = Document()
    symbol, day, number, page, committee, original, *rest = written.head
    place = document.sections[0].header if in_header else document
    pairs = [("", symbol), ("", day), (number, page), (committee, original)]
    put_head(place, pairs)
    for text in rest:
        document.add_paragraph(text)
    if written.rows:
        table = document.add_table(rows=0, cols=2)
        for number, cell in written.rows:
            cells = table.add_row().cells
            cells[0].text = number
            put_cell(cells[1], cell)
    for text in written.letter:
        document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def put_head(place: Any, pairs: list[tuple[str, str]]) -> None:
    """Symbol and day at the right, number and page, Committee and language."""
    if hasattr(place, "is_linked_to_previous"):
        for left, right in pairs:
            place.add_paragraph(f"{left}\t{right}".strip())
        return
    table = place.add_table(rows=0, cols=2)
    for left, right in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right


def put_cell(cell: Any, paragraphs: list[str]) -> None:
    """A cell of several paragraphs; a label is underlined up to its colon."""
    for place, text in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        label, colon, content = text.partition(":")
        paragraph.add_run(label + colon).underline = bool(colon)
        paragraph.add_run(content)
