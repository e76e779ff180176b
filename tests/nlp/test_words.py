"""Words are cut without loss, and compared in the singular and without accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pipeline import blank
from nlp.words import norm_of, read_lexicon

NLP = blank("en")


@given(st.text(max_size=80))
def test_joined_tokens_give_the_text_back(text: str) -> None:
    assert NLP.make_doc(text).text == text


@pytest.mark.parametrize(
    ("language", "word", "norm"),
    [
        ("en", "Batteries", "battery"),
        ("en", "knives", "knife"),
        ("en", "luminaires", "luminaire"),
        ("en", "Tires", "tyre"),
        ("en", "children's", "child"),
        ("en", "coating", "coating"),
        ("en", "saw", "saw"),
        ("en", "chassis", "chassis"),
        ("fr", "Véhicules", "vehicule"),
        ("fr", "chevaux", "cheval"),
        ("es", "Neumáticos", "neumatico"),
        ("es", "motores", "motor"),
        ("es", "luces", "luz"),
        ("zh", "电", "电"),
        ("zh", "電", "电"),
        ("zh", "衞", "卫"),
    ],
)
def test_norm_is_the_folded_singular(language: str, word: str, norm: str) -> None:
    assert norm_of(language)(word) == norm


def test_hyphens_broken_lines_and_glued_words_match_the_plain_ones() -> None:
    norms = [token.norm_ for token in NLP.make_doc("light-emitting\ndiode LampsAGENCY")]
    assert norms == ["light", "emitting", "diode", "lamp", "agency"]


def test_chinese_is_cut_into_characters() -> None:
    assert [token.text for token in NLP.make_doc("锂电池 GB 4943")] == [
        "锂",
        "电",
        "池",
        "GB",
        "4943",
    ]


def test_one_simplified_character_stands_for_each_traditional_one() -> None:
    rows = read_lexicon("script.csv")
    pairs = [(row["traditional"], row["simplified"]) for row in rows]
    assert all(len(old) == len(new) == 1 and old != new for old, new in pairs)
    assert pairs == sorted(set(pairs))
    assert {old for old, _ in pairs}.isdisjoint(new for _, new in pairs)


def test_rows_of_a_lexicon_come_by_column() -> None:
    row = read_lexicon("lemmas.csv")[0]
    assert set(row) == {"word", "language", "lemma"}


@pytest.mark.parametrize(
    "text",
    ["Lead in  toys,\n(HS 9503) ", " 锂电池 GB 4943", "l'eau gazéi-\nfiée", "", "  "],
)
def test_a_text_is_cut_alike_with_and_without_a_document(text: str) -> None:
    cut, doc = NLP.tokenizer.read(text), NLP.make_doc(text)
    assert cut.places == [token.idx for token in doc]
    assert cut.norms == [token.norm_.strip() for token in doc]
    assert all(
        cut.extent(first, first + 1) == (token.idx, token.idx + len(token))
        for first, token in enumerate(doc)
    )
