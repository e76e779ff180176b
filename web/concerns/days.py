"""The meetings of the committee, and by when a concern must be ready for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from models.reference_facts import Setting
from models.working_days import Calendar
from web.marks import N_
from web.refused import RefusedError

KEY = "concerns.meetings"
MOST = 60
LONGEST = 100
LEADS = (("topic", 32), ("report", 30), ("points", 18))
"""Days before a meeting: topics from firms, topics to the ministry, talking points."""
UNREADABLE = N_("第%(n)d行读不出来，请按“2027-03-10，TBT委员会例会”的格式填写。")
TOO_MANY = N_("会议超过 %(most)d 次，请删去早年的。")
CHANGED = N_("会议日期刚被别人改过，这次没有保存。现在是：%(now)s。请核对后再保存。")
TWICE = N_("第%(n)d行的日期 %(day)s 重复，请核对。")


class Sitting(NamedTuple):
    """A meeting of the committee."""

    day: date
    name: str


@dataclass(frozen=True)
class Step:
    """One day of the clock before a meeting."""

    name: str
    day: date
    left: int


def sittings(session: Session) -> list[Sitting]:
    """The meetings that officers have entered, the earliest first."""
    row = session.get(Setting, KEY)
    told = json.loads(row.value) if row else []
    return [Sitting(date.fromisoformat(day), name) for day, name in told]


def next_sitting(session: Session, today: date) -> Sitting | None:
    """The meeting that comes next; None if none was entered."""
    return next((one for one in sittings(session) if one.day >= today), None)


def keep_sittings(session: Session, text: str, *, seen: str = "") -> list[Sitting]:
    """Keep the meetings of a form, a line each; RefusedError names a bad line.

    ``seen`` are the lines that the form showed: who read others is told so.
    """
    found = read_sittings(text)
    held = write_sittings(sittings(session))
    if "\n".join(seen.split()) != "\n".join(held.split()):
        raise RefusedError(CHANGED, now=held.replace("\n", "；"))
    told = json.dumps(
        [(one.day.isoformat(), one.name) for one in found], ensure_ascii=False
    )
    session.merge(Setting(key=KEY, value=told))
    session.flush()
    return found


def read_sittings(text: str) -> list[Sitting]:
    """The meetings of some lines, in the order of their days."""
    found: dict[date, Sitting] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        one = read_line(number, line)
        if one.day in found:
            raise RefusedError(TWICE, n=number, day=one.day)
        found[one.day] = one
    if len(found) > MOST:
        raise RefusedError(TOO_MANY, most=MOST)
    return sorted(found.values())


def read_line(number: int, line: str) -> Sitting:
    """One meeting: its day, and what it is called."""
    day, _comma, name = line.strip().replace("，", ",").partition(",")
    try:
        return Sitting(date.fromisoformat(day.strip()), name.strip()[:LONGEST])
    except ValueError as error:
        raise RefusedError(UNREADABLE, n=number) from error


def write_sittings(found: Sequence[Sitting]) -> str:
    """The lines again, as a form shows them."""
    return "\n".join(f"{one.day.isoformat()}，{one.name}" for one in found)


def clock_of(meeting: date, calendar: Calendar, today: date) -> list[Step]:
    """The days before a meeting, each moved back to a working day."""
    found = []
    for name, lead in LEADS:
        day = calendar.back(meeting - timedelta(days=lead))
        found.append(Step(name, day, (day - today).days))
    return found
