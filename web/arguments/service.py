"""Arguments of a case: add, edit, take over, order, take out and put back.

Every change keeps who made it and when; nothing is deleted, and two people on one
argument are told of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from models.case import Case, CaseItem, Standing
from models.reference import grounds
from web.arguments.proving import join_evidence, prove_by_facts, prove_by_quote
from web.arguments.quotes import find_quote
from web.arguments.texts import NotifiedText, text_of_anchor
from web.arguments.wording import (
    Wording,
    check_wording,
    lacking_side,
    stale_side,
    wording_of,
)
from web.cases.contents import live_items
from web.cases.lock import hold_open
from web.cases.points import order_of
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

MEANWHILE = N_(
    "%(who)s刚刚改过这一条，您的文字这次未保存。每一栏上方是现在的文字，"
    "栏内是您的文字，请合并后再保存。"
)
NOT_FOUND = N_(
    "在通报文本中没有找到这段原文，未保存。请从左侧选取；如文本未收录，"
    "请勾选“按未核对保留”。"
)
NO_ITEM = N_("没有编号为 %(number)s 的意见条目。")
ONE_LANGUAGE = N_("有一种语言还是空的，不能确认一致。请先补写。")


class EditedMeanwhileError(RefusedError):
    """Somebody else saved the argument after this person had opened it."""


def find_item(case: Case, item_id: int) -> CaseItem:
    """An argument of a case, also one that was taken out, or a refusal."""
    item = next((one for one in case.items if one.id == item_id), None)
    if item is None:
        raise RefusedError(NO_ITEM, number=item_id)
    return item


def add_item(
    session: Session, case: Case, wording: Wording, *, actor: Actor, at: datetime
) -> CaseItem:
    """A person's own argument, the last in order; its quote is placed with `place`."""
    hold_open(session, case)
    check_wording(wording, case.notice.agreement)
    item = CaseItem(
        case_id=case.id,
        position=len(live_items(case)) + 1,
        origin="editor",
        taken=True,
        stale=lacking_side(wording),
        edited_by=actor.name,
        edited_by_id=actor.id,
        edited_at=at,
        **vars(wording),
    )
    case.items.append(item)
    session.flush()
    record(session, actor, "item.added", case, at, item=item.id)
    return item


def edit_item(
    session: Session,
    case: Case,
    item: CaseItem,
    wording: Wording,
    *,
    edition: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Put other words into an argument; who edits a machine's proposal takes it over.

    EditedMeanwhileError where its edition is no longer the one that was opened.
    """
    hold_open(session, case)
    check_wording(wording, case.notice.agreement)
    claim(session, item, edition)
    item.stale = stale_side(wording_of(item), wording, item.stale)
    for name, value in vars(wording).items():
        setattr(item, name, value)
    touch(item, actor, at)
    item.taken = True
    record(session, actor, "item.edited", case, at, item=item.id, edition=item.edition)


def claim(session: Session, item: CaseItem, edition: int) -> None:
    """Raise the edition of an argument, if it is still the one that was opened."""
    query = (
        update(CaseItem)
        .where(CaseItem.id == item.id, CaseItem.edition == edition)
        .values(edition=edition + 1)
        .execution_options(synchronize_session=False)
    )
    session.flush()
    done = session.execute(query)
    session.refresh(item)
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise EditedMeanwhileError(MEANWHILE, who=item.edited_by or "系统")


def touch(item: CaseItem, actor: Actor, at: datetime) -> None:
    """Say who changed an argument last."""
    item.edited_by, item.edited_by_id, item.edited_at = actor.name, actor.id, at
    item.case.updated_at = at


def place(
    session: Session,
    item: CaseItem,
    texts: Sequence[NotifiedText],
    *,
    unchecked: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Find the quote of an argument in the notified text, and prove it by that.

    Refused where it is not there, unless the person keeps it as not checked.
    """
    passages = [one for text in texts for one in text.passages]
    found = find_quote(item.quote, passages, item.anchor)
    chosen = next((one for one in passages if one.anchor == item.anchor), None)
    if item.quote and found is None:
        if not unchecked:
            raise RefusedError(NOT_FOUND)
        chosen = None
    kept = found or chosen
    text = text_of_anchor(texts, kept.anchor) if kept else None
    item.anchor = kept.anchor if kept else ""
    item.standing = Standing.VALID if kept else Standing.UNPLACED
    item.notice_id = text.notice_id if text else None
    item.version_number = text.version_number if text else None
    if kept and not item.clause:
        item.clause = kept.number
    if text and item.quote:
        prove_by_quote(session, item, text.symbol, actor, at)


def take_over(session: Session, item: CaseItem, *, actor: Actor, at: datetime) -> None:
    """A person stands by a machine's proposal as it is."""
    hold_open(session, item.case)
    if item.taken:
        return
    item.taken = True
    touch(item, actor, at)
    prove_by_facts(session, item, item.case.notice.symbol, actor, at)
    record(session, actor, "item.taken", item.case, at, item=item.id)


def agree(session: Session, item: CaseItem, *, actor: Actor, at: datetime) -> None:
    """Confirm that both languages say the same."""
    hold_open(session, item.case)
    if lacking_side(item):
        raise RefusedError(ONE_LANGUAGE)
    if item.stale:
        record(
            session, actor, "item.agreed", item.case, at, item=item.id, side=item.stale
        )
    item.stale = ""
    touch(item, actor, at)


def remove(session: Session, item: CaseItem, *, actor: Actor, at: datetime) -> None:
    """Take an argument out; it can be put back."""
    hold_open(session, item.case)
    if item.removed_at is None:
        item.removed_at = at
        touch(item, actor, at)
        number(live_items(item.case))
        record(session, actor, "item.removed", item.case, at, item=item.id)


def restore(session: Session, item: CaseItem, *, actor: Actor, at: datetime) -> None:
    """Put an argument back, as the last one."""
    hold_open(session, item.case)
    if item.removed_at is not None:
        item.position = len(live_items(item.case)) + 1
        item.removed_at = None
        touch(item, actor, at)
        record(session, actor, "item.restored", item.case, at, item=item.id)


def shift(
    session: Session, item: CaseItem, step: int, *, actor: Actor, at: datetime
) -> None:
    """Move an argument one place up (-1) or down (1)."""
    hold_open(session, item.case)
    items = sorted(live_items(item.case), key=lambda one: one.position)
    here = items.index(item)
    there = here + (1 if step > 0 else -1)
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        number(items)
        record(session, actor, "item.moved", item.case, at, item=item.id)


def order_as_usual(session: Session, case: Case, *, actor: Actor, at: datetime) -> None:
    """Put the arguments in the usual order of their grounds; first ones stay first."""
    hold_open(session, case)
    known = {one.id: one for one in grounds()}

    def place_of(item: CaseItem) -> tuple[int, int, int]:
        ground = known[item.ground_id]
        return order_of(ground.agreement, ground.article), item.priority, item.position

    number(sorted(live_items(case), key=place_of))
    record(session, actor, "item.ordered", case, at)


def number(items: Sequence[CaseItem]) -> None:
    """Give arguments their places from 1 on."""
    for position, item in enumerate(items, 1):
        item.position = position


def connect(
    session: Session, item: CaseItem, evidence: Sequence[int], *, actor: Actor
) -> None:
    """Let just these rows of evidence of the case stand behind an argument."""
    hold_open(session, item.case)
    join_evidence(session, item, evidence)
