"""From the bytes of a Word document to the fields of its form."""

from __future__ import annotations

import pytest

from crawler.documents.reading import read_bytes
from crawler.forms.reading import read_form
from tests.crawler.forms.files import docx_of
from tests.crawler.forms.test_reading import said, wanted
from tests.crawler.forms.written import case, names


@pytest.mark.parametrize("in_header", [False, True], ids=["table", "header"])
@pytest.mark.parametrize("name", names())
def test_a_word_document_is_read_like_its_blocks(name: str, in_header: bool) -> None:
    written = case(name)
    content = docx_of(written, in_header=in_header)
    found = read_bytes(content, media_type=None, name=f"{name}.docx")
    read = read_form(found.blocks)
    assert (read.layout, read.language) == (written.layout, written.language)
    assert said(read, written) == wanted(written)
    assert read.unread == written.unread
