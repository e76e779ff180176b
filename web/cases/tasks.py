"""What waits for one person of the centre, the soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.user import Role
from web.cases.board import Card
from web.marks import N_

TASKS = {
    "candidate": N_("定夺是否评议"),
    "soliciting": N_("收集答复"),
    "drafting": N_("起草"),
    "returned": N_("按退回意见修改"),
    "reviewing": N_("审核"),
    "approved": N_("报送"),
    "submitted": N_("登记转送情况"),
    "sent": N_("等候答复，到期催询"),
    "replied": N_("逐条登记结果"),
    "escalated": N_("跟进特别贸易关注"),
}
ANSWERING = N_("处理批注")
CHASING = N_("催询答复")


@dataclass(frozen=True)
class Task:
    """A step that waits for somebody: the words for it, and the card of its case."""

    text: str
    card: Card
    is_shared: bool
    """Nobody has the case yet, or any reviewer may take it."""


def tasks_for(user_id: int, role: str, cards: Sequence[Card]) -> list[Task]:
    """What waits for a person, in the order of the cards."""
    found = [task_on(card, user_id, role) for card in cards]
    return [one for one in found if one is not None]


def task_on(card: Card, user_id: int, role: str) -> Task | None:
    """What one case wants of a person; None if it waits for somebody else."""
    state, owner_id = card.case.state, card.case.owner_id
    is_mine = owner_id == user_id
    if state == "reviewing" and role == Role.REVIEWER and not is_mine:
        return Task(TASKS[state], card, is_shared=True)
    if not is_mine and (owner_id is not None or role == Role.REVIEWER):
        return None
    if state == "reviewing":
        return Task(ANSWERING, card, is_shared=False) if card.remarks else None
    if state == "sent":
        late = card.left is not None and card.left < 0
        return Task(CHASING if late else TASKS[state], card, is_shared=not is_mine)
    return Task(TASKS[state], card, is_shared=not is_mine)
