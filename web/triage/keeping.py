"""The costly figures of the worklist: kept by a pass, else worked out at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.export_tables import counted
from models.notice import Notice
from models.notice_exposure import NOTHING, exposed
from models.triage import TriageFigure
from web.triage.candidates import Candidate, candidates
from web.triage.checks import FiredOn, fired_on

NONE = FiredOn()
AFTER, UNTIL = ">", "<"
"""How a mark ends: its figures hold after a day, or until it."""


@dataclass(frozen=True)
class Costly:
    """What takes long to work out of a notice; see `models.triage.TriageFigure`."""

    exports: float | None = None
    horizontal: bool = False
    strengths: Mapping[str, str] = field(default_factory=dict)
    turns: date | None = None


def read_costly(
    session: Session, found: Sequence[Candidate], today: date
) -> dict[int, Costly]:
    """The figures of each candidate: those kept, and the rest worked out now."""
    marks = marks_of(session, found)
    known = dict(read_kept(session, marks, today))
    missing = [one for one in found if one.id not in known]
    return known | work_out(session, missing, today)


def marks_of(session: Session, found: Sequence[Candidate]) -> dict[int, str]:
    """What the figures of each candidate are worked out of, but for the day."""
    counts = counted(session)
    table = f"{counts.table.id}.{counts.year}" if counts else "-"
    query = select(Notice.id, Notice.content_hash, Notice.matched_hash).where(
        Notice.id.in_([one.id for one in found])
    )
    later = {one.id: one.deadline if one.followed else 0 for one in found}
    return {
        row[0]: f"{row[1]}:{row[2]}:{table}:{later[row[0]]}"
        for row in session.execute(query)
    }


def read_kept(
    session: Session, marks: Mapping[int, str], today: date
) -> Iterator[tuple[int, Costly]]:
    """The figures that a pass has kept and that still hold."""
    query = select(TriageFigure).where(TriageFigure.notice_id.in_(list(marks)))
    for row in session.scalars(query):
        mark, _, days = row.mark.partition("|")
        if mark == marks[row.notice_id] and holds_on(days, today):
            yield row.notice_id, Costly(row.exports, row.horizontal, row.strengths)


def days_of(turns: date | None, today: date) -> str:
    """On which days figures of today hold: all, up to one, or from after one."""
    if turns is None:
        return ""
    return f"{AFTER if turns < today else UNTIL}{turns.isoformat()}"


def holds_on(days: str, today: date) -> bool:
    """Whether figures that hold on some days hold today."""
    if not days:
        return True
    turns = date.fromisoformat(days[1:])
    return turns < today if days[0] == AFTER else today <= turns


def work_out(
    session: Session, found: Sequence[Candidate], today: date
) -> dict[int, Costly]:
    """The figures of some candidates."""
    if not found:
        return {}
    ids = [one.id for one in found]
    has_table = counted(session) is not None
    touched = exposed(session, ids) if has_table else {}
    fired = fired_on(session, found, today)
    made = {}
    for one in ids:
        mine = touched.get(one, NOTHING)
        value = mine.whole if mine.horizontal else mine.bands.central
        made[one] = Costly(
            exports=value if has_table else None,
            horizontal=mine.horizontal,
            strengths=fired.get(one, NONE).strengths,
            turns=fired.get(one, NONE).turns,
        )
    return made


def keep_figures(session: Session, today: date) -> int:
    """Work out what is not kept, drop what is no longer listed; how many are new."""
    found = candidates(session, today)
    marks = marks_of(session, found)
    known = dict(read_kept(session, marks, today))
    stale = [one for one in found if one.id not in known]
    ids = {one.id for one in stale}
    session.execute(
        delete(TriageFigure).where(
            TriageFigure.notice_id.in_(ids)
            | TriageFigure.notice_id.not_in([one.id for one in found])
        )
    )
    for notice_id, made in work_out(session, stale, today).items():
        session.add(
            TriageFigure(
                notice_id=notice_id,
                mark=f"{marks[notice_id]}|{days_of(made.turns, today)}",
                exports=made.exports,
                horizontal=made.horizontal,
                strengths=dict(made.strengths),
            )
        )
    session.flush()
    return len(stale)
