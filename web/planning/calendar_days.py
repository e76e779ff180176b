"""The officers' calendar: days laid over the shipped one, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case_plan import CalendarDay
from models.user import AuditEntry
from web.marks import N_
from web.planning.calendar_table import Line
from web.refused import RefusedError

LOADED, UNDONE = "calendar.loaded", "calendar.undone"
SUBJECT = ("calendar", "0")
NOTHING = N_("没有可以撤销的上传。")


def load(
    session: Session,
    lines: Sequence[Line],
    *,
    source: str,
    actor: str,
    now: datetime,
) -> int:
    """Lay the days over the calendar; how many differ from what was there."""
    changes = []
    for line in lines:
        held = session.get(CalendarDay, line.day)
        if held is not None and (held.works, held.name) == (line.works, line.name):
            continue
        changes.append({"day": line.day.isoformat(), "before": as_kept(held)})
        row = held or CalendarDay(day=line.day)
        row.works, row.name, row.source = line.works, line.name, source
        row.edited_by, row.edited_at = actor, now
        session.add(row)
    if changes:
        write_down(session, LOADED, actor, now, {"source": source, "days": changes})
    session.flush()
    return len(changes)


def as_kept(row: CalendarDay | None) -> dict[str, Any] | None:
    """A day as it was, so that it can come back."""
    if row is None:
        return None
    return {"works": row.works, "name": row.name, "source": row.source}


def last_load(session: Session) -> AuditEntry | None:
    """The last table that was laid and not undone."""
    query = select(AuditEntry).where(AuditEntry.action.in_((LOADED, UNDONE)))
    undone: set[int] = set()
    for entry in session.scalars(query.order_by(AuditEntry.id.desc())):
        if entry.action == UNDONE:
            undone.add(entry.details["entry"])
        elif entry.id not in undone:
            return entry
    return None


def undo(session: Session, *, actor: str, now: datetime) -> str:
    """Take back the last table; the name of its file. What stood before stands."""
    entry = last_load(session)
    if entry is None:
        raise RefusedError(NOTHING)
    for change in entry.details["days"]:
        put_back(
            session, date.fromisoformat(change["day"]), change["before"], actor, now
        )
    write_down(session, UNDONE, actor, now, {"entry": entry.id})
    session.flush()
    return str(entry.details["source"])


def put_back(
    session: Session,
    day: date,
    before: dict[str, Any] | None,
    actor: str,
    now: datetime,
) -> None:
    """Make a day what it was before a table; one that was not there goes.

    What it said meanwhile stays in the audit.
    """
    row = session.get(CalendarDay, day)
    if before is None:
        if row is not None:
            session.delete(row)
        return
    row = row or CalendarDay(day=day)
    row.works, row.name, row.source = before["works"], before["name"], before["source"]
    row.edited_by, row.edited_at = actor, now
    session.add(row)


def write_down(
    session: Session, action: str, actor: str, now: datetime, details: dict[str, Any]
) -> None:
    """Say in the audit what was done to the calendar."""
    kind, name = SUBJECT
    session.add(
        AuditEntry(
            at=now,
            actor=actor,
            action=action,
            subject_type=kind,
            subject_id=name,
            details=details,
        )
    )


def list_days(session: Session, year: int) -> Sequence[CalendarDay]:
    """The officers' days of a year in their order."""
    query = select(CalendarDay).where(
        CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    )
    return session.scalars(query.order_by(CalendarDay.day)).all()


def years_held(session: Session) -> list[int]:
    """The years of which officers have any day."""
    days = session.scalars(select(CalendarDay.day))
    return sorted({day.year for day in days})
