import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lemmas import LONGEST, lemma, lemma_chain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paints", "paint"),
        ("vehicles", "Vehicle"),
        ("batteries", "battery"),
        ("lenses", "lens"),
        ("labelling", "labels"),
        ("tyres", "tires"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert lemma(one) == lemma(other)


def test_other_languages() -> None:
    assert lemma("vehículos", "es") == "vehiculo"
    assert lemma("pneumatiques", "fr") == "pneumatique"
    assert lemma("batteries", "zh") == "battery"
    assert lemma("gb18401") == "gb18401"
    assert lemma("ШИНЫ") == "шины"


@given(st.text(max_size=80), st.sampled_from(["en", "es", "fr", "zh"]))
def test_every_form_in_the_chain_leads_into_it(word: str, lang: str) -> None:
    chain = lemma_chain(word, lang)
    assert chain[0] == lemma(word, lang)
    assert {lemma(form, lang) for form in chain} <= set(chain)
    assert all(len(form) <= LONGEST for form in chain)
