"""The comment as a Word document: facts, Chinese text, English text, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from web.cases.blanks import split_blanks
from web.cases.paper_lines import kinds_of

LATIN, SONG, HEI = "Times New Roman", "宋体", "黑体"
INK, GREY = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x4A, 0x55, 0x65)
STYLES = (("Normal", 11.5, SONG), ("Heading 1", 16, HEI), ("Heading 2", 12, HEI))
MACHINE_MARK = "机器初稿，未经审核 Machine draft, not reviewed"
SAMPLE_MARK = (
    "示例档案：标题和引文是自拟摘要，不是通报原文"
    " Sample record: summaries, not the notified words"
)
LONGEST_TITLE = 255


@dataclass(frozen=True)
class Sheet:
    """What the paper shows: the head, both texts, and which version they are."""

    title: str
    head: Sequence[tuple[str, str, str]]
    """Chinese name, English name, value (lines are kept)."""
    text_zh: str
    text_en: str
    machine: bool
    version: str
    sample: bool = False
    text_es: str = ""
    """Whether all that is known of the notice is the starter archive's summary."""

    @property
    def marks(self) -> list[str]:
        """What a reader must be told before anything else."""
        told = ((self.sample, SAMPLE_MARK), (self.machine, MACHINE_MARK))
        return [words for holds, words in told if holds]


def set_page(paper: Paper) -> None:
    """A4 with official margins; a Chinese and a Latin face for each style."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(3), Cm(2.6)
    for name, size, chinese in STYLES:
        style = paper.styles[name]
        set_face(style, chinese)
        style.font.size, style.font.color.rgb = Pt(size), INK
    normal = paper.styles["Normal"]
    normal.element.get_or_add_rPr().append(language_mark("en-GB", "zh-CN"))
    normal.paragraph_format.line_spacing = Pt(21)
    normal.paragraph_format.space_after = Pt(4)


def set_face(style: ParagraphStyle, chinese: str) -> None:
    """Name the faces outright; a theme's face would win over them."""
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), chinese)
    fonts.set(qn("w:cs"), LATIN)


def add_mark(paper: Paper, words: str) -> None:
    """Say at the top that no person has taken the text over yet."""
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = line.add_run(words)
    run.font.size, run.font.color.rgb = Pt(9), GREY


def add_text(paper: Paper, text: str, language: str, *, new_page: bool = False) -> None:
    """The lines of a text as paragraphs, each as what it is."""
    for kind, line in kinds_of(text):
        if kind == "title":
            added = paper.add_heading(line, level=1)
            added.alignment = WD_ALIGN_PARAGRAPH.CENTER
            added.paragraph_format.space_before = Pt(6)
            added.paragraph_format.space_after = Pt(12)
            added.paragraph_format.page_break_before = new_page
        elif kind == "heading":
            added = paper.add_heading(line, level=2)
            added.paragraph_format.space_before = Pt(10)
            added.paragraph_format.space_after = Pt(2)
        else:
            added = add_prose(paper, line, language)
            place_line(added, kind)
        tell_language(added, language)


def place_line(line: Paragraph, kind: str) -> None:
    """Whom a letter addresses stands at the margin, who signs it to the right."""
    if kind in {"addressee", "signed"}:
        line.paragraph_format.first_line_indent = None
    if kind == "signed":
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.keep_together = True


def add_prose(paper: Paper, line: str, language: str) -> Paragraph:
    """A paragraph with what is to be filled marked; Chinese is indented."""
    added = paper.add_paragraph()
    for piece, is_blank in split_blanks(line):
        run = added.add_run(piece)
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if is_blank else None
    if language == "zh-CN":
        added.paragraph_format.first_line_indent = Pt(23)
    else:
        added.paragraph_format.line_spacing = Pt(18)
        added.paragraph_format.space_after = Pt(6)
    return added


def tell_language(line: Paragraph, language: str) -> None:
    """Name the language, so that the spelling checker is right.

    Latin words in a Chinese text are English; as Chinese ones, figures and words would
    be broken anywhere.
    """
    latin = "en-GB" if language == "zh-CN" else language
    for run in line.runs:
        run._r.get_or_add_rPr().append(language_mark(latin, "zh-CN"))


def language_mark(latin: str, eastern: str) -> BaseOxmlElement:
    """What names the language of a run."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), latin)
    mark.set(qn("w:eastAsia"), eastern)
    return mark


def add_footer(paper: Paper, words: str, mark: str = "") -> None:
    """Words such as the version, the page, and a mark on a line of its own."""
    line = paper.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.line_spacing = Pt(13)
    line.add_run(words)
    line.add_run().add_break()
    add_field(line, "PAGE")
    line.add_run(" / ")
    add_field(line, "NUMPAGES")
    if mark:
        line.add_run().add_break()
        line.add_run(mark)
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), GREY


def add_field(line: Paragraph, name: str) -> None:
    """A field that the word processor counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    properties, size = OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), "17")
    properties.append(size)
    text.text = "1"
    run.append(properties)
    run.append(text)
    field.append(run)
    line._p.append(field)
