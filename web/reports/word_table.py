"""The table of a figure in a Word file: columns as wide as their words."""

from __future__ import annotations

import unicodedata
from itertools import chain

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Row

from web.cases.paper_head import fill, shade
from web.reports.printed import Drawn

SMALL, SMALLER = Pt(9), Pt(7)
MANY = 6
"""More columns than these stand in smaller letters."""
MOST_ROOM, LITTLE_ROOM = 40, 12
"""Longer cells stand on several lines."""
BESIDE = 30
"""Twentieths of a point beside the words of a cell in such a table."""
ROOM, ROOM_OF_MANY = 88, 112
"""Letters for which there is room from margin to margin, in either size."""
NARROWEST = 5
"""Letters that a column has room for at least."""


def add_table(paper: Paper, drawn: Drawn, width: Length) -> None:
    """The rows under a heading that stands again on each page; no row is parted."""
    table = paper.add_table(rows=0, cols=len(drawn.heads), style="Table Grid")
    for place, row in enumerate([drawn.heads, *drawn.rows]):
        cells = table.add_row()
        keep_whole(cells, is_head=place == 0)
        for cell, text, left in zip(cells.cells, row, drawn.left, strict=True):
            fill(cell, text)
            if not left:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if place == 0:
                shade(cell)
    set_widths(table, drawn, width)
    if len(drawn.heads) > MANY:
        set_size(table, SMALLER)
        draw_in(table)
    else:
        set_size(table, SMALL)


def keep_whole(row: _Row, *, is_head: bool) -> None:
    """Let a row stand on one page; a heading stands again on each."""
    names = ["w:cantSplit", *(["w:tblHeader"] if is_head else [])]
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def set_widths(table: Table, drawn: Drawn, width: Length) -> None:
    """Share the width among the columns by what stands in them."""
    table.autofit = False
    for column, part in zip(table.columns, shares(drawn), strict=True):
        share = Length(int(width * part))
        column.width = share
        for cell in column.cells:
            cell.width = share


def shares(drawn: Drawn) -> list[float]:
    """How much of the width each column takes, together 1.

    What is too wide for the page is taken from columns of long cells, never from
    what their headings need.
    """
    places = range(len(drawn.heads))
    wanted = [room_of(drawn, place) for place in places]
    floors = [min(need_of(drawn, place), wanted[place]) for place in places]
    over = sum(wanted) - (ROOM_OF_MANY if len(drawn.heads) > MANY else ROOM)
    spare = sum(wanted) - sum(floors)
    cut = min(1.0, over / spare) if over > 0 and spare else 0.0
    found = [one - cut * (one - low) for one, low in zip(wanted, floors, strict=True)]
    return [one / sum(found) for one in found]


def room_of(drawn: Drawn, place: int) -> int:
    """Letters that a column needs: its longest cell, or its heading in parts.

    No word of a heading is broken; a Chinese one stands on two lines.
    """
    longest = max((letters(row[place]) for row in drawn.rows), default=0)
    many = len(drawn.heads) > MANY
    most, beside = (LITTLE_ROOM, 2) if many else (MOST_ROOM, 4)
    return max(min(longest, most) + beside, need_of(drawn, place))


def need_of(drawn: Drawn, place: int) -> int:
    """Letters that the heading of a column needs, no word of it broken."""
    words = max(letters(one) for one in [*drawn.heads[place].split(), ""])
    head = words if drawn.heads[place].isascii() else words // 2
    return max(head, NARROWEST) + (2 if len(drawn.heads) > MANY else 4)


def letters(text: str) -> int:
    """How wide a text is; a Chinese character is two letters."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def set_size(table: Table, size: Length) -> None:
    """Write all cells in one size."""
    for cell in chain.from_iterable(row.cells for row in table.rows):
        for line in cell.paragraphs:
            for run in line.runs:
                run.font.size = size


def draw_in(table: Table) -> None:
    """Leave little beside the words of a cell, so that many columns find room."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(BESIDE))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
