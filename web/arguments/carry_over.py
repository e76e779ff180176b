"""A person's word that an argument goes on to a newer text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case, CaseItem, Standing
from web.arguments.carrying import Carried, carried
from web.arguments.proving import prove_by_quote
from web.arguments.quotes import find_quote
from web.arguments.service import touch
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

NOT_CARRIED = N_("这一条已与最新文本一致，无需再确认。")
GONE = N_("最新文本中没有对应的条款，请修改或移除这一条。")


def keep(
    session: Session, case: Case, item: CaseItem, *, actor: Actor, at: datetime
) -> None:
    """Let an argument point at the newer text, as one click says.

    A changed clause is quoted anew, whole, unless the quote still stands in it.
    """
    hold_open(session, case)
    found = carried(session, case).get(item.id)
    if found is None:
        raise RefusedError(NOT_CARRIED)
    if found.passage is None:
        raise RefusedError(GONE)
    point_at(session, found, actor, at)


def keep_valid(session: Session, case: Case, *, actor: Actor, at: datetime) -> int:
    """Let all arguments that are still valid point at the newer text; how many."""
    hold_open(session, case)
    valid = list(still_valid(carried(session, case).values()))
    for one in valid:
        point_at(session, one, actor, at)
    return len(valid)


def still_valid(found: Iterable[Carried]) -> Iterator[Carried]:
    """Those whose clause says what it said."""
    return (one for one in found if one.standing == Standing.VALID)


def point_at(session: Session, found: Carried, actor: Actor, at: datetime) -> None:
    """Move an argument to its passage of the newer text."""
    item, passage = found.item, found.passage
    if passage is None:
        return
    numbered = item.clause in {"", found.before.number if found.before else ""}
    if item.quote and not find_quote(item.quote, [passage]):
        item.quote = passage.text
    item.clause = passage.number if numbered and passage.number else item.clause
    item.anchor, item.standing = passage.anchor, Standing.VALID
    item.notice_id = found.text.notice_id
    item.version_number = found.text.version_number
    item.edition += 1
    touch(item, actor, at)
    if item.quote:
        prove_by_quote(session, item, found.text.symbol, actor, at)
    record(session, actor, "item.carried", item.case, at, item=item.id)
