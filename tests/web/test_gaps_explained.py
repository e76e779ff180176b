"""Holes in the store: what explains them, how long they wait, and what is complete."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.gap import GapState
from models.measure import Event, Measure
from tests.web.numbered import (
    LONG_AGO,
    NOW,
    TODAY,
    check,
    gaps,
    hold,
    hold_many,
    ran,
    source_of,
    states,
    usa,
)
from web.gaps.evidence import also_named
from web.gaps.held import is_checked
from web.gaps.service import Standing, read_overview
from web.gaps.summary import read_summary

OPEN, EXPLAINED, FOUND = (
    (GapState.OPEN, ""),
    GapState.EXPLAINED,
    GapState.FOUND,
)


# Evidence


def void(session: Session, corrigendum: str, target: str) -> None:
    """A corrigendum that declares a document void."""
    [notice] = hold(session, corrigendum)
    measure = Measure(slug=corrigendum, created_at=NOW)
    session.add(measure)
    session.flush()
    session.add(
        Event(
            measure_id=measure.id,
            notice_id=notice.id,
            kind="void",
            day=LONG_AGO,
            origin="description",
            words="null and void",
            change={"target": target},
            created_at=NOW,
        )
    )
    session.flush()


def test_a_void_document_is_explained_by_its_corrigendum(session: Session) -> None:
    source_of(session, whole=False)
    hold(session, "G/TBT/N/BRA/366")
    void(session, "G/TBT/N/BRA/366/Add.1/Corr.1", "G/TBT/N/BRA/366/Add.1")
    check(session)
    row = gaps(session)["G/TBT/N/BRA/366/Add:1"]
    assert (row.state, row.reason) == (EXPLAINED, "void")
    assert row.note == "G/TBT/N/BRA/366/Add.1/Corr.1"
    assert row.author is None


def test_a_number_named_by_a_joint_document_is_its_own(session: Session) -> None:
    source_of(session, whole=False)
    hold(session, "G/TBT/N/BDI/1", "G/TBT/N/BDI/3")
    hold(
        session,
        "G/TBT/N/KEN/5, G/TBT/N/UGA/6",
        content={"description": "Also circulated as G/TBT/N/BDI/2."},
    )
    check(session)
    row = gaps(session)["G/TBT/N/BDI:2"]
    assert (row.state, row.reason) == (EXPLAINED, "joint")
    assert row.note == "G/TBT/N/KEN/5, G/TBT/N/UGA/6"


@pytest.mark.parametrize(
    "mention",
    ["G/TBT/N/KEN/2", "G/SPS/N/BDI/2", "G/TBT/N/BDI/2/Add.1", "G/TBT/10.7/N/99"],
)
def test_a_reference_to_another_document_explains_nothing(mention: str) -> None:
    content = {"relevant_documents": f"See {mention}."}
    assert list(also_named("G/TBT/N/KEN/5, G/TBT/N/UGA/6", content)) == []


def test_a_young_hole_may_still_come_and_then_opens(session: Session) -> None:
    source_of(session, whole=False)
    hold(session, *usa(1))
    hold(session, *usa(3), day=TODAY - timedelta(days=3))
    check(session)
    row = gaps(session)["G/TBT/N/USA:2"]
    assert (row.state, row.reason, row.note) == (EXPLAINED, "late", "2026-12-11")
    check(session, today=TODAY + timedelta(days=10))
    assert row.state == EXPLAINED
    check(session, today=TODAY + timedelta(days=11))
    assert states(session) == {"G/TBT/N/USA:2": OPEN}


def test_completeness_ends_before_what_may_still_come(session: Session) -> None:
    source_of(session)
    hold(session, *usa(1, 2))
    hold(session, *usa(4), day=TODAY)
    check(session)
    overview = read_overview(session)
    assert overview is not None
    [account] = overview.accounts
    assert (account.complete_to, account.is_complete) == (2, False)
    assert overview.counts == {Standing.LATE: 1}


# When to check


def test_a_check_is_due_after_a_run_and_on_a_new_day(session: Session) -> None:
    source_of(session)
    assert not is_checked(session, TODAY)
    check(session)
    assert is_checked(session, TODAY)
    assert not is_checked(session, TODAY + timedelta(days=1))
    ran(session)
    assert not is_checked(session, TODAY)


def test_what_was_found_is_kept_as_it_was(session: Session) -> None:
    source_of(session)
    ran(session)
    hold(session, *usa(1, 2, 30000), "G/SPS/N/JPN/1")
    summary = check(session)
    assert read_summary(session) == summary
    assert [list(line.doubtful) for line in summary.lines] == [[], [30000]]


def test_many_numbers_take_little_time(session: Session) -> None:
    source_of(session)
    for code in ("USA", "JPN", "KOR", "CAN", "BRA"):
        hold_many(session, f"G/TBT/N/{code}", range(1, 1201))
    begun = time.perf_counter()
    check(session)
    assert time.perf_counter() - begun < 3
