"""Which numbers must be there, which are missing, and from where on that is known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.gaps import (
    LEAP,
    MAY_COME,
    complete_to,
    highest,
    holes_of,
    may_come,
    ranges,
    read_series,
    say_ranges,
    steps_of,
    symbol_of,
)
from models.symbols import read_symbol, read_symbols
from tests.models.numbered import DAY, missing, on, usa


def test_numbers_between_are_missing() -> None:
    assert missing(usa(1, 2, 4, 7)) == [
        "G/TBT/N/USA/3",
        "G/TBT/N/USA/5",
        "G/TBT/N/USA/6",
    ]


def test_a_whole_history_starts_at_one() -> None:
    assert missing(usa(3)) == ["G/TBT/N/USA/1", "G/TBT/N/USA/2"]


def test_nothing_is_missing_beyond_the_highest() -> None:
    assert missing(usa(1, 2, 3)) == []


def test_agreements_and_members_count_apart() -> None:
    held = on("G/TBT/N/USA/1", "G/SPS/N/USA/2", "G/SPS/N/JPN/1")
    assert missing(held) == ["G/SPS/N/USA/1"]


def test_a_joint_document_covers_a_number_of_each_member() -> None:
    joint = on("G/TBT/N/BDI/2, G/TBT/N/KEN/2, G/TBT/N/UGA/2")
    alone = on("G/TBT/N/BDI/1", "G/TBT/N/KEN/1", "G/TBT/N/UGA/1", "G/TBT/N/UGA/3")
    assert missing([*joint, *alone]) == []


def test_an_addendum_before_the_one_held_is_missing() -> None:
    held = [*usa(1), *on("G/TBT/N/USA/1/Add.2")]
    assert missing(held) == ["G/TBT/N/USA/1/Add.1"]


def test_each_kind_of_follow_up_counts_apart() -> None:
    held = [*usa(1), *on("G/TBT/N/USA/1/Corr.1", "G/TBT/N/USA/1/Rev.2")]
    assert missing(held) == ["G/TBT/N/USA/1/Rev.1"]


def test_a_base_is_missing_while_its_addendum_is_held() -> None:
    held = [*usa(1, 3), *on("G/TBT/N/USA/2/Add.1")]
    assert missing(held) == ["G/TBT/N/USA/2"]


def test_an_addendum_proves_a_base_beyond_the_highest() -> None:
    held = [*usa(1), *on("G/TBT/N/USA/3/Add.1")]
    assert missing(held) == ["G/TBT/N/USA/2", "G/TBT/N/USA/3"]


def test_chains_prove_every_link() -> None:
    held = [*usa(1), *on("G/TBT/N/USA/1/Add.1/Corr.2")]
    assert missing(held) == ["G/TBT/N/USA/1/Add.1", "G/TBT/N/USA/1/Add.1/Corr.1"]


def test_the_steps_of_a_chain() -> None:
    symbol = read_symbol("G/SPS/N/BRA/2175/Add.2/Corr.1")
    assert symbol is not None
    base, addendum = ("G/SPS/N/BRA", 2175), ("G/SPS/N/BRA/2175/Add", 2)
    assert steps_of(symbol) == [
        (*base, None),
        (*addendum, base),
        ("G/SPS/N/BRA/2175/Add.2/Corr", 1, addendum),
    ]


@pytest.mark.parametrize(
    "text", ["G/TBT/N/EU/1100", "G/SPS/N/TPKM/7/Rev.1/Add.2", "G/TBT/N/IDN/5/Suppl.1"]
)
def test_a_symbol_is_built_as_it_was_read(text: str) -> None:
    symbol = read_symbol(text)
    assert symbol is not None
    name, number, _ = steps_of(symbol)[-1]
    assert symbol_of(name, number) == text


# Slips of the pen


def test_a_number_far_beyond_all_others_is_a_slip() -> None:
    held = [*usa(1, 2, 3), *usa(16000)]
    series = read_series((one, day) for raw, day in held for one in read_symbols(raw))
    assert highest(series["G/TBT/N/USA"]) == 3
    assert missing(held) == []


def test_a_large_loss_is_no_slip() -> None:
    held = usa(1, *range(LEAP, LEAP + 5))
    assert len(missing(held)) == LEAP - 2


# What follows from a hole


def test_a_hole_knows_by_when_it_was_given_out() -> None:
    later, latest = DAY + timedelta(days=3), DAY + timedelta(days=9)
    held = [*usa(1), *usa(3, day=latest), *on("G/TBT/N/USA/3/Add.1", day=later)]
    series = read_series((one, day) for raw, day in held for one in read_symbols(raw))
    assert holes_of(series["G/TBT/N/USA"], 1) == {2: later}


def test_a_number_may_come_for_two_weeks() -> None:
    assert may_come(DAY, DAY + MAY_COME - timedelta(days=1))
    assert not may_come(DAY, DAY + MAY_COME)


@pytest.mark.parametrize(
    ("start", "end", "unsettled", "expected"),
    [
        (1, 9, [], 9),
        (1, 9, [4, 7], 3),
        (1, 9, [1], None),
        (5, 9, [6], 5),
        (None, 9, [], None),
    ],
)
def test_complete_to(
    start: int | None, end: int, unsettled: list[int], expected: int | None
) -> None:
    assert complete_to(start, end, unsettled) == expected


def test_ranges_are_written_shortly() -> None:
    assert ranges([9, 3, 5, 4]) == [(3, 5), (9, 9)]
    assert say_ranges([9, 3, 5, 4]) == "3-5, 9"
    assert say_ranges([]) == ""


@given(st.sets(st.integers(1, 400), min_size=1), st.sets(st.integers(1, 400)))
def test_what_is_taken_out_is_what_is_missing(held: set[int], out: set[int]) -> None:
    kept = held | {1, 500}
    gone = set(range(1, 501)) - kept - out
    rest = sorted(set(range(1, 501)) - gone)
    assert missing(usa(*rest)) == [f"G/TBT/N/USA/{n}" for n in sorted(gone)]
