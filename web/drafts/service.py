"""Versions of the comment: every save is kept, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.drafts.blocks import Block, edit_block, join, merge, read_blocks, stored
from web.drafts.composing import compose
from web.drafts.spanish import AS_IT_IS, Spanish, lags
from web.marks import N_
from web.refused import RefusedError

NEW = "new"
"""The key under which a form sends a paragraph of a person's own."""
STALE = N_(
    "您编辑的是第%(old)s版，%(who)s已保存第%(new)s版，这次未保存。"
    "下面保留了您的文字，请与新版本核对后再保存。"
)


def find_draft(case: Case, number: int) -> CaseDraft:
    """One saved version of a case, or a refusal."""
    draft = next((one for one in case.drafts if one.number == number), None)
    if draft is None:
        raise RefusedError(
            N_("没有第%(number)s版，请从版本列表中选择。"), number=number
        )
    return draft


def save_draft(
    session: Session,
    case: Case,
    *,
    text_zh: str,
    text_en: str,
    based_on: int,
    actor: Actor,
    at: datetime,
    spanish: Spanish = AS_IT_IS,
) -> CaseDraft:
    """Keep the officer's text as the next version; nothing is overwritten.

    Equal text makes no version. Refused when it is empty, or when somebody saved
    since the officer began.
    """
    text = Text(newlines(text_zh), newlines(text_en), spanish=spanish)
    return keep_next(session, case, text, based_on, actor, at)


@dataclass(frozen=True)
class Text:
    """Both texts of a version, its blocks where they are known, and who wrote it."""

    zh: str
    en: str
    blocks: Sequence[Block] = ()
    origin: str = "editor"
    spanish: Spanish = AS_IT_IS


def text_of(
    blocks: Sequence[Block], origin: str = "editor", spanish: Spanish = AS_IT_IS
) -> Text:
    """Blocks as a version."""
    return Text(join(blocks, "zh"), join(blocks, "en"), blocks, origin, spanish)


def keep_next(
    session: Session, case: Case, text: Text, based_on: int, actor: Actor, at: datetime
) -> CaseDraft:
    """Keep a text as the next version, unless it is empty, equal or outdated."""
    hold_open(session, case)
    latest = case.drafts[-1]
    if not text.zh.strip() and not text.en.strip():
        raise RefusedError(N_("文稿为空，未保存。请填写中文或英文文本。"))
    if based_on != latest.number:
        raise stale(based_on, latest)
    blocks = stored(text.blocks)
    same = (text.zh, text.en) == (newlines(latest.text_zh), newlines(latest.text_en))
    es, es_stale = next_spanish(latest, text.spanish, others_changed=not same)
    unchanged = same and (es, es_stale) == (latest.text_es, latest.es_stale)
    if unchanged and blocks in ([], latest.blocks):
        return latest
    draft = CaseDraft(
        number=latest.number + 1,
        text_zh=text.zh,
        text_en=text.en,
        text_es=es,
        es_stale=es_stale,
        blocks=blocks or (list(latest.blocks or []) if same else []),
        origin=text.origin,
        author=actor.name,
        author_id=actor.id,
        created_at=at,
    )
    keep(session, case, draft)
    case.updated_at = at
    record(session, actor, "case.draft_saved", case, at, number=draft.number)
    return draft


def next_spanish(
    latest: CaseDraft, given: Spanish, *, others_changed: bool
) -> tuple[str, bool]:
    """The Spanish of the next version, and whether it lags behind."""
    text = latest.text_es
    if given.text is not None:
        text = newlines(given.text) if given.text.strip() else ""
    stale = lags(latest, text, others_changed=others_changed, agreed=given.agreed)
    return text, stale


def recompose(
    session: Session, case: Case, *, based_on: int, actor: Actor, at: datetime
) -> CaseDraft:
    """Write the paper anew from the arguments; what people wrote is kept.

    A text that nobody knows the parts of stays as a version, and is left behind.
    """
    hold_open(session, case)
    latest = case.drafts[-1]
    merged = merge(read_blocks(latest.blocks), compose(session, case))
    return keep_next(session, case, text_of(merged, "composed"), based_on, actor, at)


def save_blocks(
    session: Session,
    case: Case,
    edits: Mapping[str, Edit],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
    spanish: Spanish = AS_IT_IS,
) -> CaseDraft:
    """Keep a person's edits of the blocks as the next version."""
    hold_open(session, case)
    blocks = edited(read_blocks(case.drafts[-1].blocks), edits)
    text = text_of(blocks, spanish=spanish)
    return keep_next(session, case, text, based_on, actor, at)


@dataclass(frozen=True)
class Edit:
    """What a form says of one block."""

    zh: str
    en: str
    use_offered: bool = False
    agreed: bool = False


def edited(blocks: Sequence[Block], edits: Mapping[str, Edit]) -> list[Block]:
    """The blocks after the edits; a new one of a person's own stands before the end."""
    found = [
        edit_block(
            block,
            edits[block.key].zh,
            edits[block.key].en,
            use_offered=edits[block.key].use_offered,
            agreed=edits[block.key].agreed,
        )
        if block.key in edits
        else block
        for block in blocks
    ]
    new = edits.get(NEW)
    if new and (new.zh or new.en):
        numbers = [int(one.key[5:]) for one in found if one.key.startswith("free:")]
        own = Block(f"free:{max(numbers, default=0) + 1}", None, new.zh, new.en)
        found.insert(max(0, len(found) - 1), own)
    return [one for one in found if one.zh or one.en or one.item_id is not None]


def keep(session: Session, case: Case, draft: CaseDraft) -> None:
    """Store a version, unless its number was taken in the same moment."""
    try:
        with session.begin_nested():
            case.drafts.append(draft)
    except IntegrityError as error:
        session.refresh(case, ["drafts"])
        raise stale(draft.number - 1, case.drafts[-1]) from error


def stale(old: int, latest: CaseDraft) -> RefusedError:
    """What to say when somebody else saved meanwhile."""
    return RefusedError(STALE, old=old, new=latest.number, who=latest.author or "系统")


def newlines(text: str) -> str:
    """A browser's line ends as ours, and one at the end."""
    return text.replace("\r\n", "\n").rstrip() + "\n"
