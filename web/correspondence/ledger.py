"""What came of each argument, in the Member's own words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case, CaseItem, Outcome
from web.cases.contents import live_items
from web.cases.lock import hold
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

LONGEST = 5000
STATES = frozenset({"submitted", "sent", "replied", "escalated", "closed"})
NOT_YET = N_("案件还没有报送，不能登记结果。")
NO_ITEM = N_("没有这条意见，请刷新页面。")
NO_OUTCOME = N_("请从列表中选择结果。")
TOO_LONG = N_("引文超过 %(most)d 字，请只摘录有关的一段。")
NO_QUOTE = N_("登记为采纳、部分采纳或未采纳时，请摘录对方答复或最终文本的原文。")
OVERTAKEN = N_("%(who)s刚刚登记了这条结果，这次没有保存。请核对后再改。")
UNJUDGED = N_("还有 %(n)d 条意见没有结果，请先逐条登记，再告知答复方。")
SAID = frozenset({Outcome.ACCEPTED, Outcome.PARTLY, Outcome.REFUSED})
"""Outcomes that somebody must have said; the others say that nobody did."""


def set_outcome(
    session: Session,
    case: Case,
    item_id: int,
    *,
    outcome: str,
    quote: str,
    seen: str,
    actor: Actor,
    now: datetime,
) -> CaseItem:
    """Write down what came of an argument; ``seen`` is the `mark` of what stood before.

    RefusedError if it is too early, the outcome is not of the list, or rests on no
    words, or somebody was faster.
    """
    hold(session, case)
    if case.state not in STATES:
        raise RefusedError(NOT_YET)
    item = next((one for one in live_items(case) if one.id == item_id), None)
    if item is None:
        raise RefusedError(NO_ITEM)
    if outcome not in set(Outcome):
        raise RefusedError(NO_OUTCOME)
    if len(quote) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    if outcome in SAID and not quote.strip():
        raise RefusedError(NO_QUOTE)
    if seen != mark(item):
        raise RefusedError(OVERTAKEN, who=item.outcome_by)
    item.outcome, item.outcome_quote = outcome, quote.strip()
    item.outcome_by, item.outcome_at = actor.name, now
    session.flush()
    record(session, actor, "case.outcome", case, now, item=item.id, outcome=outcome)
    return item


def mark(item: CaseItem) -> str:
    """What tells whether an outcome is still the one that a form showed."""
    return item.outcome_at.isoformat() if item.outcome_at else ""


def refuse_unjudged(case: Case) -> None:
    """Refuse to tell firms what came of a case before it is written down.

    They are told once.
    """
    waiting = [item for item in live_items(case) if not item.outcome]
    if waiting:
        raise RefusedError(UNJUDGED, n=len(waiting))
