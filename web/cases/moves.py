"""The one way to change the state of a case, and the way back where it is harmless."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.case import Case, CaseDraft, CaseItem, CaseMove
from models.consultation import Consultation
from models.correspondence import Chase, Dispatch, Reply
from models.evidence import Evidence
from models.review import Remark, Signature
from models.user import User
from web.cases.contents import contents_of
from web.cases.flow import WRITTEN as OPEN
from web.cases.flow import Step, steps, steps_from
from web.cases.guards import GUARDS, standing_signature
from web.cases.lock import hold
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError
from web.rights import HOLDERS, Right

UNDO_WINDOW = timedelta(minutes=10)
LONGEST_REASON = 1000
NO_WAY = N_("案件现在不能这样流转，请刷新页面后按可用的步骤操作。")
NO_RIGHT = N_("这一步由审核人操作，当前账号不能做。")
NO_REASON = N_("这一步要写明理由，请填写后再提交。")
TOO_LONG = N_("理由超过 %(most)d 字，请缩短后再提交。")
OVERTAKEN = N_("%(who)s刚刚改变了案件状态，这次没有改动。请核对现在的状态后再操作。")
NOT_UNDONE = N_("这一步不能撤销：只能在 10 分钟内撤销自己的、后面没有新内容的一步。")
UNDONE = N_("撤销上一步")


@dataclass(frozen=True)
class Offer:
    """A step that somebody may take next, and what still stands in its way."""

    step: Step
    refusal: RefusedError | None


def offers(session: Session, case: Case, user: User | Any) -> list[Offer]:
    """What this person may do next, with what each step still needs."""
    return [
        Offer(step, in_the_way(session, case, step))
        for step in steps_from(case.state)
        if user.role in HOLDERS[Right(step.who)]
    ]


def in_the_way(session: Session, case: Case, step: Step) -> RefusedError | None:
    """What a step still needs; None if nothing."""
    return GUARDS[step.guard](session, case) if step.guard else None


def move(
    session: Session,
    case: Case,
    to_state: str,
    *,
    actor: Actor,
    reason: str = "",
    now: datetime,
    seen: str = "",
) -> CaseMove:
    """Change the state of a case, with what it said at that moment.

    An actor without an id is the system itself. ``seen`` is the state that a person
    saw when they decided. RefusedError if there is no such step, the person may not
    take it, a reason or something else lacks, or somebody was faster.
    """
    seen = seen or case.state
    hold(session, case)
    if seen != case.state:
        raise overtaken(case)
    step = steps().get((case.state, to_state))
    if step is None:
        raise RefusedError(NO_WAY)
    check_right(session, step, actor)
    reason = check_reason(step, reason)
    refusal = in_the_way(session, case, step)
    if refusal:
        raise refusal
    return change_state(session, case, to_state, actor, reason, now)


def check_right(session: Session, step: Step, actor: Actor) -> None:
    """Whether this actor may take the step at all."""
    if actor.id is None and step.by_itself:
        return
    user = session.get(User, actor.id) if actor.id is not None else None
    if user is None or user.role not in HOLDERS[Right(step.who)]:
        raise RefusedError(NO_RIGHT)


def check_reason(step: Step, reason: str) -> str:
    """The reason as it is kept."""
    reason = reason.strip()
    if step.needs_reason and not reason:
        raise RefusedError(NO_REASON)
    if len(reason) > LONGEST_REASON:
        raise RefusedError(TOO_LONG, most=LONGEST_REASON)
    return reason


def change_state(
    session: Session,
    case: Case,
    to_state: str,
    actor: Actor,
    reason: str,
    now: datetime,
    undoes: int | None = None,
) -> CaseMove:
    """Change the row if it still stands as it was read, and write down the move."""
    before = case.state
    changed = session.execute(
        update(Case)
        .where(Case.id == case.id, Case.state == before)
        .values(state=to_state, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        session.refresh(case)
        raise overtaken(case)
    snapshot = contents_of(session, case, case.drafts[-1] if case.drafts else None)
    made = CaseMove(
        from_state=before,
        to_state=to_state,
        actor=actor.name,
        actor_id=actor.id,
        reason=reason,
        snapshot=snapshot if undoes is None else snapshot | {"undoes": undoes},
        at=now,
    )
    session.refresh(case, ["state", "updated_at"])
    case.moves.append(made)
    if to_state in OPEN:
        end_sign_off(session, case, actor, reason, now)
    record(session, actor, "case.moved", case, now, before=before, after=to_state)
    session.flush()
    return made


def end_sign_off(
    session: Session, case: Case, actor: Actor, reason: str, now: datetime
) -> None:
    """End the sign-off of a case whose words may change from now on.

    A signed paper that was not sent after all is taken up again without one.
    """
    found = standing_signature(session, case.id)
    if found is not None:
        found.reopened_by, found.reopened_at, found.reason = actor.name, now, reason


def overtaken(case: Case) -> RefusedError:
    """What to say when somebody else moved the case meanwhile."""
    who = case.moves[-1].actor if case.moves else ""
    return RefusedError(OVERTAKEN, who=who)


def undo(
    session: Session, case: Case, move_id: int, *, actor: Actor, now: datetime
) -> CaseMove:
    """Take back one's own last move; it stays in the history beside its undoing."""
    hold(session, case)
    last = undoable(session, case, actor, now)
    if last is None or last.id != move_id:
        raise RefusedError(NOT_UNDONE)
    return change_state(session, case, last.from_state, actor, UNDONE, now, last.id)


def undo_since(
    session: Session,
    case: Case,
    at: datetime,
    window: timedelta,
    actor: Actor,
    now: datetime,
) -> CaseMove:
    """Take back all that one decision did to a case, however many moves it was.

    ``at`` is when it was decided, ``window`` how long it may be taken back.
    RefusedError if the last move is somebody else's, or work went on.
    """
    hold(session, case)
    last = undoable(session, case, actor, now, window)
    if last is None or last.at != at:
        raise RefusedError(NOT_UNDONE)
    before = last.from_state
    for one in reversed(case.moves[:-1]):
        if one.at != at or "undoes" in one.snapshot:
            break
        before = one.from_state
    return change_state(session, case, before, actor, UNDONE, now, last.id)


def undoable(
    session: Session,
    case: Case,
    actor: Actor,
    now: datetime,
    window: timedelta = UNDO_WINDOW,
) -> CaseMove | None:
    """The last move, if this person may still take it back."""
    last = case.moves[-1] if case.moves else None
    if last is None or "undoes" in last.snapshot:
        return None
    if not actor.did(last.actor_id, last.actor):
        return None
    step = steps().get((last.from_state, last.to_state))
    is_fresh = timedelta(0) <= now - last.at <= window
    if step is None or not step.may_undo or not is_fresh:
        return None
    return None if followed(session, case.id, last.at) else last


def followed(session: Session, case_id: int, at: datetime) -> bool:
    """Whether anybody wrote anything on a case after an instant."""
    return any(
        session.scalar(select(owner).where(owner == case_id, written > at).limit(1))
        for owner, written in WRITTEN
    )


WRITTEN: tuple[tuple[InstrumentedAttribute[int], InstrumentedAttribute[Any]], ...] = (
    (CaseDraft.case_id, CaseDraft.created_at),
    (CaseItem.case_id, CaseItem.edited_at),
    (Remark.case_id, Remark.at),
    (Signature.case_id, Signature.at),
    (Dispatch.case_id, Dispatch.noted_at),
    (Reply.case_id, Reply.noted_at),
    (Chase.case_id, Chase.noted_at),
    (Consultation.case_id, Consultation.created_at),
    (Evidence.case_id, Evidence.created_at),
)
"""Whose rows tell that work went on after a move."""
