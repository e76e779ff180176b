"""Files that are laid out oddly: merged cells, frames, turned pages, typed crosses."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen import canvas

from crawler.documents.reading import read_bytes
from crawler.documents.ticks import with_ticks
from tests.crawler.documents.makers import paragraph, row, run, word

TICKS = [
    "☒",
    "[X]",
    "[x]",
    "[ X ]",
    "[✓]",
    "[ ☒ ]",
    "[Х]",
    "[✖]",
    "⊠",
    "🗹",
    "[\u2009x]",
]
EMPTY = ["☐", "[]", "[ ]", "[  ]", "[ ☐ ]", "□"]
FORM = [
    "1. Notifying Member: VIET NAM",
    "2. Agency responsible: Ministry",
    "3. Article",
]
BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
    '<w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>'
)


@pytest.mark.parametrize("drawn", TICKS)
def test_every_cross_is_one(drawn: str) -> None:
    assert with_ticks(f"2.9.2 {drawn}, 5.6.2") == "2.9.2 [X], 5.6.2"


@pytest.mark.parametrize("drawn", EMPTY)
def test_every_empty_box_is_one(drawn: str) -> None:
    assert with_ticks(f"2.9.2 {drawn}, 5.6.2") == "2.9.2 [ ], 5.6.2"


def cells(body: str) -> list[tuple[str, ...]]:
    """The blocks of a Word file with this body."""
    found = read_bytes(word(body), media_type=None, name="a.docx")
    return [block.cells for block in found.blocks]


def text(words: str) -> str:
    return paragraph(run(words))


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def control(content: str) -> str:
    """A content control around something."""
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def drawings(choice: str, fallback: str) -> str:
    """A run of two drawings of one thing, each a box with this in it."""
    one = f"<wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx>"
    other = f"<v:textbox><w:txbxContent>{fallback}</w:txbxContent></v:textbox>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{one}'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{other}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


ITEMS = table(row(text("1."), text("Member: X")), row(text("2."), text("Agency: Y")))
READ = [("1.", "Member: X"), ("2.", "Agency: Y")]
COVERED = "<w:tcPr><w:vMerge/></w:tcPr>"
TOP = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
DELETED = "<w:tcPr><w:cellDel/></w:tcPr>"


@pytest.mark.parametrize(
    "body",
    [
        table(row(ITEMS + text(""))),
        table(row(control(ITEMS) + text(""))),
        table(row(text(""), ITEMS, text(" "))),
        table(row(table(row(ITEMS)))),
        paragraph(drawings(ITEMS, ITEMS)),
        paragraph(drawings("", ITEMS)),
    ],
    ids=["cell", "control", "margins", "twice", "box", "older box"],
)
def test_a_table_that_is_only_framed_keeps_its_rows(body: str) -> None:
    assert cells(body) == READ


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (table(row(TOP + text("1."), text("a")), row(COVERED + text("x"), text("b"))),
         [("1.", "a"), ("", "b")]),
        (table(row(text("a"), DELETED + text("b"))), [("a",)]),
        (text("seen") + control(text("too")), [("seen",), ("too",)]),
        (paragraph("<w:r><w:t>[</w:t></w:r>", BOX, run("] Yes")), [("[X] Yes",)]),
        (paragraph("<w:r><w:ruby><w:rt><w:r><w:t>でんち</w:t></w:r></w:rt><w:rubyBase>"
                   "<w:r><w:t>電池</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
         [("電池",)]),
    ],
    ids=["covered", "deleted", "control", "bracketed", "pronounced"],
)  # fmt: skip
def test_only_what_is_to_be_seen_is_read(
    body: str, read: list[tuple[str, ...]]
) -> None:
    assert cells(body) == read


def turned(page: int, words: int) -> bytes:
    """A PDF whose page and whose words are each turned by some degrees."""
    file = io.BytesIO()
    paper = canvas.Canvas(file)
    paper.setPageRotation(page)
    paper.translate(300, 400)
    paper.rotate(words)
    for number, line in enumerate(FORM):
        paper.drawString(-200, 100 - 20 * number, line)
    paper.save()
    return file.getvalue()


@pytest.mark.parametrize("page", [0, 90, 180, 270])
@pytest.mark.parametrize("words", [0, 90, 180, 270])
def test_a_turned_page_is_read_from_its_first_line(page: int, words: int) -> None:
    found = read_bytes(turned(page, words), media_type=None, name="a.pdf")
    assert [block.text for block in found.blocks] == FORM
