"""Counts of firms that go out give no firm away, by themselves or by subtraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.consultation import AskedKind
from tests.web.small_world import NOW
from web.consultations.ranges import DIMENSIONS, key_of, names_of, of_models, ranges
from web.evidence.counting import ALL, LEAST, Figures, count, of_list
from web.evidence.told import Told
from web.exposure.words import RANGE_WORDS
from web.voices.words import AFFECTED, COSTS, MONTHS


def told(firm: int, **said: str) -> Told:
    return Told(
        key=("firm", firm),
        kind=AskedKind.FIRM,
        name=f"企业{firm}",
        said=said,
        product="",
        certificate="",
        opinion="",
        contact="",
        at=NOW,
    )


def firms(*groups: tuple[int, dict[str, str]]) -> list[Told]:
    """So many firms of each kind of answer."""
    said = [one for n, one in groups for _ in range(n)]
    return [told(firm, **one) for firm, one in enumerate(said)]


YES, NO = {"affected": "yes"}, {"affected": "no"}


@pytest.mark.parametrize("n", [0, 1, 2])
def test_under_three_firms_nothing_is_told(n: int) -> None:
    found = count(firms((n, {**YES, "cost": "to50"})))
    assert found.firms == n
    assert found.outward == {}
    assert not found.is_outward


def test_groups_of_three_are_told() -> None:
    found = count(firms((3, {**YES, "cost": "to50"}), (3, NO)))
    assert found.outward == {
        ALL: 6,
        "affected:yes": 3,
        "affected:no": 3,
        "cost:to50": 3,
    }


@pytest.mark.parametrize("left", [1, 2])
def test_what_all_others_leave_over_is_not_told_either(left: int) -> None:
    """Four of five say yes: who says five and four says one as well."""
    found = count(firms((4, YES), (left, NO)))
    assert found.inside["affected:yes"] == 4
    assert found.outward == {ALL: 4 + left}


def test_those_who_said_nothing_are_left_over_too() -> None:
    assert count(firms((4, YES), (1, {}))).outward == {ALL: 5}
    assert count(firms((4, YES), (3, {}))).outward == {ALL: 7, "affected:yes": 4}


def test_a_firm_counts_once_by_what_it_said_last() -> None:
    old = [replace(told(n, **NO), at=NOW - timedelta(1)) for n in range(3)]
    found = count([*firms((3, YES)), *old])
    assert found.inside == {ALL: 3, "affected:yes": 3}


def test_a_firm_that_spoke_in_two_ways_counts_once() -> None:
    known = replace(told(1), name="甲(武汉) 公司", organisation_id=1)
    typed = replace(told(0), name="甲（武汉）公司", key=("name", "甲（武汉）公司"))
    found = count([typed, known, told(2)])
    assert (found.firms, found.is_outward) == (2, False)


def test_only_firms_count_and_none_that_waits_for_the_next_round() -> None:
    others = [replace(told(7, **YES), kind=AskedKind.EXPERT, key=("expert", 1))]
    late = [replace(told(8, **YES), counts=False, late=True)]
    assert count([*firms((3, YES)), *others, *late]).firms == 3


@pytest.mark.parametrize("more", [1, 2])
def test_one_or_two_further_answers_change_nothing_that_was_told(more: int) -> None:
    before = count(firms((4, YES))).outward
    found = count(firms((4, YES), (more, NO)), [before])
    assert found.held
    assert found.outward == before
    assert found.firms == 4 + more


def test_a_group_that_grew_by_one_is_not_told_again() -> None:
    before = count(firms((5, YES), (3, NO))).outward
    found = count(firms((6, YES), (5, NO)), [before])
    assert not found.held
    assert found.outward == {ALL: 11}


def test_what_is_left_over_of_the_growth_is_not_told() -> None:
    """Of four new firms three say yes; the fourth would be found by subtraction."""
    before = count(firms((5, YES), (3, {}))).outward
    assert before == {ALL: 8, "affected:yes": 5}
    found = count(firms((8, YES), (4, {})), [before])
    assert found.outward == {ALL: 12}


def test_three_further_answers_are_told() -> None:
    before = count(firms((3, YES))).outward
    found = count(firms((3, YES), (3, NO)), [before])
    assert found.outward == {ALL: 6, "affected:yes": 3, "affected:no": 3}


def subsets(groups: Sequence[str]) -> chain[tuple[str, ...]]:
    return chain.from_iterable(combinations(groups, n) for n in range(len(groups) + 1))


def secrets(figures: Figures, old: Figures) -> list[tuple[str, ...]]:
    """The groups that can be found to be of one or two firms."""
    found = []
    for dimension in DIMENSIONS:
        groups = list(of_list(figures, dimension))
        for some in subsets(groups):
            rest = figures[ALL] - sum(figures[name] for name in some)
            grown = figures[ALL] - old.get(ALL, 0)
            common = old and all(name in old for name in some)
            change = sum(figures[name] - old.get(name, 0) for name in some)
            if 0 < rest < LEAST:
                found.append(some)
            if common and (0 < abs(change) < LEAST or 0 < abs(grown - change) < LEAST):
                found.append(some)
    return found


ANSWERS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "affected": st.sampled_from(["yes", "no", "unsure"]),
            "cost": st.sampled_from(["to1", "to10", "to50"]),
        },
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(ANSWERS, ANSWERS)
def test_nobody_is_found_by_subtraction(
    first: list[dict[str, str]], more: list[dict[str, str]]
) -> None:
    before = count([told(n, **one) for n, one in enumerate(first)]).outward
    assert secrets(before, {}) == [] if before else True
    both = [told(n, **one) for n, one in enumerate([*first, *more])]
    found = count(both, [before] if before else [])
    if found.outward and not found.held:
        assert secrets(found.outward, before) == []
    assert all(n >= LEAST for n in found.outward.values())


def test_the_lists_are_those_of_the_forms() -> None:
    own: dict[str, dict[str, str]] = {name: {} for name in DIMENSIONS}
    for (dimension, key), one in ranges().items():
        own[dimension][key] = one.zh
    forms: dict[str, Any] = {"affected": AFFECTED, "cost": COSTS, "months": MONTHS}
    for dimension, values in forms.items():
        assert own[dimension] == {str(k): str(v) for k, v in values.items()}
    assert own["exports"] == {k: str(RANGE_WORDS[k]) for k in "abcdef"}
    assert list(own["models"]) == [of_models(n) for n in (5, 20, 100, 101)]


@pytest.mark.parametrize(
    ("dimension", "words", "key"),
    [
        ("cost", "1万-10万元", "to10"),
        ("cost", " 1万 – 10万元 ", "to10"),
        ("affected", "是", "yes"),
        ("affected", "Not sure", "unsure"),
        ("months", "3至6个月", "6"),
        ("cost", "很多", None),
        ("affected", "=A1", None),
    ],
)
def test_a_value_is_known_as_people_write_it(
    dimension: str, words: str, key: str | None
) -> None:
    assert key_of(dimension, words) == key
    assert names_of(dimension)
