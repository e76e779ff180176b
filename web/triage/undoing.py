"""A decision on notices taken back: by who made it, within the hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.triage import Triage
from models.user import AuditEntry
from web.cases.moves import undo_since
from web.cases.record import Actor
from web.marks import N_
from web.refused import RefusedError
from web.triage.deciding import ACTION, case_of, write_down

UNDONE = "triage.undone"
UNDO_WINDOW = timedelta(hours=1)
NO_UNDO = N_("没有可以撤销的决定：只能撤销自己一小时内的最后一次决定。")
DECIDED = N_("%(symbol)s 后来另有决定，不能撤销；请刷新页面后再定。")
WENT_ON = N_("%(symbol)s 的案件已有后续内容，不能撤销；请到案件里处理。")


def last_decision(session: Session, actor: Actor, now: datetime) -> AuditEntry | None:
    """The last decision of a person that may still be taken back."""
    query = select(AuditEntry).where(
        AuditEntry.action.in_((ACTION, UNDONE)),
        AuditEntry.at >= now - UNDO_WINDOW,
        or_(AuditEntry.actor_id == actor.id, AuditEntry.actor_id.is_(None)),
    )
    undone: set[int] = set()
    for entry in session.scalars(query.order_by(AuditEntry.id.desc())):
        if entry.details.get("by") != actor.id:
            continue
        if entry.action == UNDONE:
            undone.add(entry.details["entry"])
        elif entry.id not in undone:
            return entry
    return None


def undo(session: Session, *, actor: Actor, now: datetime) -> int:
    """Take back one's last decision; how many notices it was about."""
    entry = last_decision(session, actor, now)
    if entry is None:
        raise RefusedError(NO_UNDO)
    before = {int(one): was for one, was in entry.details["before"].items()}
    for row in session.scalars(select(Triage).where(Triage.notice_id.in_(before))):
        if row.decided_at != entry.at:
            raise RefusedError(DECIDED, symbol=row.notice.symbol)
        undo_one(session, row, before[row.notice_id], actor, now)
    details = {"entry": entry.id, "by": actor.id}
    write_down(session, UNDONE, min(before), actor, now, details)
    session.flush()
    return len(before)


def undo_one(
    session: Session, row: Triage, before: Sequence[str], actor: Actor, now: datetime
) -> None:
    """Make one decision what it was before, and take the case's steps back.

    Also when it was decided: what changed a notice after that still brings it back.
    """
    case = case_of(session, row.notice)
    if case is not None and case.moves and case.moves[-1].at == row.decided_at:
        try:
            undo_since(session, case, row.decided_at, UNDO_WINDOW, actor, now)
        except RefusedError as error:
            raise RefusedError(WENT_ON, symbol=row.notice.symbol) from error
    row.choice, row.reason, row.note, *who = before
    row.decided_by, row.decided_at = actor.name, now
    if who and who[1]:
        row.decided_by, row.decided_at = who[0], datetime.fromisoformat(who[1])
