"""Web pages: their text and nothing else, in whatever letters they come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.documents.blocks import Block
from crawler.documents.found import Found, read
from crawler.documents.reading import read_bytes

LONG = "<p>The manufacturer shall affix the label to each battery.</p>" * 40


def found(content: str | bytes, header: str | None = "text/html") -> Found:
    plain = content.encode() if isinstance(content, str) else content
    return read_bytes(plain, media_type=header, name="2026-01234")


def cells(content: str) -> list[tuple[str, ...]]:
    result = found(f"<html><body>{content}</body></html>")
    return [block.cells for block in result.blocks]


PARTS: dict[str, tuple[str, list[Any]]] = {
    "paragraphs": (
        "<h1>Rule</h1><p>One <b>bold</b>\n word</p>Bare",
        ["Rule", "One bold word", "Bare"],
    ),
    "breaks": ("<p>Street<br>Wuhan</p>", ["Street\nWuhan"]),
    "lists": ("<ul><li>one<li>two<ol><li>three</ol></ul>", ["one", "two", "three"]),
    "rows": (
        "<table><tr><th>1.</th><td>Member: <p>VIET NAM</p></td></tr></table>",
        [("1.", "Member:\nVIET NAM")],
    ),
    "a table in a cell": (
        "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
        [("a", "b c")],
    ),
    "boxes": (
        "<p><input type=checkbox checked> 2.9.2 <input type=checkbox> 5.6.2",
        ["[X] 2.9.2 [ ] 5.6.2"],
    ),
    "preformatted": ("<pre>PART 1\n  Scope</pre>", ["PART 1\nScope"]),
    "scripts": ("<script>steal()</script><style>p{}</style><p>Text</p>", ["Text"]),
    "furniture": (
        "<header>Ministry</header><nav>Home</nav><main><header>Rule</header><p>Text</p></main><footer>Contact</footer>",
        ["Rule", "Text"],
    ),
    "roles": (
        "<div role=navigation>Menu</div><p hidden>x</p><p>Text</p> after",
        ["Text", "after"],
    ),
    "comments": ("<p>a<!-- hidden -->b</p>", ["ab"]),
    "entities": ("<p>caf&eacute; &lt;b&gt; &#8211; &nbsp;x</p>", ["café <b> – x"]),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_page_is_its_text(name: str) -> None:
    content, expected = PARTS[name]
    assert cells(content) == [
        one if isinstance(one, tuple) else (one,) for one in expected
    ]


WORDS = "Étiquetage des piles électriques, année 2026"
TEXT = f"<html><head>{{}}</head><body><p>{WORDS}</p></body></html>"
META = '<meta charset="{}">'
LETTERS = {
    "as the header says": (
        TEXT.format("").encode("cp1252"),
        "text/html; charset=windows-1252",
    ),
    "as the page says": (
        TEXT.format(META.format("iso-8859-1")).encode("latin-1"),
        "text/html",
    ),
    "as nobody says": (TEXT.format("").encode("cp1252"), "text/html"),
    "UTF-8 that calls itself otherwise": (
        TEXT.format(META.format("iso-8859-1")).encode(),
        "text/html; charset=iso-8859-1",
    ),
    "otherwise though it calls itself UTF-8": (
        TEXT.format(META.format("utf-8")).encode("cp1252"),
        "text/html; charset=utf-8",
    ),
    "with a mark": (TEXT.format("").encode("utf-16"), "text/html"),
    "in letters that nobody knows": (
        TEXT.format("").encode(),
        "text/html; charset=x-unknown",
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_wrong_charset_breaks_no_word(name: str) -> None:
    content, header = LETTERS[name]
    assert found(content, header).text == WORDS


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb2312", "电动自行车用锂离子蓄电池安全技术规范"),
        ("shift_jis", "電気用品の技術上の基準を定める省令"),
        ("euc-kr", "전기용품 안전기준 일부개정고시안"),
        ("iso-2022-jp", "電気用品の技術上の基準を定める省令"),
        ("windows-1251", "Технический регламент о безопасности упаковки"),
    ],
)
def test_other_scripts_are_read_as_declared(charset: str, text: str) -> None:
    page = TEXT.format(META.format(charset)).replace(WORDS, text)
    assert found(page.encode(charset), "text/html").text == text


def test_a_few_stray_bytes_are_mended() -> None:
    page = f"<html><body>{LONG}<p>Dunn’s alert</p></body></html>".encode()
    assert found(page.replace("’".encode(), b"\x92")).text.endswith("Dunn’s alert")


@pytest.mark.parametrize(
    "title", ["Just a moment...", "Access Denied", "404 Not Found"]
)
def test_a_barrier_is_no_text(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><p>Wait.</p></body></html>"
    result = found(page)
    assert (result.state, result.taken) == ("unreadable", "failed")
    assert title in str(result.fault)


def test_a_long_text_may_have_any_title() -> None:
    page = f"<html><head><title>Access Denied to Minors Act</title></head><body>{LONG}"
    assert found(page).state == "read"


def test_a_page_nested_without_end_is_no_crash() -> None:
    assert found("<html><body>" + "<div>" * 100_000 + "deep").taken in {
        "fetched",
        "failed",
    }


def test_plain_text_and_xml_are_read_too() -> None:
    plain = found("PART 1\nScope [x]\n", "text/plain")
    assert [block.text for block in plain.blocks] == ["PART 1", "Scope [X]"]
    xml = (
        '<?xml version="1.0"?><rule xmlns="urn:x"><title>Labels</title><num>1</num>'
        "<para>The <term>battery</term> shall be labelled.</para></rule>"
    )
    assert found(xml, "text/xml").text.splitlines() == [
        "Labels",
        "1",
        "The battery shall be labelled.",
    ]
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert found(bomb, "text/xml").taken == "refused"


@pytest.mark.samples
def test_real_pages_are_read_in_the_letters_they_are_in(samples: Path) -> None:
    act = samples / "eu_cellar" / "consolidated-safety-article-8.xhtml"
    law = found(act.read_bytes(), "application/xhtml+xml")
    assert (law.state, law.language) == ("read", "en")
    assert law.text.startswith("Article 8\nFirst aid, fire-fighting and evacuation")
    [page] = (samples / "us_fda_import_alerts").glob("*.html")
    alerts = found(page.read_bytes(), "text/html; charset=utf-8")
    rows = [block.cells for block in alerts.blocks if len(block.cells) == 4]
    assert len(rows) == 155
    assert rows[1][:3] == ("03-05", "DWPE", "07/28/2025")
    assert "\ufffd" not in alerts.text


def test_no_letter_that_a_database_refuses_gets_through() -> None:
    result = read([Block(("one\0", "two\x1b\ud800\tthree"))], "text/plain")
    assert result.text == "one | two\tthree"
