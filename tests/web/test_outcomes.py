"""The indicators equal what the rows of the ledger say, and open their lists."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from statistics import median

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.correspondence import Dispatch, Reply, ReplyKind, Stage
from models.deadlines import HERE
from models.triage import Choice, Triage
from tests.web.bench import BEFORE, Bench, set_bench
from tests.web.small_world import NOW, TODAY, add_match, add_notice
from web.outcomes.figures import SMALL, Share, Tally, cases_behind, count
from web.outcomes.lines import (
    Period,
    chosen_measures,
    lines_of,
    touching_measures,
)

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
OUTCOMES = ["accepted", "partly", "refused", "unanswered", "unknown", ""]


def dispatch(session: Session, case: Case, stage: Stage, day: date) -> None:
    at = datetime.combine(day, time(12), HERE)
    row = Dispatch(
        case_id=case.id,
        stage=stage,
        addressee="x",
        channel="x",
        at=at,
        noted_by="x",
        noted_at=at,
    )
    session.add(row)


@pytest.fixture
def bench(session: Session) -> Bench:
    """Eight cases: six sent (one of them late), four answered, two not sent."""
    bench = set_bench(session)
    for place in range(8):
        member = "USA" if place % 2 else "IND"
        case = bench.case(state="sent", items=3, proven=False, member=member)
        if place < 6:
            late = timedelta(days=60 if place == 5 else place)
            dispatch(session, case, Stage.NATIONAL, TODAY)
            dispatch(session, case, Stage.ABROAD, TODAY + late)
        if place < 4:
            day = TODAY + timedelta(days=10 + 7 * place)
            row = Reply(
                case_id=case.id,
                kind=ReplyKind.REPLY,
                day=day,
                noted_by="x",
                noted_at=NOW,
            )
            session.add(row)
        for number, item in enumerate(case.items):
            item.outcome = OUTCOMES[(place + number) % len(OUTCOMES)]
            item.ground_id = ["tbt-2.9.4", "tbt-2.12", "tbt-2.2"][number]
    session.flush()
    return bench


def test_the_figures_equal_the_ledger(session: Session, bench: Bench) -> None:
    lines = lines_of(session, YEAR)
    figures = count(lines, set(), set())
    shares = {one.key: one for one in figures.shares}
    rows = session.scalars(select(Dispatch)).all()
    abroad = {one.case_id for one in rows if one.stage == "abroad"}
    replied = set(session.scalars(select(Reply.case_id)))
    assert shares["coverage"].part == abroad
    assert shares["coverage"].rate == 6 / 8
    assert shares["response"].part == replied
    assert shares["response"].whole == abroad
    assert len(shares["on_time"].part) == 5
    assert shares["on_time"].rate == 5 / 6
    waits = [10 + 7 * place - place for place in range(4)]
    assert figures.days == median(waits)
    went = [
        item
        for item in session.scalars(select(CaseItem))
        if item.case_id in abroad and item.removed_at is None
    ]
    assert sum(one.total for one in figures.by_ground) == len(went) == 18
    for tally in figures.by_ground:
        mine = [item.outcome for item in went if item.ground_id == tally.key]
        assert tally.counts == {one: mine.count(one) for one in set(mine)}
        assert tally.taken == mine.count("accepted") + mine.count("partly")
        assert tally.answered == tally.taken + mine.count("refused")
    assert {one.key: one.total for one in figures.by_member} == {"IND": 9, "USA": 9}


def test_every_figure_opens_its_cases(session: Session, bench: Bench) -> None:
    figures = count(lines_of(session, YEAR), set(), set())
    for share in figures.shares:
        assert cases_behind(figures, share.key) == share.part
        assert cases_behind(figures, f"{share.key}:of") == share.whole
    for tally in figures.by_member:
        assert cases_behind(figures, f"member:{tally.key}") == tally.cases
    assert cases_behind(figures, "days") == figures.day_cases
    assert cases_behind(figures, "ground:none") is None
    assert cases_behind(figures, "nothing") is None


def test_only_the_period_counts(session: Session, bench: Bench) -> None:
    opened = BEFORE.astimezone(HERE).date()
    assert len(lines_of(session, Period(opened, opened))) == 8
    day = opened + timedelta(days=1)
    assert lines_of(session, Period(day, day)) == []


def test_what_was_taken_back_or_taken_out_does_not_count(
    session: Session, bench: Bench
) -> None:
    row = session.scalars(select(Dispatch).where(Dispatch.stage == "abroad")).first()
    assert row
    row.withdrawn_at = NOW
    item = session.scalars(select(CaseItem).where(CaseItem.case_id != row.case_id))
    item.first().removed_at = NOW  # type: ignore[union-attr]
    session.flush()
    figures = count(lines_of(session, YEAR), set(), set())
    assert row.case_id not in figures.shares[0].part
    assert sum(one.total for one in figures.by_ground) == 14


def test_what_was_chosen_and_never_opened_lowers_the_coverage(
    session: Session, bench: Bench
) -> None:
    for symbol, choice in (("G/TBT/N/EU/1", Choice.COMMENT), ("G/TBT/N/EU/2", "watch")):
        notice = add_notice(session, symbol, members=("EU",))
        add_match(session, notice, "lithium-batteries")
        row = Triage(
            notice_id=notice.id, choice=choice, decided_by="王专员", decided_at=NOW
        )
        session.add(row)
    session.flush()
    chosen = chosen_measures(session, YEAR)
    touching = touching_measures(session, YEAR)
    assert (len(chosen), len(touching)) == (1, 2)
    shares = {
        one.key: one for one in count(lines_of(session, YEAR), chosen, touching).shares
    }
    assert (shares["coverage"].of, shares["coverage"].beyond) == (9, 1)
    assert (shares["reach"].of, shares["reach"].rate) == (2, None)


def test_small_numbers_are_no_percentages() -> None:
    whole = frozenset(range(SMALL))
    assert Share("x", frozenset({1}), whole).rate == 1 / SMALL
    assert Share("x", frozenset({1}), whole - {0}).rate is None
    assert Tally("x", {"accepted": 4, "unknown": 9}, whole).rate is None
    assert Tally("x", {"accepted": 4, "refused": 1}, whole).rate == 4 / 5
