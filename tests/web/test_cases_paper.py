"""The Word document can be read again, and carries what it must."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from defusedxml import ElementTree
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.web.case_facts import argue, make_facts
from web.cases.drafting import write_draft
from web.cases.paper import MACHINE_MARK, SAMPLE_MARK, Sheet
from web.cases.sheets import file_name
from web.papers.blocks import default_template
from web.papers.filling import fill_template


def make_sheet() -> Sheet:
    facts = make_facts({"hs": [], "ics": []}, comments_close=None)
    draft = write_draft(facts, argue(facts))
    return Sheet(
        title="评议意见 G/TBT/N/USA/2201",
        head=[("通报号", "Symbol", facts.symbol), ("标题", "Title", "甲\x07\nA")],
        text_zh=draft.text_zh,
        text_en=draft.text_en,
        machine=True,
        version="G/TBT/N/USA/2201 · 第1版 Version 1 · 2025-06-12",
    )


def style_of(line: Paragraph) -> str | None:
    return line.style.name if line.style else None


def write_paper(sheet: Sheet) -> bytes:
    return fill_template(default_template(), sheet, {})


def test_the_paper_can_be_read_again() -> None:
    paper = Document(io.BytesIO(write_paper(make_sheet())))
    headings = [p.text for p in paper.paragraphs if style_of(p) == "Heading 1"]
    assert headings == [
        "关于美国G/TBT/N/USA/2201号通报的评议意见",
        "Comments from China regarding notification G/TBT/N/USA/2201 of the United"
        " States",
    ]
    points = [p.text for p in paper.paragraphs if style_of(p) == "Heading 2"]
    assert "一、评议期（第2.9.4条）" in points
    assert "2. Products covered (Article 2.9.2)" in points
    assert paper.tables[0].cell(1, 1).text == "甲\nA"
    assert paper.core_properties.title == "评议意见 G/TBT/N/USA/2201"


def test_the_machines_mark_stands_in_the_footer_until_a_person_saves() -> None:
    machine = Document(io.BytesIO(write_paper(make_sheet())))
    person = Document(io.BytesIO(write_paper(replace(make_sheet(), machine=False))))
    assert MACHINE_MARK in machine.sections[0].footer.paragraphs[0].text
    assert "第1版" in person.sections[0].footer.paragraphs[0].text
    assert MACHINE_MARK not in person.sections[0].footer.paragraphs[0].text
    assert all(MACHINE_MARK not in p.text for p in person.paragraphs)


def test_a_paper_on_a_row_of_the_archive_says_whose_words_it_quotes() -> None:
    sample = replace(make_sheet(), sample=True, machine=False)
    paper = Document(io.BytesIO(write_paper(sample)))
    assert SAMPLE_MARK in paper.paragraphs[0].text
    assert SAMPLE_MARK in paper.sections[0].footer.paragraphs[0].text
    both = Document(io.BytesIO(write_paper(replace(sample, machine=True))))
    assert both.paragraphs[0].text == f"{SAMPLE_MARK}\n{MACHINE_MARK}"


def test_chinese_has_a_chinese_face_and_the_xml_is_sound() -> None:
    content = write_paper(make_sheet())
    paper = Document(io.BytesIO(content))
    fonts = paper.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "宋体"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))


def test_what_a_crawled_text_may_hold_does_no_harm() -> None:
    text = "标题\x0b\n<b>&amp;\ud800</b>\n一、\n"
    paper = Document(io.BytesIO(write_paper(replace(make_sheet(), text_zh=text))))
    texts = [p.text for p in paper.paragraphs]
    assert "<b>&amp;</b>" in texts


def test_a_title_of_many_symbols_is_cut_and_cleaned() -> None:
    sheet = replace(make_sheet(), title="\x07" + "G/TBT/N/USA/2201, " * 40)
    paper = Document(io.BytesIO(write_paper(sheet)))
    assert paper.core_properties.title.startswith("G/TBT/N/USA/2201, ")
    assert len(paper.core_properties.title) == 255


def test_a_file_name_suits_every_file_system() -> None:
    assert file_name("G/TBT/N/USA/2201", 2) == "comment-G-TBT-N-USA-2201-v2.docx"
    assert len(file_name("G/TBT/N/BDI/600," * 20, 1)) < 120


def test_figures_in_a_chinese_text_are_not_broken_as_chinese_words() -> None:
    paper = Document(io.BytesIO(write_paper(make_sheet())))
    marks = list(paper.element.body.iter(qn("w:lang")))
    assert marks
    assert {mark.get(qn("w:val")) for mark in marks} == {"en-GB"}
    assert {mark.get(qn("w:eastAsia")) for mark in marks} == {"zh-CN"}
