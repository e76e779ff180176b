"""The comment as a Word document: facts, Chinese text, English text, marks."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LATIN, CHINESE = "Calibri", "宋体"
MACHINE_MARK = "机器初稿，未经审核 · Machine draft, not reviewed"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Sheet:
    """What the paper shows: pairs for the head, both texts, and who wrote them."""

    title: str
    head: Sequence[tuple[str, str]]
    text_zh: str
    text_en: str
    machine: bool
    version: str


def write_paper(sheet: Sheet) -> bytes:
    """The .docx; control characters in crawled text are dropped."""
    paper = Document()
    set_page(paper)
    paper.core_properties.title = sheet.title
    paper.core_properties.author = ""
    add_head(paper, sheet)
    add_text(paper, sheet.text_zh)
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    add_text(paper, sheet.text_en)
    add_footer(paper, sheet)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def set_page(paper: Paper) -> None:
    """A4, official margins, a Chinese and a Latin face."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin = section.bottom_margin = Cm(2.5)
    for name, size in (("Normal", 11), ("Heading 1", 16), ("Heading 2", 12)):
        style = paper.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        style.font.color.rgb = RGBColor(0x1B, 0x24, 0x30)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(
            qn("w:eastAsia"), CHINESE
        )
    paper.styles["Normal"].paragraph_format.line_spacing = 1.4


def add_head(paper: Paper, sheet: Sheet) -> None:
    """The facts as a two-column table."""
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in sheet.head:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(3.6), Cm(12)
        cells[0].text, cells[1].text = name, UNPRINTABLE.sub("", value)
    paper.add_paragraph()


def add_text(paper: Paper, text: str) -> None:
    """The first line is the title; numbered lines are headings."""
    lines = [line for line in UNPRINTABLE.sub("", text).splitlines() if line.strip()]
    for place, line in enumerate(lines):
        if place == 0:
            paper.add_heading(line, level=1)
        elif re.match(r"(?:[一二三四五六七八九十]+、|\d+\. Article )", line):
            paper.add_heading(line, level=2)
        else:
            paper.add_paragraph(line)


def add_footer(paper: Paper, sheet: Sheet) -> None:
    """The version, and the mark of a machine's text until a person takes it over."""
    footer = paper.sections[0].footer.paragraphs[0]
    footer.text = (
        f"{sheet.version} · {MACHINE_MARK}" if sheet.machine else sheet.version
    )
