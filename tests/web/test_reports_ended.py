"""How reports end: drafts deleted after a question, issues withdrawn on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.report import Report, ReportFigure
from models.unsaved import Unsaved
from models.user import AuditEntry
from tests.web.test_reports import NOW, monthly, people, released
from web.refused import RefusedError
from web.reports.drafting import draft_ended
from web.reports.record import drop_draft, withdrawn_on
from web.reports.releasing import whole, withdraw
from web.reports.verdict import UnreadableError
from web.reports.verifying import compare_files, verify

__all__ = ["people"]


def test_a_draft_is_deleted_and_nothing_else(
    session: Session, people: tuple[int, int]
) -> None:
    report = monthly(session, people[0])
    kept = Unsaved(
        user_id=people[0], place=f"report:{report.id}", edition=1, words={}, at=NOW
    )
    session.add(kept)
    session.flush()
    drop_draft(session, report, "a@centre.example")
    assert session.scalars(select(Report)).all() == []
    assert session.scalars(select(ReportFigure.id)).all() == []
    assert session.scalars(select(Unsaved)).all() == []
    (entry,) = session.scalars(select(AuditEntry)).all()
    assert (entry.actor, entry.action) == ("a@centre.example", "delete draft")
    assert (entry.details["kind"], entry.details["key"]) == ("monthly", "2025-06")
    later = date(2025, 7, 2)
    made = draft_ended(session, today=later, now=NOW)
    assert "monthly" not in {one.kind for one in made}, "its like does not come back"
    went = released(session, people)
    for state in ("released", "review", "withdrawn"):
        went.state = state
        with pytest.raises(RefusedError, match="这一步没有做"):
            drop_draft(session, went, "a@centre.example")


def test_a_withdrawal_is_told_with_its_day(
    session: Session, people: tuple[int, int]
) -> None:
    report = released(session, people)
    sheet = whole(report)
    assert verify(session, sheet).withdrawn is None
    withdraw(session, report, reason="数据有误")
    told = verify(session, sheet)
    assert told.holds
    assert told.withdrawn == (
        "这份报告已撤回：数据有误",
        "The issue was withdrawn: 数据有误",
    )
    entry = AuditEntry(
        at=datetime(2025, 6, 30, 17, tzinfo=UTC),
        actor="b",
        action="withdraw",
        subject_type="report",
        subject_id=str(report.id),
    )
    session.add(entry)
    session.flush()
    assert verify(session, sheet).withdrawn == (
        "这份报告已于2025-07-01撤回：数据有误",
        "The issue was withdrawn on 2025-07-01: 数据有误",
    )
    entry.at = datetime(2025, 6, 1, tzinfo=UTC)
    session.flush()
    assert withdrawn_on(session, report) is None, "of an older report of that number"


def test_a_sheet_of_nonsense_is_told_and_not_fallen_over(
    session: Session, people: tuple[int, int]
) -> None:
    report = released(session, people)
    sheet = whole(report)
    for figures in (None, 7, [3, "x"], {"a": 1}):
        told = list(compare_files(report, {**sheet, "figures": figures}))
        assert len(told) == len(sheet["figures"]), [one.en for one in told]
    head = {**sheet["report"], "number": [1]}
    with pytest.raises(UnreadableError, match="no released report"):
        verify(session, {**sheet, "report": head})
