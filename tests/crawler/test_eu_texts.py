"""Texts of EU law out of Cellar, written here in its shape."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.documents.eli import read_eu_text

CELLAR = "https://publications.europa.eu/resource/celex/"
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


def test_a_number_and_its_words_are_one_line() -> None:
    found = read_eu_text(ARTICLE.encode(), f"{CELLAR}02009L0048-20221205")
    assert found.text.splitlines() == [
        "Article 5",
        "Duties of importers",
        "1. Importers shall:",
        "(a) check the label;",
        "2. They keep records & samples.",
    ]
    assert found.title == "Article 5: Duties of importers"


@pytest.mark.parametrize(
    ("url", "celex", "day"),
    [
        (f"{CELLAR}02009L0048-20221205", "02009L0048-20221205", date(2022, 12, 5)),
        (f"{CELLAR}32023R0988", "32023R0988", None),
        ("https://publications.europa.eu/resource/cellar/0f1e", None, None),
    ],
)
def test_the_act_is_told_by_the_address(
    url: str, celex: str | None, day: date | None
) -> None:
    found = read_eu_text(ARTICLE.encode(), url)
    assert (found.celex, found.consolidated) == (celex, day)


def test_a_page_without_an_article_has_its_lines_and_no_title() -> None:
    found = read_eu_text(b"<html><body><p>One</p><p>Two</p></body></html>", CELLAR)
    assert (found.title, found.text) == ("", "One\nTwo")
