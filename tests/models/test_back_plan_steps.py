"""The steps of a plan: in order, as many as still fit, and said in words."""

from __future__ import annotations

from datetime import date

from models.back_plan import Plan
from models.deadlines import Basis
from models.working_days import Calendar
from tests.models.planned import day, plan


def steps_of(found: Plan) -> list[str]:
    return [one["step"] for one in found.told]


def test_the_sentence_has_its_steps_in_order() -> None:
    found = plan("2025-08-25", "2025-10-24", basis=Basis.ESTIMATED)
    assert found.told == [
        {"step": "estimated", "days": 60, "day": "2025-10-24"},
        {"step": "less", "days": 21},
        {
            "step": "moved",
            "what": "national",
            "day": "2025-10-03",
            "to": "2025-09-30",
        },
    ]
    assert found.is_estimated


def test_a_short_window_and_the_least_are_told() -> None:
    found = plan("2026-09-21", "2026-10-08")
    assert found.told[1] == {"step": "less", "days": 6, "share": 0.35, "window": 17}
    assert steps_of(found) == ["stated", "less", "least"]


def test_an_unannounced_year_is_named() -> None:
    found = plan("2026-11-25", "2027-01-24")
    assert found.told[-1] == {"step": "calendar", "years": [2027]}


def test_without_a_last_day_there_are_no_steps() -> None:
    found = plan("2026-03-02", None, basis=Basis.NONE)
    assert (found.national, found.steps) == (None, {})
    assert steps_of(found) == ["none"]


def test_a_last_day_that_was_over_leaves_no_steps() -> None:
    found = plan("2026-03-02", "2026-05-01", begun="2026-05-02")
    assert (found.external, found.national) == (day("2026-05-01"), None)
    assert steps_of(found) == ["stated", "over"]


def test_a_case_begun_late_has_its_steps_in_what_is_left() -> None:
    """From 27 June on: 14 days to 11 July, so 7, 10, 11 and 13 of them."""
    found = plan("2025-06-02", "2025-08-01", begun="2025-06-27")
    assert found.national == day("2025-07-11")
    told = [day(f"2025-07-{one}") for one in ("04", "07", "08", "10")]
    assert list(found.steps.values()) == told
    assert "squeezed" in steps_of(found)


def test_a_case_begun_after_the_national_day_must_hurry() -> None:
    found = plan("2025-06-02", "2025-08-01", begun="2025-07-14")
    assert (found.national, found.steps) == (day("2025-07-11"), {})
    assert steps_of(found)[-1] == "hurry"


def test_steps_never_run_backwards() -> None:
    for window in range(1, 130):
        last = date.fromordinal(day("2026-01-20").toordinal() + window)
        found = plan("2026-01-20", last.isoformat())
        if found.steps:
            assert found.national
            line = [*found.steps.values(), found.national, last]
            assert line == sorted(line), window
            assert all(Calendar().works(one) for one in line[:-1])
