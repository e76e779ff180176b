"""The editor of a draft: its blocks or its whole text, as typed or as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask.typing import ResponseReturnValue

from models.case import Case
from web.cases.flow import WRITTEN
from web.cases.frame import framed
from web.drafts.blocks import Block, read_blocks
from web.drafts.service import NEW, Edit
from web.drafts.spanish import wants_spanish
from web.drafts.standing import standing_of
from web.store import session

PARTS = ("zh:", "en:")


def read_edits(form: Mapping[str, str]) -> dict[str, Edit]:
    """What a form says of each block, by its key."""
    keys = dict.fromkeys(
        name.partition(":")[2] for name in form if name.startswith(PARTS)
    )
    return {
        key: Edit(
            zh=lines(form.get(f"zh:{key}", "")),
            en=lines(form.get(f"en:{key}", "")),
            use_offered=bool(form.get(f"use:{key}")),
            agreed=bool(form.get(f"agreed:{key}")),
        )
        for key in keys
    }


def lines(text: str) -> str:
    """A text with our line ends."""
    return text.replace("\r\n", "\n").strip()


def show_editor(
    case: Case, typed: Mapping[str, str] | None = None, error: str = ""
) -> ResponseReturnValue:
    """The tab with the newest version in the editor, or with what was typed."""
    latest = case.drafts[-1]
    blocks = read_blocks(latest.blocks)
    edits = read_edits(typed or {})
    page = framed(
        "drafts/index.html",
        case,
        "drafts.index",
        latest=latest,
        blocks=[shown(block, edits.get(block.key)) for block in blocks],
        stands={block.key: block for block in blocks},
        new=homeless(blocks, edits),
        text_zh=(typed or {}).get("text_zh", latest.text_zh),
        text_en=(typed or {}).get("text_en", latest.text_en),
        error=error,
        text_es=(typed or {}).get("text_es", latest.text_es),
        spanish=wants_spanish(case),
        standing=standing_of(session(), case, latest),
        may_write=case.state in WRITTEN,
    )
    return page, 422 if error else 200


def shown(block: Block, edit: Edit | None) -> Block:
    """A block with the words that were typed in it."""
    return replace(block, zh=edit.zh, en=edit.en) if edit else block


def homeless(blocks: list[Block], edits: Mapping[str, Edit]) -> Edit:
    """A paragraph of one's own, and words typed in blocks that are there no more."""
    known = {block.key for block in blocks}
    lost = [edit for key, edit in edits.items() if key not in known and key != NEW]
    own = edits.get(NEW, Edit("", ""))
    return Edit(
        "\n\n".join(one for one in (own.zh, *(e.zh for e in lost)) if one),
        "\n\n".join(one for one in (own.en, *(e.en for e in lost)) if one),
    )
