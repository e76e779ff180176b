"""Trade concerns of the past: brought in from a table, listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.concern import Concern, ConcernRaising
from models.user import AuditEntry
from web.arguments.concern_head import columns, find_head
from web.arguments.concern_lines import Line, read_line
from web.cases.record import Actor
from web.consultations.sheets import NO_FILE, write_sheet
from web.marks import N_
from web.refused import RefusedError

AT_ONCE = 50
IMPORTED = "imported"
OURS = N_("编号%(number)s是手工录入的记录，未改动")


@dataclass(frozen=True)
class Refusal:
    """What was not taken of a line, and why."""

    line: int
    text: str
    values: dict[str, object]


@dataclass
class Brought:
    """What a table brought."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)
    left: list[Refusal] = field(default_factory=list)
    """Single entries of lines that were taken, which could not be read."""
    unread: list[str] = field(default_factory=list)
    """Headings of columns that nothing was read of."""


def empty_table() -> bytes:
    """A workbook with the columns that are read, and what belongs in each."""
    return write_sheet("STC", [(one["zh"], one["note"]) for one in columns()])


def bring_in(
    session: Session, rows: Sequence[Sequence[str]], *, actor: Actor, at: datetime
) -> Brought:
    """Take every line that can be read; a bad one is told of and left out.

    A line with the number of an imported concern brings that up to date. What a
    person entered is never changed by a table; nor is what a table does not say.
    """
    if not rows:
        raise RefusedError(NO_FILE)
    head = find_head(rows)
    brought = Brought(unread=head.unread)
    held = {
        one.number: one
        for one in session.scalars(
            select(Concern).options(selectinload(Concern.raisings))
        )
    }
    by_hand = edited_by_hand(session)
    below = rows[head.row + 1 :]
    for place, row in enumerate(below, head.row + 2):
        if not any(row):
            continue
        left: list[RefusedError] = []
        try:
            line = read_line(head.names, row, left)
            kept = take(session, held, by_hand, line, actor, at)
        except RefusedError as error:
            brought.refused.append(Refusal(place, error.text, error.values))
        else:
            setattr(brought, kept, getattr(brought, kept) + 1)
            brought.left += [Refusal(place, one.text, one.values) for one in left]
    tell(session, brought, actor, at)
    return brought


def take(
    session: Session,
    held: dict[str | None, Concern],
    by_hand: set[str],
    line: Line,
    actor: Actor,
    at: datetime,
) -> str:
    """Keep one line: ``new``, ``changed`` or ``same``."""
    concern = held.get(line.number)
    if concern is not None and concern.origin != IMPORTED:
        raise RefusedError(OURS, number=line.number)
    told = {
        name: value
        for name, value in vars(line).items()
        if name not in {"meetings", "supporters"}
    }
    if concern is None:
        concern = Concern(
            **told, origin=IMPORTED, state="raised", edited_by=actor.name, edited_at=at
        )
        concern.raisings = raisings(line)
        held[line.number] = concern
        session.add(concern)
        return "new"
    only_empty = str(concern.id) in by_hand
    news = {
        name: value
        for name, value in told.items()
        if value and not (only_empty and getattr(concern, name))
    }
    return "changed" if renew(concern, news, line, actor, at) else "same"


def edited_by_hand(session: Session) -> set[str]:
    """The ids of the concerns whose words a person has changed."""
    query = select(AuditEntry.subject_id).where(
        AuditEntry.subject_type == "concern", AuditEntry.action == "concern.changed"
    )
    return set(session.scalars(query.distinct()))


def renew(
    concern: Concern, told: dict[str, Any], line: Line, actor: Actor, at: datetime
) -> bool:
    """Bring an imported concern up to date; whether anything changed."""
    days = {one.meeting for one in concern.raisings}
    new = [one for one in raisings(line) if one.meeting not in days]
    differing = {k: v for k, v in told.items() if getattr(concern, k) != v}
    for name, value in differing.items():
        setattr(concern, name, value)
    concern.raisings.extend(new)
    if differing or new:
        concern.edited_by, concern.edited_at = actor.name, at
    return bool(differing or new)


def raisings(line: Line) -> list[ConcernRaising]:
    """The meetings of a line; its supporters are those of the last."""
    days = sorted(set(line.meetings))
    return [
        ConcernRaising(
            meeting=day, supporters=line.supporters if day == days[-1] else []
        )
        for day in days
    ]


def tell(session: Session, brought: Brought, actor: Actor, at: datetime) -> None:
    """Say in the audit who brought in how much."""
    details = {
        "new": brought.new,
        "changed": brought.changed,
        "refused": len(brought.refused),
    }
    session.add(
        AuditEntry(
            at=at,
            actor=actor.name,
            action="concerns.imported",
            subject_type="concern",
            subject_id="",
            details=details,
        )
    )


def list_concerns(session: Session, page: int) -> tuple[list[Concern], int]:
    """A page of the concerns, the latest raised first, and how many pages there are."""
    total = session.scalar(select(func.count(Concern.id))) or 0
    last = (
        select(func.max(ConcernRaising.meeting))
        .where(ConcernRaising.concern_id == Concern.id)
        .scalar_subquery()
    )
    query = (
        select(Concern)
        .options(selectinload(Concern.raisings))
        .order_by(last.is_(None), last.desc(), Concern.id.desc())
        .limit(AT_ONCE)
        .offset((page - 1) * AT_ONCE)
    )
    return list(session.scalars(query)), max(1, -(-total // AT_ONCE))
