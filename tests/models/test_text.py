import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import clean_text, split_links

names = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=12)
links = st.builds(
    lambda host, path, end: f"https://{host}.example.org/{path}/{end}.pdf",
    st.text("abcdefgh", min_size=1, max_size=9),
    names,
    names,
)
JOINTS = [",", ", ", "\r\n", "\n", " ", " ; ", "", " and also "]


@given(st.lists(links, min_size=1, max_size=5, unique=True), st.sampled_from(JOINTS))
def test_joined_links_come_apart(wanted: list[str], joint: str) -> None:
    assert split_links("Programme: " + joint.join(wanted)) == wanted


@given(links, st.integers(30, 60))
def test_a_broken_link_is_made_whole(link: str, place: int) -> None:
    line = f"text from:\n{link[:place]}\n{link[place:]}\n[ ] Other"
    wrapped = place < len(link) - 4 and link[place] in "_-/."
    assert (split_links(line) == [link]) or not wrapped


@given(st.text())
def test_only_web_addresses_come_out(text: str) -> None:
    for link in split_links(text, "https://docs.wto.org/"):
        assert link.lower().startswith(("http://", "https://"))
        assert not any(letter.isspace() for letter in link)


@given(st.text())
def test_cleaning_leaves_no_odd_blanks(text: str) -> None:
    clean = clean_text(text)
    assert clean == clean.strip()
    assert not any(odd in clean for odd in ("\x00", "\u00a0", "\r", "  ", "\n\n\n"))


@given(st.text("abc<> é.,\n", max_size=40))
def test_cleaning_twice_changes_nothing_without_markup(text: str) -> None:
    plain = text.replace("<", "< ")
    assert clean_text(clean_text(plain)) == clean_text(plain)


def test_markup() -> None:
    raw = "<p>A&nbsp;<b>B</b> &lt; 6 mm &amp; C</p><p>D<br>E</p><script>x()</script>"
    assert clean_text(raw) == "A B < 6 mm & C\n\nD\nE"
    assert clean_text("<ul><li>one</li><li>two</li></ul>") == "one\ntwo"
    assert clean_text("<td>8517</td><td>Telephones</td>") == "8517 Telephones"
    assert clean_text("a&amp;nbsp;b") == "a b"


def test_signs_of_plain_text_are_kept() -> None:
    raw = "thickness < 6 mm and > 3 mm; R&D"
    assert clean_text(raw) == raw


def test_line_ends_of_workbooks() -> None:
    assert clean_text("one_x000D_\ntwo\u00a0 three\n \n\n\nfour") == (
        "one\ntwo three\n\nfour"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see (https://a.org/x(1).pdf).", ["https://a.org/x(1).pdf"]),
        (
            "https://a.org/x.aspxhttps://b.org/y",
            ["https://a.org/x.aspx", "https://b.org/y"],
        ),
        ("https://a.org/?u=https://b.org/y", ["https://a.org/?u=https://b.org/y"]),
        ("https://a.org/?a=1&amp;b=2", ["https://a.org/?a=1&b=2"]),
        ("https://a.org/x,1.html, next", ["https://a.org/x,1.html"]),
        ("详见https://a.org/x，谢谢", ["https://a.org/x"]),
        ("https://a.org/page\nmore words here", ["https://a.org/page"]),
        ("https://a.org/page\ninfo@a.org", ["https://a.org/page"]),
        ("javascript:x() ftp://a.org/b data:text http://[bad mailto:a@b.org", []),
        ("HTTPS://A.org/1 https://a.org/1#x", ["HTTPS://A.org/1", "https://a.org/1#x"]),
        ("", []),
    ],
)
def test_links(text: str, expected: list[str]) -> None:
    assert split_links(text) == expected


def test_beginnings_with_a_stroke_need_a_base() -> None:
    text = "/G/SPS/NVNM190.docx, https://a.org/b"
    assert split_links(text) == ["https://a.org/b"]
    assert split_links(text, "https://docs.wto.org/x") == [
        "https://docs.wto.org/G/SPS/NVNM190.docx",
        "https://a.org/b",
    ]


@pytest.mark.samples
def test_real_link_fields(samples: Path) -> None:
    path = samples / "eping" / "gcc_ics43020_30_records.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    counts = [len(split_links(row["notifiedDocumentLink"])) for row in rows]
    assert sum(count > 1 for count in counts) >= 2
    for row in rows:
        found = split_links(row["notifiedDocumentLink"])
        assert len(found) == row["notifiedDocumentLink"].count("http")
