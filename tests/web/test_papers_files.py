"""A paper opens as a Word file and as PDF; what is lacking is said in one sentence."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from sqlalchemy.orm import Session

from models.case import Case
from models.paper import PaperKind
from tests.models.archive import TODAY
from tests.web.centre import make_app
from tests.web.paper_case import open_case
from web.commands import keeping
from web.papers import pdf, service
from web.papers.blocks import default_template
from web.papers.fields import fields_of
from web.papers.filling import fill_template
from web.refused import RefusedError


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_paper_opens_as_word(
    session: Session, case: Case, kind: PaperKind
) -> None:
    sheet = service.print_sheet(session, case, kind, TODAY)
    facts = fields_of(session, case, TODAY).zh
    paper = Document(io.BytesIO(fill_template(default_template(), sheet, facts)))
    heads = [
        one.text
        for one in paper.paragraphs
        if one.style and one.style.name == "Heading 1"
    ]
    assert heads[0] == sheet.text_zh.splitlines()[0]
    assert len(heads) == (2 if sheet.text_en else 1)
    assert sheet.version in paper.sections[0].footer.paragraphs[0].text
    assert "{{" not in "".join(one.text for one in paper.paragraphs)


def test_what_a_crawled_title_holds_stays_words(session: Session, case: Case) -> None:
    case.notice.title = "{{ centre }} <b>& \x07{% raw %}"
    sheet = service.print_sheet(session, case, PaperKind.CHASE, TODAY)
    sheet = replace(sheet, text_zh=f"标题\n{case.notice.title}\n")
    paper = Document(io.BytesIO(fill_template(default_template(), sheet, {})))
    assert "{{ centre }} <b>& {% raw %}" in [one.text for one in paper.paragraphs]


def test_without_a_font_or_a_library_the_pdf_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, session: Session, case: Case
) -> None:
    sheet = service.print_sheet(session, case, PaperKind.CHASE, TODAY)
    monkeypatch.setattr(pdf, "has_chinese_font", lambda: False)
    with pytest.raises(RefusedError, match="fonts-noto-cjk"):
        pdf.write_pdf(sheet)
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    with pytest.raises(RefusedError, match=r"chutong\[pdf\]"):
        pdf.write_pdf(sheet)


def test_the_check_tells_what_a_pdf_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeping, "lacking", lambda: "font")
    keeping.check(data=tmp_path, offline=True)
    told = capsys.readouterr()
    assert told.out == "problems=0\n"
    assert "fonts-noto-cjk" in told.err


def test_lines_of_a_text_are_told_apart() -> None:
    lines = list(pdf.lines_of("标题\n\n一、节\n请填【待填写：甲】。\n"))
    assert [one.kind for one in lines] == ["title", "heading", "prose"]
    assert lines[2].pieces == [("请填", False), ("【待填写：甲】", True), ("。", False)]


def test_symbols_are_told_apart_so_that_no_line_breaks_them() -> None:
    told = pdf.SYMBOL.split("关于G/TBT/N/BDI/407、G/SPS/N/USA/3380/Rev.1/Corr.2号的")
    assert told[1::2] == ["G/TBT/N/BDI/407", "G/SPS/N/USA/3380/Rev.1/Corr.2"]
    assert pdf.SYMBOL.split("G/TBT/N/EU/280.")[2] == "."


def test_the_pdf_holds_the_text_and_its_pages_are_numbered(
    database_url: str, tmp_path: Path, session: Session, case: Case
) -> None:
    sheet = service.print_sheet(session, case, PaperKind.EXTENSION, TODAY)
    with make_app(database_url, tmp_path).test_request_context():
        made = pypdfium2.PdfDocument(pdf.write_pdf(sheet))
    words = [page.get_textpage().get_text_bounded() for page in made]
    assert sheet.text_zh.splitlines()[0] in words[0]
    assert "Request to extend" in words[1]
    assert "2 / 2" in words[1]
