"""How a draft stands to the arguments, and what its text still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from web.cases.blanks import count_blanks
from web.cases.contents import live_items
from web.drafts.blocks import Block, read_blocks
from web.drafts.composing import compose
from web.drafts.terms import Slip, slips
from web.marks import N_
from web.refused import RefusedError

NO_PAPER = N_("还没有从条目组成的文稿，请在“文稿”页组稿。")
OUTDATED = N_("文稿中有 %(n)d 段落后于意见条目，请重新组稿。")
CONFLICT = N_("文稿中有 %(n)d 段手写文字与新组成的文字不同，请选定。")
STALE = N_("文稿中有 %(n)d 段中英文未一并修改，请核对。")
BLANKS = N_("文稿中还有 %(n)d 处待填写或核对。")


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


def draft_missing(session: Session, case: Case) -> list[RefusedError]:
    """What the newest draft lacks before anybody may sign, a sentence each."""
    if not case.drafts:
        return [RefusedError(NO_PAPER)]
    draft = case.drafts[-1]
    found = standing_of(session, case, draft)
    counted = (
        (OUTDATED, len(found.outdated) if draft.blocks else later_items(case, draft)),
        (CONFLICT, len(found.conflicts)),
        (STALE, len(found.stale)),
        (BLANKS, sum(found.blanks)),
    )
    return [RefusedError(text, n=n) for text, n in counted if n]


def later_items(case: Case, draft: CaseDraft) -> int:
    """How many arguments changed after a text that nobody knows the parts of."""
    return sum(
        item.edited_at is not None and item.edited_at > draft.created_at
        for item in live_items(case)
    )
