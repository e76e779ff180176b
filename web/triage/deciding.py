"""Decisions on notices: one or many, with a reason from a closed list, taken back.

To comment opens the measure's case, or takes it up again. An undone decision stays as
a row without a choice, and the audit holds what it was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case
from models.notice import Notice
from models.triage import Choice, Triage
from models.user import AuditEntry
from web.cases.beginning import begin_case, case_of_measure
from web.cases.moves import change_state, move
from web.cases.record import Actor
from web.marks import N_
from web.refused import RefusedError
from web.triage.service import UNDECIDED, WAITING_CASES

REASONS = {
    "no_product": N_("不涉及湖北产品"),
    "in_force": N_("已生效且无裁量余地"),
    "closed": N_("评议期已截止"),
    "joined": N_("并入他方意见"),
    "facilitating": N_("便利贸易的措施"),
    "duplicate": N_("重复通报"),
    "other": N_("其他"),
}
"""Why a notice is not commented on; the list is closed."""
OTHER = "other"
AGAIN = "重新评议"
MOST = 100
LONGEST_NOTE = 500
SUBJECT = "notice"
ACTION = "triage.decided"
NOTHING = N_("请先选中至少一件通报。")
TOO_MANY = N_("一次最多处理 %(most)d 件，请分批选择。")
NO_CHOICE = N_("请选择评议、关注或存档。")
NO_REASON = N_("存档须选择理由。")
NO_NOTE = N_("理由选“其他”时，请写明原因。")
TOO_LONG = N_("说明超过 %(most)d 字，请缩短后再提交。")
NOT_THERE = N_("有的通报已不在系统中，请刷新页面后重选。")
MEANWHILE = N_("另一位同事刚刚决定了 %(symbol)s，这次没有改动，请刷新页面后再定。")
BUSY = N_("%(symbol)s 的案件已在办理中，请到案件里办结或改为不评议。")


@dataclass(frozen=True)
class Decision:
    """What is decided on some notices, and why."""

    choice: str
    reason: str = ""
    note: str = ""


def decide(
    session: Session,
    ids: Collection[int],
    decision: Decision,
    *,
    actor: Actor,
    now: datetime,
    today: date,
    seen: datetime | None = None,
) -> int:
    """Decide on some notices at once, all or none; how many they were.

    ``seen`` is when the list was shown; what a colleague decided after it stands.
    """
    decision = check(decision)
    notices = read_notices(session, ids)
    refuse_if_decided(session, notices, actor, seen)
    before = {str(notice.id): kept(session, notice.id) for notice in notices}
    for notice in notices:
        decide_one(session, notice, decision, actor, now, today)
    details = {
        "choice": decision.choice,
        "reason": decision.reason,
        "before": before,
        "by": actor.id,
    }
    write_down(session, ACTION, notices[0].id, actor, now, details)
    session.flush()
    return len(notices)


def refuse_if_decided(
    session: Session, notices: Sequence[Notice], actor: Actor, seen: datetime | None
) -> None:
    """Refuse to write over what somebody else decided since the list was shown."""
    if seen is None:
        return
    query = select(Triage).where(
        Triage.notice_id.in_([notice.id for notice in notices]),
        Triage.choice != UNDECIDED,
        Triage.decided_at > seen,
        Triage.decided_by != actor.name,
    )
    row = session.scalar(query.limit(1))
    if row is not None:
        raise RefusedError(MEANWHILE, symbol=row.notice.symbol)


def kept(session: Session, notice_id: int) -> list[str]:
    """What is decided on a notice: choice, reason, note, by whom and when.

    Blank for nothing.
    """
    row = session.scalar(select(Triage).where(Triage.notice_id == notice_id))
    if row is None:
        return [UNDECIDED, "", "", "", ""]
    at = row.decided_at.isoformat()
    return [row.choice, row.reason, row.note, row.decided_by, at]


def write_down(
    session: Session,
    action: str,
    notice_id: int,
    actor: Actor,
    now: datetime,
    details: dict[str, Any],
) -> None:
    """Say in the audit what was decided or taken back."""
    session.add(
        AuditEntry(
            at=now,
            actor=actor.name,
            actor_id=actor.id,
            action=action,
            subject_type=SUBJECT,
            subject_id=str(notice_id),
            details=details,
        )
    )


def check(decision: Decision) -> Decision:
    """The decision as it is kept; RefusedError says what it lacks."""
    if decision.choice not in set(Choice):
        raise RefusedError(NO_CHOICE)
    note = decision.note.strip()
    if len(note) > LONGEST_NOTE:
        raise RefusedError(TOO_LONG, most=LONGEST_NOTE)
    reason = decision.reason if decision.reason in REASONS else ""
    if decision.choice != Choice.ARCHIVE:
        return Decision(decision.choice, "", note)
    if not reason:
        raise RefusedError(NO_REASON)
    if reason == OTHER and not note:
        raise RefusedError(NO_NOTE)
    return Decision(decision.choice, reason, note)


def read_notices(session: Session, ids: Collection[int]) -> Sequence[Notice]:
    """The notices that were chosen, all of them there."""
    if not ids:
        raise RefusedError(NOTHING)
    if len(ids) > MOST:
        raise RefusedError(TOO_MANY, most=MOST)
    query = select(Notice).where(Notice.id.in_(list(ids))).order_by(Notice.id)
    found = session.scalars(query).all()
    if len(found) != len(set(ids)):
        raise RefusedError(NOT_THERE)
    return found


def decide_one(
    session: Session,
    notice: Notice,
    decision: Decision,
    actor: Actor,
    now: datetime,
    today: date,
) -> None:
    """Write one decision down, and let the case follow it."""
    if decision.choice == Choice.COMMENT:
        begin(session, notice, actor, now, today)
    else:
        leave(session, notice, decision, actor, now)
    told = {**vars(decision), "decided_by": actor.name, "decided_at": now}
    row = session.scalar(select(Triage).where(Triage.notice_id == notice.id))
    if row is not None:
        change(session, row, told)
        return
    try:
        with session.begin_nested():
            session.add(Triage(notice_id=notice.id, **told))
    except IntegrityError as error:
        raise RefusedError(MEANWHILE, symbol=notice.symbol) from error


def change(session: Session, row: Triage, told: dict[str, Any]) -> None:
    """Decide otherwise, if the decision is still the one that was read."""
    same = update(Triage).where(
        Triage.id == row.id, Triage.decided_at == row.decided_at
    )
    if not session.scalars(same.values(**told).returning(Triage.id)).all():
        raise RefusedError(MEANWHILE, symbol=row.notice.symbol)
    session.refresh(row)


def begin(
    session: Session, notice: Notice, actor: Actor, now: datetime, today: date
) -> None:
    """Open the case, or take up again the one that was left or only waits.

    It is worked on from then on, as a new one is, whether or not it has an argument.
    """
    case = begin_case(session, notice.id, actor=actor, at=now, today=today)
    if case.state == "screened_out":
        move(session, case, "candidate", actor=actor, reason=AGAIN, now=now)
    if case.state == "candidate":
        change_state(session, case, "drafting", actor, AGAIN, now)


def leave(
    session: Session, notice: Notice, decision: Decision, actor: Actor, now: datetime
) -> None:
    """Screen out a case that only waits; one that is worked on is not left so."""
    case = case_of(session, notice)
    if case is None or case.state == "screened_out":
        return
    if case.state not in WAITING_CASES:
        raise RefusedError(BUSY, symbol=notice.symbol)
    if decision.choice == Choice.ARCHIVE:
        reason = decision.note or REASONS[decision.reason]
        move(session, case, "screened_out", actor=actor, reason=reason, now=now)


def case_of(session: Session, notice: Notice) -> Case | None:
    """The case of a notice's measure."""
    if notice.measure_id is None:
        return None
    return case_of_measure(session, notice.measure_id)
