"""How complete each Member's numbering is, as the last check found it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.gaps import History
from models.reference_facts import Setting

KEY = "gaps.summary"
RULES = 1
"""Rises when the rules change, so that everything is checked again."""


@dataclass(frozen=True)
class Line:
    """A Member's numbers under one agreement.

    ``start`` is the number from which on the store vouches for it; None: from none.
    ``doubtful`` are numbers that leap so far that they count as slips of the pen.
    """

    series: str
    agreement: str
    member: str
    held: int
    start: int | None
    highest: int
    doubtful: Sequence[int] = ()


@dataclass(frozen=True)
class Summary:
    """What the last check found, and what it rests on.

    ``heard`` is when the source was last read without a fault, ``newest`` the day of
    the newest document; ``stamp`` names the state of the store that was checked.
    """

    stamp: str
    checked_at: datetime
    heard: datetime | None
    newest: date | None
    history: History
    lines: list[Line] = field(default_factory=list)


def write_summary(session: Session, summary: Summary) -> None:
    """Keep what a check found, in place of the one before."""
    known = summary.history
    kept = {
        "rules": RULES,
        "stamp": summary.stamp,
        "checked_at": summary.checked_at.isoformat(),
        "heard": summary.heard.isoformat() if summary.heard else None,
        "newest": summary.newest.isoformat() if summary.newest else None,
        "whole": known.whole,
        "since": known.since.isoformat() if known.since else None,
        "lines": [asdict(line) for line in summary.lines],
    }
    session.merge(Setting(key=KEY, value=json.dumps(kept, separators=(",", ":"))))
    session.flush()


def read_summary(session: Session) -> Summary | None:
    """What the last check found; None before the first one by these rules."""
    row = session.get(Setting, KEY)
    kept = json.loads(row.value) if row else {}
    if kept.get("rules") != RULES:
        return None
    return Summary(
        stamp=kept["stamp"],
        checked_at=datetime.fromisoformat(kept["checked_at"]),
        heard=datetime.fromisoformat(kept["heard"]) if kept["heard"] else None,
        newest=read_date(kept["newest"]),
        history=History(kept["whole"], read_date(kept["since"])),
        lines=[Line(**line) for line in kept["lines"]],
    )


def read_date(value: str | None) -> date | None:
    """A day as it was kept."""
    return date.fromisoformat(value) if value else None
