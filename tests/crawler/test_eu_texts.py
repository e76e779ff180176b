"""Texts of EU law out of Cellar, written here in its shape."""

from __future__ import annotations

from crawler.documents.reading import read_bytes

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class="eli-subdivision" id="art_5">
 <p class="title-article-norm">Article 5</p>
 <div class="eli-title"><p class="stitle-article-norm">Duties of importers</p></div>
 <div class="norm"><span class="no-parag">1.  </span>
  <div class="norm inline-element"><p class="norm">Importers shall:</p>
   <div class="grid-container grid-list">
    <div class="list grid-list-column-1"><span>(a) </span></div>
    <div class="grid-list-column-2"><p class="norm">check the <b>label</b>;</p></div>
   </div>
  </div>
 </div>
 <div class="norm"><span class="no-parag">2.  </span>
  <div class="norm inline-element">They keep records &amp; samples.</div>
 </div>
</div></body></html>"""


def lines(page: str) -> list[str]:
    kind = "application/xhtml+xml"
    found = read_bytes(page.encode(), media_type=kind, name="32023R0988")
    assert found.fault is None
    return found.text.splitlines()


def test_a_number_and_its_words_are_one_line() -> None:
    assert lines(ARTICLE) == [
        "Article 5",
        "Duties of importers",
        "1. Importers shall:",
        "(a) check the label;",
        "2. They keep records & samples.",
    ]


def test_a_number_in_a_table_stays_in_its_cell_and_a_lone_one_is_a_line() -> None:
    number = '<span class="no-parag">3.</span>'
    table = f"<table><tr><td>{number}</td><td>5 mg/kg</td></tr></table>"
    found = lines(f"<html><body>{table}<div>{number}</div></body></html>")
    assert found == ["3. | 5 mg/kg", "3."]


def test_two_numbers_before_the_same_words_are_both_kept() -> None:
    dash = '<div class="grid-list-column-1">(a)</div>'
    number = '<span class="no-parag">1.</span>'
    page = f"<html><body><div>{number}{dash}<p>labels;</p></div></body></html>"
    assert lines(page) == ["1. (a) labels;"]
