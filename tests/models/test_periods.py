import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.days import DayKind, read_period

CASES = [
    ("To be determined", "unknown", None, None),
    ("Not indicated", "unknown", None, None),
    ("upon publication (in the official journal)", "publication", 0, None),
    ("the same day", "publication", 0, None),
    ("30 days after publication", "publication", 30, None),
    ("approximately 90 days from the date of publication", "publication", 90, None),
    ("on the twentieth day following its publication", "publication", 20, None),
    ("upon signature", "adoption", 0, None),
    ("six months after adoption", "adoption", None, 6),
    ("60 days from notification", "circulation", 60, None),
    ("thirty (30) days after its publication", "publication", 30, None),
    ("a los seis meses de su publicación", "publication", None, 6),
    ("180 días contados a partir de la publicación", "publication", 180, None),
    ("six mois après la publication", "publication", None, 6),
    ("dès sa publication", "publication", 0, None),
    ("one year after publication", "publication", None, 12),
    ("two weeks after approval", "adoption", 14, None),
    ("Entry into force: upon publication", "publication", 0, None),
    ("12 months after entry into force", "unknown", None, None),
    ("90 working days after publication", "unknown", None, None),
    ("30 days before adoption", "unknown", None, None),
    ("publication of Decree 2025/12", "unknown", None, None),
    ("second half of 2026", "period", None, None),
    ("2027", "period", None, None),
    ("", "unknown", None, None),
]


@pytest.mark.parametrize(("words", "kind", "days", "months"), CASES)
def test_words(words: str, kind: str, days: int | None, months: int | None) -> None:
    found = read_period(words)
    assert (found.kind, found.offset_days, found.offset_months) == (kind, days, months)
    assert found.words == words


@given(st.text())
def test_words_never_fail_and_are_kept(words: str) -> None:
    found = read_period(words)
    assert found.words == words
    counted = found.offset_days is not None or found.offset_months is not None
    assert not counted or found.kind not in {DayKind.UNKNOWN, DayKind.PERIOD}


@given(st.integers(1, 999), st.sampled_from(["publication", "adoption"]))
def test_counts_round_trip(count: int, event: str) -> None:
    found = read_period(f"{count} days after {event}")
    assert (found.kind, found.offset_days) == (event, count)
