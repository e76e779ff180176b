"""How a draft stands to the arguments, and what its text still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from web.arguments.completeness import Missing
from web.cases.blanks import count_blanks
from web.cases.contents import live_items
from web.drafts.blocks import Block, read_blocks
from web.drafts.composing import compose
from web.drafts.terms import Slip, slips


@dataclass(frozen=True)
class DraftStanding:
    """What is to be done to a draft before it may be signed."""

    outdated: Sequence[str]
    """Keys of blocks that would be composed otherwise now, or are not there."""
    conflicts: Sequence[Block]
    stale: Sequence[Block]
    blanks: tuple[int, int]
    """Places to be filled, in Chinese and in English."""
    slips: Sequence[Slip]


def standing_of(session: Session, case: Case, draft: CaseDraft) -> DraftStanding:
    """How a version stands to the arguments as they are now."""
    blocks = read_blocks(draft.blocks)
    return DraftStanding(
        outdated_keys(blocks, compose(session, case)) if blocks else [],
        [one for one in blocks if one.in_conflict],
        [one for one in blocks if one.stale],
        (count_blanks(draft.text_zh), count_blanks(draft.text_en)),
        slips(draft.text_zh, draft.text_en),
    )


def outdated_keys(blocks: Sequence[Block], now: Sequence[Block]) -> list[str]:
    """The blocks that were composed from other words than the arguments have now."""
    held = {one.key: one for one in blocks}
    return [
        *(one.key for one in now if not is_told(held.get(one.key), one)),
        *(
            one.key
            for one in blocks
            if one.item_id is not None and one.key not in {new.key for new in now}
        ),
    ]


def is_told(held: Block | None, now: Block) -> bool:
    """Whether a block holds, or offers, what would be composed now."""
    if held is None:
        return False
    zh, en = held.offered_zh or held.made_zh, held.offered_en or held.made_en
    return (zh, en) == (now.made_zh, now.made_en)


def draft_missing(session: Session, case: Case) -> list[Missing]:
    """What the newest draft lacks before anybody may sign."""
    if not case.drafts:
        return []
    draft = case.drafts[-1]
    found = standing_of(session, case, draft)
    outdated = found.outdated if draft.blocks else later_items(case, draft)
    told = {
        "draft_outdated": outdated,
        "draft_conflict": found.conflicts,
        "draft_stale": found.stale,
        "draft_blanks": any(found.blanks),
    }
    return [Missing(None, 0, what) for what, there in told.items() if there]


def later_items(case: Case, draft: CaseDraft) -> int:
    """How many arguments changed after a text that nobody knows the parts of."""
    return sum(
        item.edited_at is not None and item.edited_at > draft.created_at
        for item in live_items(case)
    )
