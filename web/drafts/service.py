"""Versions of the comment: every save is kept, nothing is overwritten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

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
) -> CaseDraft:
    """Keep the officer's text as the next version; nothing is overwritten.

    Equal text makes no version. Refused when it is empty, or when somebody saved
    since the officer began.
    """
    latest = case.drafts[-1]
    text_zh, text_en = newlines(text_zh), newlines(text_en)
    if not text_zh.strip() and not text_en.strip():
        raise RefusedError(N_("文稿为空，未保存。请填写中文或英文文本。"))
    if based_on != latest.number:
        raise stale(based_on, latest)
    if (text_zh, text_en) == (newlines(latest.text_zh), newlines(latest.text_en)):
        return latest
    draft = CaseDraft(
        number=latest.number + 1,
        text_zh=text_zh,
        text_en=text_en,
        origin="editor",
        author=actor.name,
        created_at=at,
    )
    keep(session, case, draft)
    case.updated_at = at
    record(session, actor, "case.draft_saved", case, at, number=draft.number)
    return draft


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
