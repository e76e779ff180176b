"""Verdicts stand through every later pass, and measure the rules."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import now
from models.judgement import Judgement, Verdict
from models.notice import Notice
from models.sector import Match
from nlp.judging import Measured, measured, tally_verdicts
from nlp.work import match_pending, tag_pending
from tests.nlp.test_work import add, stored

__all__ = ["stored"]
TOYS = {"title": "Safety of toys", "hs": ["9503"]}


def say(session: Session, notice: Notice, sector: str, verdict: str) -> Judgement:
    """A verdict as it is kept."""
    one = Judgement(
        notice_id=notice.id,
        sector_id=sector,
        verdict=verdict,
        version_number=1,
        author="李工",
        at=now(),
    )
    session.add(one)
    session.flush()
    return one


def run(session: Session) -> int:
    """Tag and match what is new; how many matches were written."""
    tag_pending(session)
    return match_pending(session).rows


def found(session: Session) -> dict[str, tuple[str, str]]:
    """Certainty and the rules' own certainty, by sector."""
    rows = session.scalars(select(Match))
    return {row.sector_id: (row.certainty, row.machine) for row in rows}


def again(session: Session, notice: Notice, **content: Any) -> None:
    """The notice with another text."""
    notice.content = {**notice.content, **content}
    notice.content_hash += " again"


def test_a_verdict_is_kept_when_the_notice_is_matched_again(stored: Session) -> None:
    notice = add(stored, "X/1", **TOYS)
    run(stored)
    say(stored, notice, "light-industry", Verdict.REFUSED)
    say(stored, notice, "tea", Verdict.CONFIRMED)
    again(stored, notice, description="Toys with batteries")
    run(stored)
    kept = found(stored)
    assert kept["light-industry"] == ("refused", "sure")
    assert kept["tea"] == ("sure", "")
    row = stored.scalars(select(Match).where(Match.sector_id == "tea")).one()
    assert [reason["kind"] for reason in row.reasons] == ["confirmed"]


def test_near_misses_are_kept_and_not_counted(stored: Session) -> None:
    add(stored, "X/1", title="Draft order", hs=["85"])
    written = run(stored)
    certainties = [certainty for certainty, _ in found(stored).values()]
    assert "near" in certainties
    assert written == sum(one != "near" for one in certainties)


def test_verdicts_are_the_labels_of_a_score(stored: Session) -> None:
    toys = add(stored, "X/1", **TOYS)
    tea = add(stored, "X/2", title="Green tea", hs=["0902"])
    run(stored)
    say(stored, toys, "light-industry", Verdict.CONFIRMED)
    say(stored, toys, "medical-devices", Verdict.CONFIRMED)
    say(stored, tea, "tea", Verdict.REFUSED)
    for notice in (toys, tea):
        notice.matched_hash = None
    run(stored)
    records, tally = tally_verdicts(stored)
    shown = tally.as_json("by_sector")
    assert records == 2
    assert (shown["precision"], shown["recall"]) == (0.5, 0.5)
    assert shown["missed"] == [["X/1", "medical-devices"]]
    assert shown["wrong"] == [["X/2", "tea"]]
    assert measured(stored) == {
        "light-industry": Measured(1, 1),
        "tea": Measured(0, 1),
    }


@pytest.mark.parametrize(
    ("right", "judged", "enough"), [(18, 20, True), (19, 19, False)]
)
def test_a_share_needs_twenty_verdicts(right: int, judged: int, enough: bool) -> None:
    one = Measured(right, judged)
    assert one.is_enough is enough
    assert one.precision == pytest.approx(right / judged)
    assert Measured().precision == 0.0
