from hypothesis import given
from hypothesis import strategies as st

from models.fold import fold, fold_in_place


def test_accents_case_and_letter_forms() -> None:
    assert fold("Türkiye Décret Nº") == "turkiye decret no"
    assert fold("ＧＢ ﬁbre Straße") == "gb fibre strasse"
    assert fold("动力电池") == "动力电池"
    assert fold_in_place("Août Straße½") == "aout straße½"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_in_place_keeps_every_place(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)
