"""The facts that stand at the top of the paper, as a table."""

import re
from collections.abc import Sequence

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a Word document cannot hold."""


def add_head(paper: Paper, head: Sequence[tuple[str, str, str]]) -> None:
    """The facts as a two-column table of fixed widths."""
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    widths = (Cm(3.6), Cm(11.8))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for zh, en, value in head:
        cells = table.add_row().cells
        for cell, width, text in zip(
            cells, widths, (f"{zh}\n{en}", value), strict=True
        ):
            cell.width = width
            fill(cell, text)
        shade(cells[0])
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def fill(cell: _Cell, text: str) -> None:
    """Write lines into a cell, close together."""
    line = cell.paragraphs[0]
    line.add_run(UNPRINTABLE.sub("", text)).font.size = Pt(10.5)
    line.paragraph_format.line_spacing = Pt(16)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)


def shade(cell: _Cell) -> None:
    """A light ground under the names of the facts."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F2F4F7")):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)
