"""What the audit remembers of reports: drafts that were deleted, issues withdrawn."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.report import Report, ReportState
from models.unsaved import Unsaved
from models.user import AuditEntry
from web.audit import note
from web.reports.releasing import must_be

REPORT = "report"
DROP, WITHDRAW = "delete draft", "withdraw"
"""How the audit calls these steps."""


def drop_draft(session: Session, report: Report, actor: str) -> None:
    """Delete a draft with all that was typed into it and not saved.

    Its like is not begun again by itself; a person may begin it anew.
    """
    must_be(report, ReportState.DRAFT)
    subject = (REPORT, report.id)
    named = {"kind": report.kind, "key": report.key, "title": report.title_zh}
    note(session, actor, DROP, subject, number=str(report.number), **named)
    place = f"{REPORT}:{report.id}"
    session.execute(delete(Unsaved).where(Unsaved.place == place))
    session.delete(report)
    session.flush()


def was_dropped(session: Session, kind: str, key: str) -> bool:
    """Whether a draft of an issue was ever deleted."""
    query = select(AuditEntry.details).where(
        AuditEntry.subject_type == REPORT, AuditEntry.action == DROP
    )
    found = session.scalars(query)
    return any((one.get("kind"), one.get("key")) == (kind, key) for one in found)


def withdrawn_on(session: Session, report: Report) -> date | None:
    """The day here on which an issue was withdrawn; None where it was not.

    What is older than the issue is of another, whose number it took over.
    """
    if report.state != ReportState.WITHDRAWN:
        return None
    query = select(AuditEntry.at).where(
        AuditEntry.subject_type == REPORT,
        AuditEntry.subject_id == str(report.id),
        AuditEntry.action == WITHDRAW,
        AuditEntry.at >= report.created_at,
    )
    at = session.scalar(query.order_by(AuditEntry.id.desc()).limit(1))
    return at.astimezone(HERE).date() if at else None
