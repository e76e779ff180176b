"""How long comments may be made on what a market notifies, reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.notice_filter import NoticeFilter
from tests.web.small_world import TODAY, add_event, add_notice
from web.dashboards.windows import Windows, read_windows

INDIA = NoticeFilter(markets=("IND",), until=TODAY)
LONG_AGO = TODAY - timedelta(days=300)


@pytest.fixture
def windowed(session: Session) -> Callable[..., None]:
    """Make a notice of India that states a window of so many days."""
    made = iter(range(1, 100))

    def make(days: int | None, **columns: object) -> None:
        given = {
            "distributed": LONG_AGO,
            "deadline": LONG_AGO + timedelta(days=days) if days else None,
            "members": ("IND",),
            **columns,
        }
        add_notice(session, f"G/TBT/N/IND/{next(made)}", **given)  # type: ignore[arg-type]

    return make


def test_windows_are_of_stated_deadlines_of_new_and_revised_ones(
    session: Session, windowed: Callable[..., None]
) -> None:
    for days in (15, 40, 60, 60):
        windowed(days)
    windowed(90, type="revision", deadline_basis="form")
    windowed(60, members=("IND", "BTN"))
    windowed(60, deadline_basis="estimated")
    windowed(None, deadline_basis="none")
    windowed(-3)
    windowed(90, type="emergency", deadline_basis="docket")
    windowed(30, type="addendum")
    windowed(30, kind="rule")
    windowed(30, members=("USA",))
    found = read_windows(session, INDIA)
    assert found.days == [15, 40, 60, 60, 60, 90, 90]
    assert (found.many, found.median, found.short) == (7, 60, 2)
    assert found.quartiles == (50, 75)
    assert (found.unstated, found.closed, found.since) == (2, 1, LONG_AGO)


def test_a_void_document_has_no_window(
    session: Session, windowed: Callable[..., None]
) -> None:
    windowed(20)
    told = add_notice(session, "G/TBT/N/IND/1/Corr.1", type="corrigendum")
    add_event(session, told, "void", key="G/TBT/N/IND/1")
    assert read_windows(session, INDIA).days == []


@pytest.mark.parametrize(("days", "quartiles"), [([], None), ([60] * 4, None)])
def test_a_few_windows_have_no_quartiles(days: list[int], quartiles: None) -> None:
    assert Windows(days).quartiles is quartiles
    assert Windows().median is None
