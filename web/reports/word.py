"""A report as a Word file: contents, headings, figures with their tables and proof."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph

from web.cases.paper import GREY, add_field, add_footer, set_page, tell_language
from web.cases.paper_head import UNPRINTABLE, fill, shade
from web.reports.frozen import Sheet
from web.reports.links import Piece
from web.reports.printed import Drawn, Printed, Prose, Section
from web.reports.word_data import add_data
from web.reports.word_table import add_table
from web.trends.pictures import draw_png
from web.trends.view import one_of

WIDTH = Cm(15.4)
"""What stands between the margins."""
HEAD = (Cm(3.6), Cm(11.8))
"""The columns of the table on the cover."""
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
CHART_DOTS = 640
"""From so many dots a chart fills the page's width."""


def write_docx(printed: Printed, sheet: Sheet | None, language: str) -> bytes:
    """The file; ``sheet`` is what a released report carries to be proved by."""
    paper = Document()
    set_page(paper)
    paper.core_properties.title = printed.title[:255]
    paper.core_properties.author = ""
    add_cover(paper, printed, language)
    add_contents(paper, printed.sections, language)
    for place, section in enumerate(printed.sections):
        add_section(paper, section, place, language)
    add_footer(paper, f"{printed.title} {printed.issue} · {printed.foot}")
    if sheet is not None:
        add_data(paper, sheet)
    for line in paper.paragraphs:
        tell_language(line, LANGUAGES[language])
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def add_cover(paper: Paper, printed: Printed, language: str) -> None:
    """Title, issue, days and state, and the table of facts where there is one."""
    title = paper.add_heading(clean(printed.title), level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in (printed.issue, printed.days, printed.state):
        if words:
            line = paper.add_paragraph(clean(words))
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not printed.head:
        return
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, HEAD, strict=True):
        column.width = width
    for name, value in printed.head:
        cells = table.add_row().cells
        fill(cells[0], name)
        fill(cells[1], value)
        shade(cells[0])
        for cell, width in zip(cells, HEAD, strict=True):
            cell.width = width


def add_contents(paper: Paper, sections: Sequence[Section], language: str) -> None:
    """The chapters with their pages, each a way there."""
    head = paper.add_paragraph()
    head.paragraph_format.space_before = Pt(18)
    run = head.add_run(one_of(language, "目录", "Contents"))
    run.bold = True
    for place, section in enumerate(sections):
        line = paper.add_paragraph()
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run(clean(section.name))
        line.add_run("\t")
        add_field(line, f"PAGEREF {bookmark(place)} \\h")


def bookmark(place: int) -> str:
    """The name of the place of a chapter."""
    return f"chapter{place + 1}"


def add_section(paper: Paper, section: Section, place: int, language: str) -> None:
    """A chapter; the first begins a page of its own."""
    heading = paper.add_heading(clean(section.name), level=2)
    heading.paragraph_format.page_break_before = place == 0
    heading.paragraph_format.space_before = Pt(14)
    mark(heading, place)
    for part in section.parts:
        if isinstance(part, Prose):
            add_prose(paper, part, language)
        else:
            add_figure(paper, part, language)


def mark(heading: Paragraph, place: int) -> None:
    """Name the place of a heading."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        one = OxmlElement(f"w:{kind}")
        one.set(qn("w:id"), str(place + 1))
        if kind == "bookmarkStart":
            one.set(qn("w:name"), bookmark(place))
            heading._p.insert(0, one)
        else:
            heading._p.append(one)


def add_prose(paper: Paper, prose: Prose, language: str) -> None:
    """Paragraphs; what the machine wrote says so."""
    last = prose.lines[-1]
    for pieces in prose.lines:
        line = paper.add_paragraph()
        for one in pieces:
            add_piece(line, one)
        line.paragraph_format.keep_with_next = prose.machine and pieces is last
        if language == "zh":
            line.paragraph_format.first_line_indent = Pt(23)
    if prose.machine:
        words = one_of(language, "机器摘要", "Machine summary")
        small(paper.add_paragraph(words))


def add_piece(line: Paragraph, piece: Piece) -> None:
    """Some words, underlined where they lead somewhere."""
    run = line.add_run(clean(piece.words))
    if not piece.url:
        return
    run.underline = True
    link = OxmlElement("w:hyperlink")
    to = line.part.relate_to(piece.url, KINDS.HYPERLINK, is_external=True)
    link.set(qn("r:id"), to)
    link.append(run._r)
    line._p.append(link)


def add_figure(paper: Paper, drawn: Drawn, language: str) -> None:
    """The finding, the chart, the table, the notes and the line of its proof."""
    number = one_of(language, f"图{drawn.number}　", f"Figure {drawn.number}. ")
    caption = paper.add_paragraph()
    caption.paragraph_format.space_before = Pt(10)
    caption.paragraph_format.keep_with_next = True
    caption.add_run(clean(number + drawn.finding)).bold = True
    if drawn.chart is not None:
        add_chart(paper, drawn)
    if drawn.rows:
        add_table(paper, drawn, WIDTH)
    rest = one_of(
        language,
        f"另有{drawn.rest}行未列。",
        f"{drawn.rest} more rows are not printed.",
    )
    for words in [*([rest] if drawn.rest else []), *drawn.notes, drawn.source]:
        small(paper.add_paragraph(clean(words)))


def add_chart(paper: Paper, drawn: Drawn) -> None:
    """The picture of a chart, told in words for those who cannot see it."""
    picture = io.BytesIO(draw_png(drawn.chart or {}))
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.line_spacing = 1.0
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(picture)
    dots = shape.width / 9525 / 2
    wanted = int(WIDTH * min(1.0, dots / CHART_DOTS))
    shape.height = Emu(int(shape.height * wanted / shape.width))
    shape.width = Emu(wanted)
    shape._inline.docPr.set("descr", drawn.finding)


def small(line: Paragraph) -> None:
    """A line in small grey."""
    line.paragraph_format.line_spacing = Pt(14)
    line.paragraph_format.space_after = Pt(2)
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(9), GREY


def clean(words: str) -> str:
    """Words that a Word file can hold."""
    return UNPRINTABLE.sub("", words)
