"""The unified social credit code: its form and its last character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.credit_codes import (
    LENGTH,
    LETTERS,
    check_letter,
    clean_credit_code,
    is_credit_code,
)

REAL = "914403001922038216"


def test_a_real_code_is_right_however_it_is_written() -> None:
    assert is_credit_code(REAL)
    assert is_credit_code(clean_credit_code(" 9144 0300-1922 0382 16"))
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in REAL)
    assert clean_credit_code(wide) == REAL


@pytest.mark.parametrize(
    "wrong", ["", REAL[:-1], REAL + "0", REAL[:-1] + "7", "I" + REAL[1:], "９" * 18]
)
def test_what_has_another_form_is_none(wrong: str) -> None:
    assert not is_credit_code(wrong)


@given(st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1), st.data())
def test_one_wrong_character_is_noticed(first: str, data: st.DataObject) -> None:
    code = first + check_letter(first)
    assert is_credit_code(code)
    place = data.draw(st.integers(0, LENGTH - 1))
    other = data.draw(st.sampled_from(LETTERS).filter(lambda one: one != code[place]))
    assert not is_credit_code(code[:place] + other + code[place + 1 :])
