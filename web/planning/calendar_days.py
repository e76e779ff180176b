"""The officers' calendar: a table of days read, laid over the shipped one, undone.

A table has a line for each day that differs: the day, 上班 or 放假, and its name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case_plan import CalendarDay
from models.days import read_day
from models.user import AuditEntry
from web.marks import N_
from web.refused import RefusedError
from web.uploads.kinds import text_of

COLUMNS = ("日期", "上班或放假", "名称")
ENGLISH = ("day", "kind", "name")
WORKS = {"上班": True, "放假": False, "work": True, "holiday": False}
SPOKEN = {True: "上班", False: "放假"}
MOST_ROWS = 400
LONGEST = 40
YEARS = range(2004, 2100)
TEMPLATE = (("2027-01-01", "放假", "元旦"), ("2027-01-03", "上班", "元旦调休"))
LOADED, UNDONE = "calendar.loaded", "calendar.undone"
SUBJECT = ("calendar", "0")
NO_TEXT = N_("读不出这个文件。请另存为 CSV（逗号分隔）后再上传。")
NO_ROWS = N_("文件里没有日期。请按模板每行写一天：日期、上班或放假、名称。")
TOO_MANY = N_("文件超过 %(most)d 行，请核对是否选错了文件。")
BAD_DAY = N_("第 %(line)d 行的日期“%(said)s”读不出，请写成 2027-01-01。")
BAD_KIND = N_("第 %(line)d 行须写“上班”或“放假”，现为“%(said)s”。")
TWICE = N_("第 %(line)d 行的 %(day)s 与前面重复，请保留一行。")
NOTHING = N_("没有可以撤销的上传。")


@dataclass(frozen=True)
class Line:
    """One day of a table."""

    day: date
    works: bool
    name: str


def template() -> bytes:
    """A table to be filled in, as a spreadsheet opens it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([COLUMNS, *TEMPLATE])
    return out.getvalue().encode("utf-8-sig")


def read_table(content: bytes) -> list[Line]:
    """The days of a table; RefusedError names the line that is wrong."""
    text = text_of(content)
    if text is None or "\x00" in text:
        raise RefusedError(NO_TEXT)
    rows = list(csv.reader(io.StringIO(text)))
    if len(rows) > MOST_ROWS:
        raise RefusedError(TOO_MANY, most=MOST_ROWS)
    lines: dict[date, Line] = {}
    for number, line in numbered(rows):
        if line.day in lines:
            raise RefusedError(TWICE, line=number, day=line.day.isoformat())
        lines[line.day] = line
    if not lines:
        raise RefusedError(NO_ROWS)
    return list(lines.values())


def numbered(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Line]]:
    """Each line that holds a day, with its number in the file."""
    for number, row in enumerate(rows, 1):
        cells = [*(cell.strip() for cell in row), "", "", ""]
        if not any(cells) or (number == 1 and is_head(cells)):
            continue
        yield number, read_line(number, cells)


def is_head(cells: Sequence[str]) -> bool:
    """Whether a line holds the names of the columns."""
    return cells[0].lower() in {COLUMNS[0], ENGLISH[0]}


def read_line(number: int, cells: Sequence[str]) -> Line:
    """One line of a table."""
    try:
        day = read_day(cells[0])
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise RefusedError(BAD_DAY, line=number, said=cells[0][:LONGEST])
    works = WORKS.get(cells[1].lower())
    if works is None:
        raise RefusedError(BAD_KIND, line=number, said=cells[1][:LONGEST])
    return Line(day, works, cells[2][:LONGEST])


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
