"""Remarks in the margin of a case: made, answered, resolved; never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from models.case import Case
from models.review import Remark
from models.user import User
from web.cases.contents import live_items
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

LONGEST = 3000
EMPTY = N_("批注为空，未保存。请写明意见后再提交。")
TOO_LONG = N_("批注超过 %(most)d 字，请缩短或分条提交。")
NO_ITEM = N_("要批注的意见条目已不在，请刷新页面后再试。")
NO_REMARK = N_("没有这条批注，请刷新页面后再试。")


@dataclass
class Thread:
    """A remark and what was answered to it."""

    remark: Remark
    answers: list[Remark] = field(default_factory=list)


def add_remark(
    session: Session,
    case: Case,
    author: User,
    text: str,
    *,
    item_id: int | None = None,
    parent_id: int | None = None,
    now: datetime,
) -> Remark:
    """Write in the margin of an argument, of the whole paper, or under a remark.

    RefusedError if the words are unfit, or what they are about is not there.
    """
    text = text.strip()
    if not text:
        raise RefusedError(EMPTY)
    if len(text) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    if parent_id is not None:
        item_id = root_of(session, case, parent_id).item_id
    elif item_id is not None and item_id not in {one.id for one in live_items(case)}:
        raise RefusedError(NO_ITEM)
    made = Remark(
        case_id=case.id,
        item_id=item_id,
        parent_id=parent_id,
        draft_number=case.drafts[-1].number if case.drafts else 0,
        author_id=author.id,
        text=text,
        at=now,
    )
    session.add(made)
    session.flush()
    actor = Actor(author.id, author.name)
    record(session, actor, "case.remarked", case, now, remark=made.id)
    return made


def root_of(session: Session, case: Case, remark_id: int) -> Remark:
    """A remark of this case that is no answer itself."""
    found = session.get(Remark, remark_id)
    if found is None or found.case_id != case.id or found.parent_id is not None:
        raise RefusedError(NO_REMARK)
    return found


def resolve(
    session: Session,
    case: Case,
    remark_id: int,
    *,
    done: bool,
    actor: Actor,
    now: datetime,
) -> Remark:
    """Say that a remark is dealt with, or that it is not after all."""
    found = root_of(session, case, remark_id)
    if (found.resolved_at is not None) == done:
        return found
    found.resolved_at = now if done else None
    found.resolved_by = actor.name if done else ""
    action = "case.remark_resolved" if done else "case.remark_opened"
    record(session, actor, action, case, now, remark=found.id)
    session.flush()
    return found


def threads_of(session: Session, case_id: int) -> dict[int | None, list[Thread]]:
    """All remarks of a case, by the argument they stand beside (None: the whole)."""
    query = (
        select(Remark)
        .where(Remark.case_id == case_id)
        .options(joinedload(Remark.author))
        .order_by(Remark.id)
    )
    roots: dict[int, Thread] = {}
    by_item: dict[int | None, list[Thread]] = {}
    for remark in session.scalars(query):
        if remark.parent_id is not None:
            roots[remark.parent_id].answers.append(remark)
            continue
        roots[remark.id] = Thread(remark)
        by_item.setdefault(remark.item_id, []).append(roots[remark.id])
    return by_item


def open_remarks(session: Session, case_ids: Sequence[int]) -> dict[int, int]:
    """How many remarks of each case wait to be dealt with; none is left out."""
    query = (
        select(Remark.case_id, func.count())
        .where(Remark.case_id.in_(case_ids))
        .where(Remark.parent_id.is_(None), Remark.resolved_at.is_(None))
        .group_by(Remark.case_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
