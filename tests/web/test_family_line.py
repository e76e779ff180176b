"""The line of a measure's life: what stands on it, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from models.periods import DayKind
from web.notices.family import Plan, Step, line_of

TODAY = date(2025, 6, 12)
SOON = date(2025, 7, 29)


@dataclass(frozen=True)
class Happening:
    kind: str
    day: date
    notice_id: int = 1
    day_basis: str = "stated"
    created_at: datetime = datetime(2025, 6, 10, 17, tzinfo=UTC)


def kinds(*events: Happening, deadline: date | None = SOON) -> list[str]:
    return [step.kind for step in line_of(events, deadline, "stated", TODAY)]


def test_what_is_to_come_stands_after_today() -> None:
    told = Happening("circulated", date(2025, 6, 4))
    assert kinds(told) == ["circulated", "today", "deadline", "adopted", "in_force"]


def test_an_extension_and_its_deadline_are_one_step() -> None:
    told = Happening("changed", date(2025, 5, 30)), Happening("extended", SOON)
    assert kinds(*told) == ["changed", "today", "deadline", "adopted", "in_force"]


def test_an_extension_that_was_extended_again_stays() -> None:
    told = Happening("extended", date(2025, 7, 1))
    assert kinds(told)[:3] == ["today", "extended", "deadline"]


def test_a_measure_in_force_waits_for_nothing() -> None:
    told = Happening("in_force", date(2025, 6, 1))
    assert kinds(told, deadline=None) == ["in_force", "today"]


def test_what_nobody_could_read_is_no_step() -> None:
    told = Happening("other", date(2025, 6, 1))
    assert "other" not in kinds(told)


def test_a_changed_text_stands_where_it_was_seen() -> None:
    told = Happening("text_changed", date(2025, 5, 1))
    assert line_of([told], SOON, "stated", TODAY)[0].day == date(2025, 6, 11)
    late = Happening("text_changed", TODAY, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert line_of([late], SOON, "stated", TODAY)[0].day == TODAY


def ahead(**plans: Plan) -> list[Step]:
    told = Happening("circulated", date(2025, 6, 4))
    steps = line_of([told], None, "none", TODAY, plans=plans)
    return [one for one in steps if one.kind in {"adopted", "in_force"}]


def test_what_is_planned_stands_on_its_day_and_has_not_happened() -> None:
    soon, over = Plan(date(2025, 9, 1)), Plan(date(2025, 6, 8))
    assert ahead(adopted=over, in_force=soon) == [
        Step("adopted", over.day, "missed", is_planned=True),
        Step("in_force", soon.day, "coming", is_planned=True),
    ]


def test_a_day_that_is_only_counted_keeps_the_words_of_the_form() -> None:
    words = {"kind": DayKind.PUBLICATION, "months": 6}
    assert ahead(in_force=Plan(None, words)) == [
        Step("adopted", None, "unknown"),
        Step("in_force", None, "unknown", told=words, is_planned=True),
    ]
