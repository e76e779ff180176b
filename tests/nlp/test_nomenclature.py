"""The wording of a code is no word of the Member."""

from __future__ import annotations

import pytest

from nlp.nomenclature import cut, own_words

CHAIRS = "Office chairs; Furniture (ICS code(s): 97.140)"
POLISH = (
    "Polishes and creams, for footwear or leather (excl. waxes of heading 3404)"
    " (HS code(s): 340510); Paints and varnishes (ICS code(s): 87.040)"
)


def test_the_members_own_words_stay_in_place() -> None:
    own = own_words(CHAIRS)
    assert len(own) == len(CHAIRS)
    assert own.split() == ["Office", "chairs;"]


def test_a_field_of_code_titles_only_is_blank() -> None:
    assert not own_words(POLISH).strip(" ;")


@pytest.mark.parametrize("words", ["School bus (HS code(s): 8702)", "Toys and games"])
def test_own_names_beside_a_code_stay(words: str) -> None:
    assert own_words(words).startswith(words[:8])


@pytest.mark.parametrize(
    ("code", "depth"), [("34011", "3401"), ("87", "87"), ("8507.60", "850760")]
)
def test_a_code_is_cut_to_an_even_depth(code: str, depth: str) -> None:
    assert cut(code) == depth
