"""Texts that nobody expects: nothing breaks, nothing is guessed, time is bounded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.definitions import shipped
from nlp.findings import Finding
from nlp.matching import match
from nlp.pipeline import cut
from nlp.tagging import tag
from nlp.text import NoticeText
from tests.nlp.conftest import codes, notice

FIELDS = ("title", "products", "description", "regions")
ODD = ("\u200b", "\u202e", "<table>", "ة", "\x00", "ＨＳ　９５０３")
PROSE = st.text(max_size=60) | st.sampled_from(["toys", "HS 9503", "玩具", *ODD])
UNITS = ("a", "Toys-", "玩具", "1", "(", "<b ", "\u200b", "٣", "HS 9503, ")
MEGABYTE = 1_000_000


def words_of(one: Finding, text: NoticeText) -> str:
    """The words that stand where a finding says that its words stand."""
    return str(getattr(text, one.field)[one.start : one.end])


@settings(max_examples=60, deadline=None)
@given(st.lists(PROSE, max_size=6).map(" ".join), st.sampled_from(FIELDS))
def test_every_place_gives_back_its_words(words: str, field: str) -> None:
    text = notice(**{field: words})
    found = tag(text)
    match(found, text, shipped())
    assert all(words_of(one, text) == one.words for one in found if one.end)


@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_is_read_in_bounded_time(unit: str) -> None:
    long = unit * (MEGABYTE // len(unit))
    text = notice(**dict.fromkeys(FIELDS, long), keywords=(long,))
    tag(notice(title=long[:20]))
    begun = time.process_time()
    match(tag(text), text, shipped())
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("words", ["", " \u3000\n", "\u200b"])
def test_nothing_is_found_where_nothing_is_written(words: str) -> None:
    assert not any(one.words for one in tag(notice(title=words, products=words)))


def test_full_width_figures_are_figures_and_keep_their_place() -> None:
    text = notice(
        title="客车", products="ＨＳ编码：ＨＳ　８７０３、玩具", hs=("８７０２",)
    )
    found = [one for one in tag(text) if one.scheme == "hs"]
    assert {"8703", "8702", "9503"} <= {one.code for one in found}
    (read,) = [one for one in found if one.code == "8703" and one.field == "products"]
    assert "８７０３" in read.words
    assert words_of(read, text) == read.words


def test_marks_without_width_part_no_word() -> None:
    words = cut("en", "The to\u200bys and tri\u00adcycles")
    assert words.norms == ["the", "toy", "and", "tricycle"]
    text = notice(title="Rules for to\u200bys")
    found = {one.words for one in tag(text) if one.code.startswith("9503")}
    assert found == {"to\u200bys"}


def test_tags_of_html_are_no_goods() -> None:
    text = notice(title='<table class="x"><tr><td>Toys</td></tr></table>')
    found = [one for one in tag(text) if one.scheme == "hs"]
    assert {one.words for one in found} == {"Toys"}
    assert codes(tag(notice(title="Level <b and table> of toys")), "hs")


def test_right_to_left_text_beside_english_is_read_in_english() -> None:
    text = notice(title="Toys (ألعاب) and their safety requirements")
    assert "9503" in codes(tag(text), "hs")
