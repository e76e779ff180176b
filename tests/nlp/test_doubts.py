"""Stated codes that the text contradicts are kept, marked, and weigh less."""

from __future__ import annotations

import pytest

from nlp.components.codes import read_cell
from nlp.doubts import DOUBTFUL, doubts
from nlp.tagging import tag
from tests.nlp.conftest import Matches, notice


def doubted(**fields: object) -> dict[str, str]:
    text = notice(**fields)
    return {one.code: against for one, against in doubts(tag(text), text)}


@pytest.mark.parametrize(
    ("title", "stated", "against"),
    [
        ("Aluminium paint, heat resistant", "7210", "Aluminium paint"),
        ("Green tea - Grading", "8517", "Green tea"),
        ("Floor polish - Specification", "340510", "floor"),
        ("Barley grain - Specification", "100310", "grain"),
        ("玩具安全技术规范", "8517", "玩具安全"),
        (
            "Reglamento sobre la seguridad de los juguetes",
            "0902",
            "seguridad de los juguetes",
        ),
    ],
)
def test_codes_of_other_goods_are_in_doubt(
    title: str, stated: str, against: str
) -> None:
    assert doubted(title=title, hs=(stated,)) == {stated: against}


@pytest.mark.parametrize(
    ("title", "products", "stated"),
    [
        ("Shoe polish - Specification", "", "340510"),
        ("Seed barley - Certification", "", "100310"),
        ("Aluminium paste for paints", "", "7603"),
        ("Safety of vehicles", "Tyres for passenger cars", "4011"),
        ("Asbestos: conditions of use", "", "6813"),
        ("Listing of color additives", "", "2202"),
        ("Draft technical regulation", "", "8517"),
    ],
)
def test_codes_that_the_text_bears_out_are_not(
    title: str, products: str, stated: str
) -> None:
    assert doubted(title=title, products=products, hs=(stated,)) == {}


def test_a_field_of_standards_may_be_of_other_goods() -> None:
    assert "87.040" in doubted(title="Floor polish", ics=("87.040",))
    assert not doubted(title="Wall paint", ics=("87.040",), hs=("3209",))


def test_a_code_in_doubt_keeps_its_tag_and_its_note() -> None:
    found = tag(notice(title="Green tea", hs=("8517", "0902")))
    notes = {one.code: one.note for one in found if one.origin == "stated"}
    assert notes == {"8517": DOUBTFUL, "0902": ""}


def test_a_code_in_doubt_weighs_less(matches: Matches) -> None:
    sure = matches(title="Requirements", hs=("850760",))["lithium-batteries"]
    less = matches(title="Green tea", hs=("850760",)).get("lithium-batteries")
    assert less is None or less.score < sure.score


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("72106", ["7210"]),
        ("0000", []),
        ("99", []),
        ("77", []),
        ("ex 8507", ["8507"]),
        ("０３０４", ["0304"]),
        ("8507.60.00.10", ["850760"]),
        ("85076000", ["850760"]),
        ("8701–8705", ["8701", "8702", "8703", "8704", "8705"]),
    ],
)
def test_entries_of_a_code_field_are_cut_to_what_exists(
    written: str, codes: list[str]
) -> None:
    assert [code for code, _ in read_cell("hs", written)] == codes


def test_what_was_cut_says_so() -> None:
    assert list(read_cell("hs", "72106")) == [("7210", "five_digits")]
