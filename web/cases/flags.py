"""Marks on a case beside its state: set one day for a reason, ended on another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case, CaseFlag, Flag
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

LONGEST = 500
NO_FLAG = N_("没有这种标记，请从列表中选择。")
THERE = N_("这个标记已经有了，不需要重复添加。")
NOT_THERE = N_("这个标记已经结束，请刷新页面。")
TOO_LONG = N_("说明超过 %(most)d 字，请缩短后再提交。")
BY_HAND = tuple(flag for flag in Flag if flag not in {Flag.LATE, Flag.OVERDUE})
"""What an officer may set; lateness is found, not set."""


def standing_flag(case: Case, flag: str) -> CaseFlag | None:
    """The mark of a kind that has not ended."""
    return next(
        (one for one in case.flags if one.flag == flag and one.ended_at is None), None
    )


def set_flag(
    case: Case, flag: str, *, note: str = "", actor: Actor, now: datetime
) -> CaseFlag:
    """Mark a case; RefusedError if it bears the mark, or there is no such mark."""
    if flag not in set(Flag):
        raise RefusedError(NO_FLAG)
    if standing_flag(case, flag):
        raise RefusedError(THERE)
    if len(note.strip()) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    made = CaseFlag(flag=flag, note=note.strip(), actor=actor.name, at=now)
    case.flags.append(made)
    return made


def ensure_flag(
    case: Case, flag: Flag, *, note: str = "", actor: Actor, now: datetime
) -> None:
    """Mark a case unless it bears the mark."""
    if standing_flag(case, flag) is None:
        set_flag(case, flag, note=note, actor=actor, now=now)


def end_flag(
    session: Session, case: Case, flag: str, *, actor: Actor, now: datetime
) -> None:
    """End a mark; it stays in the history. RefusedError if none stands."""
    found = standing_flag(case, flag)
    if found is None:
        raise RefusedError(NOT_THERE)
    found.ended_at = now
    record(session, actor, "case.flag_ended", case, now, flag=flag)
