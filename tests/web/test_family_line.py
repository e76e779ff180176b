"""The line of a measure's life: what stands on it, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.notices.family import line_of

TODAY = date(2025, 6, 12)
SOON = date(2025, 7, 29)


@dataclass(frozen=True)
class Happening:
    kind: str
    day: date
    notice_id: int = 1
    day_basis: str = "stated"


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
