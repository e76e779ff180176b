"""A measure held against a notification: numbers, title, days and goods."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nlp.counterparts.facts import Facts, words_of
from nlp.counterparts.numbers import numbers_in, own_numbers
from nlp.counterparts.scoring import ENOUGH, Rarity, compare
from tests.nlp.titles import LIST, OLD, TITLE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Docket No. NHTSA–2024–0012; RIN 2127-AM00",
            {"docket:NHTSA-2024-0012", "rin:2127-AM00"},
        ),
        (
            "EPA-HQ-OPP-2023-0123 and CPSC-2014-0033",
            {"docket:EPA-HQ-OPP-2023-0123", "docket:CPSC-2014-0033"},
        ),
        (
            "https://www.govinfo.gov/content/pkg/FR-2025-06-11/html/2025-10567.htm",
            {"fr:2025-10567"},
        ),
        ("Commission Delegated Regulation (EU) 2025/1105", {"celex:32025R1105"}),
        ("CELEX 32025R1105", {"celex:32025R1105"}),
        ("http://www.legislation.gov.uk/uksi/2026/412/made", {"uk:uksi/2026/412"}),
        ("S.I. 2026/412", {"uk:uksi/2026/412"}),
        ("Airworthiness, RIN 2120-AA64", set()),
        ("call 2025-105 before 2025-06-11", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_one_spelling(text: str, found: set[str]) -> None:
    assert numbers_in(text) == found


def test_what_a_measure_only_refers_to_is_not_its_own_number() -> None:
    content: Any = {
        "dockets": ["Docket No. CPSC-2026-0007"],
        "references": ["16 CFR 1500", "RIN 3041-AD99", "Regulation (EU) 2019/1020"],
    }
    found = own_numbers("2026-08123", content)
    assert found == {"fr:2026-08123", "docket:CPSC-2026-0007", "rin:3041-AD99"}


def facts(number: int, title: str, **given: Any) -> Facts:
    told = {
        "language": "en",
        "numbers": frozenset(),
        "days": frozenset(),
        "headings": frozenset(),
        **given,
    }
    words = words_of(title, told["language"])
    return Facts(
        number, f"G/TBT/N/USA/{number}", told.pop("language"), OLD, words=words, **told
    )


OTHERS = [facts(number, title) for number, title in enumerate(LIST, 100)]


def likeness(measure: Facts, notification: Facts) -> Any:
    return compare(measure, notification, Rarity([*OTHERS, notification]))


def test_a_shared_number_is_proof_alone() -> None:
    one = facts(1, TITLE, numbers=frozenset({"docket:CPSC-2026-0007"}))
    other = facts(2, "Lithium cells", numbers=frozenset({"docket:CPSC-2026-0007"}))
    found = likeness(one, other)
    assert (found.score, found.numbers, found.is_same) == (
        1.0,
        ["docket:CPSC-2026-0007"],
        True,
    )


def test_the_same_title_cut_short_or_reworded_is_the_same_measure() -> None:
    full = f"Proposed Rule: {TITLE}; Notice of Proposed Rulemaking"
    assert likeness(facts(1, TITLE), facts(2, full)).is_same
    day = frozenset({date(2026, 7, 1)})
    near = "Safety Requirements for Lithium-Ion Batteries of Micromobility Devices"
    assert likeness(facts(1, TITLE, days=day), facts(2, near, days=day)).is_same


@pytest.mark.parametrize("number", range(len(LIST)))
def test_titles_of_one_series_are_not_taken_for_each_other(number: int) -> None:
    day = frozenset({date(2026, 7, 1)})
    measure = facts(1, LIST[number], days=day)
    for other, title in enumerate(LIST):
        found = likeness(measure, facts(2, title, days=day))
        assert found.is_same is (other == number), title


def test_goods_and_days_alone_never_make_a_measure() -> None:
    same = {"days": frozenset({date(2026, 7, 1)}), "headings": frozenset({"8507"})}
    found = likeness(facts(1, TITLE, **same), facts(2, "Ceiling fans", **same))
    assert found.score < ENOUGH / 2


def test_titles_in_two_languages_are_not_compared() -> None:
    assert likeness(facts(1, TITLE), facts(2, TITLE, language="es")).title == 0
