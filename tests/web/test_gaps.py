"""Holes in the store: opened, found, and never invented."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.gap import GapState
from models.source import RunState, Source
from tests.web.numbered import (
    NOW,
    check,
    gaps,
    hold,
    ran,
    source_of,
    states,
    usa,
)
from web.gaps.held import read_history

OPEN, EXPLAINED, FOUND = (
    (GapState.OPEN, ""),
    GapState.EXPLAINED,
    GapState.FOUND,
)
LATER = NOW + timedelta(days=1)


def test_a_hole_opens_and_is_found_when_its_number_comes(session: Session) -> None:
    source_of(session)
    hold(session, *usa(1, 2, 4))
    check(session)
    assert states(session) == {"G/TBT/N/USA:3": OPEN}
    hold(session, *usa(3))
    check(session, now=LATER)
    row = gaps(session)["G/TBT/N/USA:3"]
    assert (row.state, row.closed_at, row.seen_at) == (FOUND, LATER, NOW)


def test_checking_again_changes_nothing(session: Session) -> None:
    source_of(session)
    hold(session, *usa(2, 5), "G/TBT/N/USA/5/Add.3")
    first = check(session)
    before = states(session)
    again = check(session, now=LATER)
    assert states(session) == before
    assert again.lines == first.lines
    assert {row.checked_at for row in gaps(session).values()} == {LATER}


def test_a_document_that_goes_again_leaves_its_hole_open(session: Session) -> None:
    source_of(session)
    hold(session, *usa(1, 3))
    check(session)
    [two] = hold(session, *usa(2))
    check(session)
    session.delete(two)
    session.flush()
    check(session, now=LATER)
    row = gaps(session)["G/TBT/N/USA:2"]
    assert (row.state, row.closed_at) == (GapState.OPEN, None)


def test_the_sample_archive_proves_nothing(session: Session) -> None:
    source_of(session)
    hold(session, *usa(7, 9), provisional=True)
    assert check(session).lines == []
    assert states(session) == {}


def test_other_sources_have_no_numbers(session: Session) -> None:
    source_of(session)
    given = {"title": "x", "title_zh": "x", "url": "https://x/", "least": 1}
    session.add(Source(slug="other", every_minutes=60, **given))
    session.flush()
    hold(session, *usa(9), source_slug="other")
    assert check(session).lines == []


def test_an_old_token_is_a_series_of_its_member(session: Session) -> None:
    source_of(session)
    [old] = hold(session, "G/SPS/N/EU/2")
    old.source_key, old.members[0].symbol = "G/SPS/N/EEC/2", "G/SPS/N/EEC/2"
    check(session)
    row = gaps(session)["G/SPS/N/EEC:1"]
    assert row.member_code == "EU"


def test_a_token_of_no_member_is_left_out(session: Session) -> None:
    source_of(session)
    [odd] = hold(session, "G/SPS/N/EU/2")
    odd.source_key = odd.members[0].symbol = "G/SPS/N/QQQ/2"
    assert check(session).lines == []


# How far back


def test_a_partial_history_says_from_which_number_on(session: Session) -> None:
    source_of(session, whole=False)
    ran(session, counts={"since": "2026-05-01"})
    hold(session, *usa(7, 9), day=date(2026, 1, 1))
    hold(session, *usa(20, 22))
    summary = check(session)
    assert states(session) == {"G/TBT/N/USA:21": OPEN}
    assert summary.history.since == date(2026, 5, 1)
    assert [(line.start, line.highest) for line in summary.lines] == [(20, 22)]


def test_only_runs_that_ended_well_vouch_for_days(session: Session) -> None:
    source_of(session, whole=False)
    ran(session, RunState.FAILED, counts={"since": "2020-01-01"})
    ran(session, RunState.DEGRADED, counts={"since": "2021-01-01"})
    ran(session, RunState.OK_ZERO, counts={"since": "2026-05-01"})
    assert read_history(session).since == date(2026, 5, 1)


def test_what_was_vouched_for_outlives_the_record_of_runs(session: Session) -> None:
    source_of(session, whole=False)
    run = ran(session, counts={"since": "2026-05-01"})
    check(session)
    session.delete(run)
    session.flush()
    assert read_history(session).since == date(2026, 5, 1)


def test_the_whole_lets_series_start_at_one(session: Session) -> None:
    source = source_of(session, whole=False)
    hold(session, *usa(3, 4))
    check(session)
    assert states(session) == {}
    source.reconciled_at = NOW
    check(session)
    assert list(states(session)) == ["G/TBT/N/USA:1", "G/TBT/N/USA:2"]


def test_holes_that_nobody_vouches_for_any_longer_go(session: Session) -> None:
    source = source_of(session)
    hold(session, *usa(3, 5))
    check(session)
    source.reconciled_at = None
    check(session)
    assert states(session) == {"G/TBT/N/USA:4": OPEN}
