"""Measures for goods of any kind are known by their words, in four languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.finding_words import likely
from nlp.tagging import tag
from tests.nlp.conftest import notice


def scope(**fields: object) -> list[str]:
    """The words that make a notice horizontal."""
    text = notice(**fields)
    found = [one for one in tag(text) if one.scheme == "scope"]
    assert all(one.code == "horizontal" for one in found)
    for one in found:
        assert getattr(text, one.field)[one.start : one.end] == one.words
    return [one.words for one in found]


@pytest.mark.parametrize(
    ("title", "products", "words"),
    [
        ("Draft decree on labels", "All products", "All products"),
        ("Proyecto de reglamento", "Todos los productos", "Todos los productos"),
        ("Projet d'arrêté", "Toutes marchandises", "Toutes marchandises"),
        ("商品条码管理办法", "所有商品", "所有商品"),
        ("Rules on packaging waste", "Packaging", "packaging waste"),
        (
            "Single mark of product circulation of the Union",
            "",
            "Single mark of product circulation",
        ),
        ("New customs declaration", "", "customs declaration"),
    ],
)
def test_words_for_any_goods(title: str, products: str, words: str) -> None:
    assert scope(title=title, products=products) == [words]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Draft", "products": "All products of animal origin"},
        {"title": "Draft", "products": "All products containing mercury"},
        {"title": "Conformity marking of toys", "products": "Toys"},
        {"title": "Draft", "products": "All goods", "hs": ("9503",)},
        {"title": "Small products", "products": "Overall products"},
        {"title": "Draft", "description": "It is as for all products."},
    ],
)
def test_what_names_its_goods_is_not_horizontal(fields: dict[str, object]) -> None:
    assert scope(**fields) == []


@given(st.lists(st.text("abcdef ", min_size=1, max_size=9), max_size=12), st.data())
def test_a_root_leaves_no_term_out_that_stands_in_a_text(
    terms: list[str], data: st.DataObject
) -> None:
    text = data.draw(st.text("abcdef ", max_size=30)) + "".join(terms[:1])
    found = set(likely(text, tuple(terms)))
    assert {term for term in terms if term in text} <= found
