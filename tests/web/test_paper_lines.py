"""The lines of a paper, and where a letter's own stand on the page."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from web.cases.paper import Sheet
from web.cases.paper_lines import kinds_of
from web.papers.blocks import default_template
from web.papers.filling import fill_template
from web.papers.pdf import SYMBOL

LETTER = """关于报送G/TBT/N/EU/280号通报评议意见的函
国家通报咨询机构：
评议意见随函报送。
一、附件
湖北省WTO/TBT通报咨询中心
2025年6月12日
"""


def test_a_letter_has_an_addressee_and_a_signature() -> None:
    kinds = [kind for kind, _line in kinds_of(LETTER)]
    assert kinds == ["title", "addressee", "prose", "heading", "signed", "signed"]
    comment = LETTER.replace("2025年6月12日\n", "")
    assert [kind for kind, _line in kinds_of(comment)][-1] == "prose"
    assert [kind for kind, _line in kinds_of("标题\n2025年6月12日\n")] == [
        "title",
        "prose",
    ]


def test_word_sets_the_signature_to_the_right_and_the_addressee_at_the_margin() -> None:
    sheet = Sheet("函", [], LETTER, "", machine=True, version="第1版")
    paper = Document(io.BytesIO(fill_template(default_template(), sheet, {})))
    lines = {one.text: one for one in paper.paragraphs}
    assert lines["2025年6月12日"].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert lines["国家通报咨询机构："].paragraph_format.first_line_indent is None
    assert lines["评议意见随函报送。"].paragraph_format.first_line_indent is not None
    footer = paper.sections[0].footer.paragraphs[0].text
    assert footer.startswith("第1版\n")
    assert footer.endswith("not reviewed")


def test_no_line_parts_a_number_from_what_it_numbers() -> None:
    told = SYMBOL.split(
        "Under Article 2.12, ISO 18254 and GB/T 23322-2009. At CNY 1,500."
    )
    assert told[1::2] == ["Article 2.12", "ISO 18254", "GB/T 23322-2009", "CNY 1,500"]
