"""Word files: text, tables, boxes, notes and changes, in their order."""

from __future__ import annotations

import docx
import pytest

from crawler.documents.found import Found
from crawler.documents.reading import read_bytes
from tests.crawler.documents import makers
from tests.crawler.documents.makers import paragraph, row, run, word


def found(content: bytes) -> Found:
    return read_bytes(content, media_type=None, name="VNM301.docx")


def cells(content: bytes) -> list[tuple[str, ...]]:
    result = found(content)
    assert result.fault is None, result.fault
    return [block.cells for block in result.blocks]


def lines(*paragraphs: str) -> list[str]:
    """The lines of a file with these paragraphs."""
    return [" | ".join(block) for block in cells(word("".join(paragraphs)))]


def test_paragraphs_and_rows_come_in_their_order() -> None:
    assert cells(makers.form()) == [("G/TBT/N/VNM/301",), *makers.FORM]


def test_a_line_break_stays_a_break_and_a_tab_a_tab() -> None:
    breaks = "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r>"
    assert lines(paragraph(breaks)) == ["one\ntwo\tthree"]


def test_text_split_into_runs_is_one() -> None:
    assert lines(paragraph(run("G/TBT/"), run("N/VNM"), run("/301"))) == [
        "G/TBT/N/VNM/301"
    ]


BOX = (
    "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox>"
    "</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
)
FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox>"
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)
SYMBOL = "<w:r><w:sym w:font='{}' w:char='{}'/></w:r>"
BOXES = {
    "new, ticked": (BOX.format(1, run("☒")), "[X]"),
    "new, empty": (BOX.format(0, run("☐")), "[ ]"),
    "new, drawn with another letter": (BOX.format("true", run("V")), "[X]"),
    "field, ticked": (FIELD.format("<w:default w:val='0'/><w:checked/>"), "[X]"),
    "field, unticked": (
        FIELD.format("<w:default w:val='1'/><w:checked w:val='0'/>"),
        "[ ]",
    ),
    "field, by default": (FIELD.format("<w:default w:val='1'/>"), "[X]"),
    "field, never touched": (FIELD.format("<w:sizeAuto/>"), "[ ]"),
    "Wingdings, crossed": (SYMBOL.format("Wingdings", "F0FD"), "[X]"),
    "Wingdings, ticked": (SYMBOL.format("Wingdings", "F0FE"), "[X]"),
    "Wingdings, empty": (SYMBOL.format("Wingdings", "F0A8"), "[ ]"),
    "Wingdings 2, ticked": (SYMBOL.format("Wingdings 2", "F052"), "[X]"),
    "Wingdings 2, empty": (SYMBOL.format("Wingdings 2", "F0A3"), "[ ]"),
    "drawn, crossed": (run("☒"), "[X]"),
    "drawn, empty": (run("□"), "[ ]"),
    "in brackets": (run("[") + run("x") + run(" ]"), "[X]"),
    "in empty brackets": (run("[\xa0 ]"), "[ ]"),
}


@pytest.mark.parametrize("name", BOXES)
def test_every_kind_of_box_is_written_alike(name: str) -> None:
    drawn, written = BOXES[name]
    assert lines(paragraph(run("2.9.2 "), drawn, run(", 5.6.2"))) == [
        f"2.9.2 {written}, 5.6.2"
    ]


def test_brackets_around_words_are_no_box() -> None:
    assert lines(paragraph(run("[Xylene] [1] [xx]"))) == ["[Xylene] [1] [xx]"]


def test_a_table_in_a_cell_is_lines_of_the_cell() -> None:
    inner = f"<w:tbl>{row(paragraph(run('[X]')), paragraph(run('Codex')))}</w:tbl>"
    outer = row(paragraph(run("8.")), paragraph(run("Standard:")) + inner)
    assert cells(word(f"<w:tbl>{outer}</w:tbl>")) == [
        ("8.", "Standard:\n[X] | Codex"),
    ]


def test_a_table_that_only_frames_another_is_looked_through() -> None:
    inner = f"<w:tbl>{row(paragraph(run('1.')), paragraph(run('Member')))}</w:tbl>"
    framed = f"<w:tbl>{row(paragraph(run('Title')) + inner)}</w:tbl>"
    assert cells(word(framed)) == [("Title",), ("1.", "Member")]


def test_deleted_text_is_left_out_and_inserted_text_kept() -> None:
    gone = "<w:del><w:r><w:delText>30</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
    new = f"<w:ins>{run('60')}</w:ins>"
    assert lines(paragraph(gone, moved, new, run(" days"))) == ["60 days"]
    deleted = row(paragraph(run("old row")), marks="<w:trPr><w:del/></w:trPr>")
    kept = row(paragraph(run("new row")), marks="<w:trPr><w:ins/></w:trPr>")
    assert cells(word(f"<w:tbl>{deleted}{kept}</w:tbl>")) == [("new row",)]


def test_hidden_text_is_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>draft 3</w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Title</w:t></w:r>"
    assert lines(paragraph(hidden, shown)) == ["Title"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        "</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines(paragraph(run("Beside it"), drawing)) == ["Beside it", "In a box"]


def test_links_and_content_controls_are_looked_through() -> None:
    link = f"<w:hyperlink>{run('https://bps.dti.gov.ph/')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtContent>{paragraph(link)}</w:sdtContent></w:sdt>"
    held = f"<w:tbl><w:sdt><w:sdtContent>{row(control)}</w:sdtContent></w:sdt></w:tbl>"
    assert cells(word(held)) == [("https://bps.dti.gov.ph/",)]


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships">{}</Relationships>'
)
RELATION = '<Relationship Id="r{0}" Type="http://x/relationships/{1}" Target="{2}"/>'


def test_footnotes_stand_at_the_end_with_their_numbers() -> None:
    notes = (
        f"<w:footnotes {makers.SPACES}>"
        f"<w:footnote w:type='separator'>{paragraph()}</w:footnote>"
        f"<w:footnote w:id='1'>{paragraph(run('Or a web address'))}</w:footnote>"
        "</w:footnotes>"
    )
    content = word(
        paragraph(run("Text available from"), "<w:r><w:footnoteReference/></w:r>"),
        {
            "word/_rels/document.xml.rels": RELATIONS.format(
                RELATION.format(1, "footnotes", "footnotes.xml")
            ),
            "word/footnotes.xml": notes,
        },
    )
    assert cells(content) == [("Text available from",), ("Note 1: Or a web address",)]


def test_the_header_leads_for_the_symbol_may_stand_only_there() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "G/TBT/N/VNM/301"
    document.add_paragraph("NOTIFICATION")
    assert cells(makers.save(document)) == [("G/TBT/N/VNM/301",), ("NOTIFICATION",)]


def test_the_main_part_may_have_another_name() -> None:
    content = makers.package(
        {
            "_rels/.rels": RELATIONS.format(
                RELATION.format(1, "officeDocument", "word/document2.xml")
            ),
            "word/document2.xml": makers.main_part(paragraph(run("x"))),
        }
    )
    assert cells(content) == [("x",)]


def test_the_strict_namespace_is_the_same_to_us() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = (
        f'<w:document xmlns:w="{strict}"><w:body>{paragraph(run("strict"))}'
        "</w:body></w:document>"
    )
    assert cells(makers.package({makers.MAIN: body})) == [("strict",)]


def test_a_file_without_words_says_so() -> None:
    result = found(word(paragraph()))
    assert (result.state, str(result.fault)) == (
        "unreadable",
        "The file holds no text.",
    )
