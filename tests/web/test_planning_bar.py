"""The clock bar: where days lie on it, and what it leaves out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from models.case_plan import CasePlan
from models.working_days import Calendar
from web.planning.bar import CARD, MARK, NARROW, WIDE, Bar, draw, steps_of
from web.planning.showing import left_behind, next_step
from web.planning.words import ORDER

FIRST, LAST = date(2026, 3, 2), date(2026, 5, 1)
TODAY = date(2026, 3, 20)


def make_plan(**columns: object) -> CasePlan:
    given = {
        "external": LAST,
        "national": date(2026, 4, 10),
        "replies_close": date(2026, 3, 20),
        "draft_due": date(2026, 3, 30),
        "meeting_due": date(2026, 4, 3),
        "sign_off_due": date(2026, 4, 8),
        "told": {"circulated": FIRST.isoformat()},
        "made_at": datetime(2026, 3, 3, tzinfo=UTC),
        **columns,
    }
    return CasePlan(case_id=1, number=1, basis="stated", **given)


def drawn(width: int = WIDE, today: date = TODAY, **columns: object) -> Bar:
    bar = draw(make_plan(**columns), Calendar(), today, width)
    assert bar
    return bar


@pytest.mark.parametrize("width", [WIDE, NARROW, CARD])
def test_marks_stand_on_the_bar_and_hide_none(width: int) -> None:
    bar = drawn(width)
    xs = [mark.x for mark in bar.marks]
    assert xs == sorted(xs)
    assert all(bar.start <= x <= bar.end for x in xs)
    assert [mark.step.number for mark in bar.marks] == [1, 2, 3, 4, 5, 6]
    by_lane: dict[float, list[float]] = {}
    for mark in bar.marks:
        by_lane.setdefault(mark.y, []).append(mark.x)
    for lane in by_lane.values():
        assert all(b - a >= MARK for a, b in pairwise(lane))
    assert all(mark.y + MARK / 2 <= bar.height for mark in bar.marks)


def test_days_off_are_shaded_weekends_and_holidays_alike() -> None:
    """Nine weekends, of which 4-6 April is a long one, and 1-3 May at the end."""
    bar = drawn()
    day = (bar.end - bar.start) / 63
    widths = [round(width / day) for _, width in bar.off]
    assert widths == [2, 2, 2, 2, 3, 2, 2, 2, 3]


def test_months_and_today_are_told_where_they_lie() -> None:
    bar = drawn()
    assert [day.isoformat() for _, day in bar.months] == ["2026-04-01", "2026-05-01"]
    assert bar.today is not None
    assert bar.start < bar.today < bar.marks[1].x
    assert drawn(today=LAST + timedelta(days=5)).today is not None
    assert drawn(today=LAST + timedelta(days=60)).today is None
    assert drawn(today=FIRST - timedelta(days=1)).today is None


@pytest.mark.parametrize(
    "columns", [{"external": None}, {"external": FIRST}, {"told": {}}]
)
def test_without_a_stretch_of_days_there_is_no_bar(columns: dict[str, object]) -> None:
    assert draw(make_plan(**columns), Calendar(), TODAY) is None


def test_steps_that_are_not_set_are_left_out() -> None:
    plan = make_plan(meeting_due=None, draft_due=None)
    told = [(step.number, step.name, step.left) for step in steps_of(plan, TODAY)]
    assert told == [
        (1, "replies_close", 0),
        (2, "sign_off_due", 19),
        (3, "national", 21),
        (4, "external", 42),
    ]


def test_the_next_step_is_the_first_that_is_not_over() -> None:
    plan = make_plan()
    first = next_step(plan, TODAY + timedelta(days=1))
    last = next_step(plan, LAST + timedelta(days=9))
    assert first
    assert last
    assert (first.name, last.name) == ("draft_due", "external")
    nothing = dict.fromkeys(ORDER)
    assert next_step(make_plan(**nothing), TODAY) is None


@pytest.mark.parametrize(
    ("state", "still"),
    [
        ("drafting", ORDER),
        ("returned", ORDER[1:]),
        ("reviewing", ORDER[2:]),
        ("approved", ("national", "external")),
        ("submitted", ("external",)),
        ("sent", ()),
        ("closed", ()),
    ],
)
def test_a_case_counts_the_days_that_it_still_waits_for(
    state: str, still: tuple[str, ...]
) -> None:
    assert tuple(one for one in ORDER if one not in left_behind(state)) == still
