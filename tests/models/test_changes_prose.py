"""Days and limits that prose says anew: read where they are told, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from models.changes.correcting import corrected_days
from models.changes.limits import limit_changes


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "The final date for comments should read 5 June 2025 (not 5 May 2025).",
            {"comments_close": (date(2025, 5, 5), date(2025, 6, 5))},
        ),
        (
            "The agency delays the effective date of the rule published on 3 March"
            " 2025 until 1 July 2025.",
            {"entry_into_force": (None, date(2025, 7, 1))},
        ),
        (
            "Le délai pour présenter des observations est prolongé jusqu'au 30 juin"
            " 2025.",
            {"comments_close": (None, date(2025, 6, 30))},
        ),
        (
            "The proposal notified earlier (4 February 2025) is now adopted by the"
            " Regulation of 3 June 2025.This Regulation shall enter into force on the"
            " twentieth day following its publication.",
            {},
        ),
        (
            "The rule would extend the compliance date from 20 January 2026 to 20 July"
            " 2028.",
            {"compliance": (date(2026, 1, 20), date(2028, 7, 20))},
        ),
        ("It was published on 3 May 2025 and extended to all foods.", {}),
    ],
)
def test_only_a_day_that_is_said_anew_is_corrected(
    words: str, found: dict[str, tuple[date | None, date]]
) -> None:
    assert corrected_days(words) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Lead: 0.5 mg/kg", "Lead: 500 µg/kg", []),
        ("Lead: 0,5 mg/kg", "Lead: 0,2 mg/kg", [("0,5 mg/kg", "0,2 mg/kg")]),
        ("noise of 70 dB(A)", "noise of 65 dB(A)", [("70 dB(A)", "65 dB(A)")]),
        ("lead 5 mg/kg", "cadmium 1 mg/kg", []),
        ("lead 5 mg/kg", "lead 5 %", []),
        ("", "lead from 90 ppm to 30 ppm", [("90 ppm", "30 ppm")]),
        (
            "PFOA 5 mg/kg, PFOS 2 mg/kg",
            "PFOA 5 mg/kg, PFOS 1 mg/kg",
            [("2 mg/kg", "1 mg/kg")],
        ),
        (
            "group 1: 5 mg/kg; group 2: 7 mg/kg",
            "group 1: 5 mg/kg; group 2: 3 mg/kg",
            [("7 mg/kg", "3 mg/kg")],
        ),
        ("fruit 5 mg/kg; fruit 7 mg/kg", "fruit 1 mg/kg; fruit 2 mg/kg", []),
        ("lead 1,000 mg/kg", "lead 1 000 mg/kg", []),
    ],
)
def test_limits_are_matched_by_what_they_limit(
    old: str, new: str, found: list[tuple[str, str]]
) -> None:
    pairs = limit_changes(old, new)
    assert [(one["before"], one["after"]) for one in pairs] == found


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [
        ("cadmium 0,01 %", "cadmium 0,005 %", "lower"),
        ("lead 1 000,5 mg/kg", "lead 900,5 mg/kg", "lower"),
        ("lead 1,000.5 mg/kg", "lead 900 mg/kg", "lower"),
        ("plomo 1.500 mg/kg, Cd 0,5 mg/kg", "plomo 900 mg/kg, Cd 0,5 mg/kg", "lower"),
        ("lead 1.500 mg/kg", "lead 2 mg/kg", "higher"),
        ("mass 1.234.567 g", "mass 1.234.568 g", "higher"),
        ("energy use of 100 kWh/year", "energy use of 80 kWh/year", "lower"),
    ],
)
def test_decimals_and_thousands_are_told_apart(old: str, new: str, way: str) -> None:
    assert [one["way"] for one in limit_changes(old, new)] == [way]
