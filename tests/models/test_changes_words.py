"""Two wordings, word by word: whole phrases, to the letter, and never at length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes.words import Run, compare_words

WORDS = st.lists(
    st.sampled_from(["lead", "the", "0.5", "mg/kg", ",", "铅", "限量", "\n", "a"]),
    max_size=40,
).map(" ".join)


def bare(text: str) -> str:
    return "".join(text.split())


def side(runs: list[Run], kind: str) -> str:
    return "".join(run.text for run in runs if run.kind in {"same", kind})


def test_two_versions_differ_by_words() -> None:
    assert compare_words("at least 60 days from now", "at least 90 days from now") == [
        Run("same", "at least "),
        Run("removed", "60"),
        Run("added", "90"),
        Run("same", " days from now"),
    ]
    assert compare_words("limits for lead apply", "limits for lead and tin apply") == [
        Run("same", "limits for lead "),
        Run("added", "and tin "),
        Run("same", "apply"),
    ]


def test_scraps_between_changes_change_with_them() -> None:
    old, new = "建议延长至60天并答复。", "请延长到90天，并书面答复。"
    runs = compare_words(old, new)
    assert side(runs, "removed") == old
    assert side(runs, "added") == new
    assert all(a.kind != b.kind for a, b in pairwise(runs))
    assert runs[0] == Run("removed", "建议延长至60天并")


def test_equal_texts_have_one_run() -> None:
    assert compare_words("同一文本\n", "同一文本\n") == [Run("same", "同一文本\n")]
    assert compare_words("", "") == []


def test_texts_with_little_in_common_stand_one_after_the_other() -> None:
    old = "Cosmetic products shall bear a list of ingredients in the local language."
    new = "Importers of toys keep records for ten years and hand them over on demand."
    assert compare_words(old, new) == [Run("removed", old), Run("added", new)]


@pytest.mark.parametrize(
    ("old", "new", "added"),
    [
        ("ограничение свинца", "ограничение свинца и кадмия", "и кадмия"),
        ("납 함량 제한", "납 함량 엄격 제한", "엄격 "),
        ("teneur en plomb", "teneur maximale en plomb", "maximale "),
    ],
)
def test_letters_of_other_scripts_stay_whole_words(
    old: str, new: str, added: str
) -> None:
    runs = compare_words(old, new)
    assert [run.text for run in runs if run.kind == "added"] == [added]


@given(WORDS, WORDS)
@settings(max_examples=150, deadline=None)
def test_the_runs_make_both_texts(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert side(runs, "added") == new
    assert bare(side(runs, "removed")) == bare(old)
    assert all(run.text for run in runs)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_compared(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert side(runs, "added") == new
    assert bare(side(runs, "removed")) == bare(old)
    assert {run.kind for run in compare_words(old, old)} <= {"same"}


def test_a_hostile_text_takes_no_time() -> None:
    begun = time.process_time()
    compare_words("0 1 " * 20_000, "1 0 0 " * 20_000)
    compare_words("a. b. " * 20_000, "b. a. a. " * 20_000)
    assert time.process_time() - begun < 3
