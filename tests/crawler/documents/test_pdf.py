"""PDF files: pages, pictures, damage and locks."""

from __future__ import annotations

import pytest

from crawler.documents.found import Found
from crawler.documents.reading import read_bytes
from tests.crawler.documents import makers

TEXT = ["Technical regulation on household batteries", "Article 1  Scope"]


def found(content: bytes) -> Found:
    return read_bytes(content, media_type="application/pdf", name="26_02883_00_e.pdf")


def said(result: Found) -> tuple[str, str, str]:
    return result.state, result.taken, str(result.fault)


def test_a_page_is_read_line_by_line() -> None:
    result = found(makers.pdf([TEXT, ["Article 2  Labels"]]))
    assert [block.cells for block in result.blocks] == [
        ("Technical regulation on household batteries",),
        ("Article 1 Scope",),
        ("Article 2 Labels",),
    ]
    assert (result.state, result.pages, result.fault) == ("read", 2, None)
    assert (result.language, result.media_type) == ("en", "application/pdf")


def test_a_blank_page_is_no_picture() -> None:
    assert found(makers.pdf([TEXT, [], TEXT])).state == "read"


def test_pictures_of_pages_are_said_to_be_pictures() -> None:
    result = found(makers.pdf([None, None]))
    assert said(result) == (
        "scanned",
        "fetched",
        "The 2 pages are pictures; there is no text to be read.",
    )


def test_some_pictures_are_said() -> None:
    result = found(makers.pdf([TEXT, None, TEXT]))
    assert said(result) == (
        "partly",
        "fetched",
        "1 of the 3 pages are pictures; only the others were read.",
    )
    assert len(result.blocks) == 4


def test_a_locked_file_is_said_to_be_locked() -> None:
    assert said(found(makers.pdf([TEXT], "secret"))) == (
        "unreadable",
        "fetched",
        "The file is encrypted and cannot be read without its password.",
    )


def test_of_ten_thousand_pages_the_first_are_read() -> None:
    result = found(makers.long_pdf(10_000))
    assert said(result) == (
        "partly",
        "fetched",
        "Only the first 400 of 10000 pages were read.",
    )
    assert (result.pages, len(result.blocks)) == (10_000, 400)
    assert result.fault
    assert result.fault.sentence(chinese=True) == "共10000页，只读取了前400页。"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_broken_off_is_to_be_tried_again(share: float) -> None:
    whole = makers.pdf([TEXT] * 5)
    result = found(whole[: int(len(whole) * share)])
    assert result.taken == "failed"
    assert str(result.fault).startswith("The file is damaged or was broken off: ")


def test_what_only_calls_itself_a_pdf_is_damaged() -> None:
    assert found(b"%PDF-1.7\n" + b"no such thing " * 100).taken == "failed"
