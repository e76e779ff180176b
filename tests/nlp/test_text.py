"""What the tagger may read of a notice."""

from __future__ import annotations

import pytest

from nlp.languages import detect as language_of
from nlp.text import from_record, without_codes
from tests.nlp.conftest import notice

LONG = "TITLE: Standards for Ceiling FansAGENCY: An office SUMMARY: " + "More. " * 90


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Requirements for the safety of household appliances", "en"),
        ("Requisitos de etiquetado para alimentos preenvasados y bebidas", "es"),
        ("Exigences applicables aux véhicules à moteur et à leurs remorques", "fr"),
        ("锂离子电池安全要求", "zh"),
        ("Extension cords", "en"),
    ],
)
def test_one_of_four_languages_is_found(words: str, language: str) -> None:
    assert language_of(words) == language


def test_a_short_text_takes_the_language_of_the_title() -> None:
    assert language_of("Juguetes", "es") == "es"


def test_a_title_ends_where_the_summary_begins() -> None:
    text = notice(title=LONG)
    assert text.title[: text.headline].endswith("Fans")
    assert text.is_told("title", 8)
    assert not text.is_told("title", text.headline)


def test_a_description_that_repeats_the_title_is_read_once() -> None:
    text = notice(title="Toys", description="Toys")
    assert [name for name, _ in text.fields()] == ["title"]


def test_a_record_may_leave_fields_out() -> None:
    text = from_record({"symbol": "X/1", "hs": ["8507"], "regions_affected": None})
    assert (text.key, text.hs, text.ics, text.regions) == ("X/1", ("8507",), (), "")


def test_hidden_codes_leave_no_trace() -> None:
    products = "Kettles; Domestic appliances (ICS code(s): 97.030)"
    hidden = without_codes(notice(hs=("8516",), ics=("97.030",), products=products))
    assert hidden.hs == hidden.ics == ()
    assert hidden.products.strip(" ;") == "Kettles"
