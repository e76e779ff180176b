"""Titles and summaries corrected by officers: saved, confirmed, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.notice import Notice
from models.search_text import reindex
from web import audit
from web.editing.keeping import Written, beaten, put, take_back
from web.editing.texts import (
    LONGEST,
    NAMES,
    Key,
    Standing,
    mark_of,
    standing_of,
    tidy,
)
from web.judgements.service import Actor
from web.refused import RefusedError


@dataclass(frozen=True)
class Draft:
    """What an officer sends for one text.

    ``seen`` is the mark of the text that they had before them; ``confirmed`` says
    that an older text still fits, ``back`` that the machine's shall stand again.
    """

    text: str
    seen: str
    confirmed: bool = False
    back: bool = False


def find_notice(session: Session, notice_id: int) -> Notice | None:
    """A notice with its texts as they stand now."""
    query = select(Notice).where(Notice.id == notice_id)
    texts = selectinload(Notice.renderings)
    fresh = query.options(texts).execution_options(populate_existing=True)
    return session.scalar(fresh)


def read_texts(notice: Notice) -> dict[Key, Standing]:
    """All texts of a notice that may be corrected."""
    return {key: standing_of(notice, key) for key in NAMES}


def is_touched(field: str, draft: Draft) -> bool:
    """Whether an officer changed the words that they had before them."""
    return mark_of(tidy(field, draft.text)) != draft.seen


def save(
    session: Session,
    notice: Notice,
    drafts: Mapping[Key, Draft],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep what an officer changed, and say how many texts that were.

    ``version`` is that of the notice they had before them. RefusedError if the
    notice or one of these texts was changed meanwhile, or if one is too long.
    """
    if version != notice.version_number:
        raise RefusedError(
            "原文已更新为第 %(n)d 版，本次未保存；所写文字仍在下面，"
            "请对照新的原文后再保存。",
            n=notice.version_number,
        )
    changed = 0
    for key, draft in drafts.items():
        standing = standing_of(notice, key)
        wish = wanted(key[1], standing, draft)
        if wish is None:
            continue
        check_seen(standing, draft)
        if wish:
            check_length(key[1], wish)
            put(session, notice, key, Written(wish, actor.name, now))
        else:
            take_back(session, notice, key)
        note(session, notice, key, standing, wish, actor)
        changed += 1
    session.flush()
    session.expire(notice, ["renderings"])
    reindex(session, [notice.id])
    return changed


def wanted(field: str, standing: Standing, draft: Draft) -> str | None:
    """The text an officer wants; '' for the machine's, None to leave it as it is."""
    taken_back = "" if standing.is_edited else None
    if draft.back:
        return taken_back
    if not is_touched(field, draft):
        return standing.text if draft.confirmed and standing.is_stale else None
    text = tidy(field, draft.text)
    return taken_back if text in ("", standing.plain) else text


def check_seen(standing: Standing, draft: Draft) -> None:
    """Nobody's words are overwritten unseen."""
    if draft.seen == standing.mark:
        return
    if standing.is_edited and standing.edit:
        raise RefusedError(
            "%(who)s刚刚改动了同一段文字，本次未保存；所写文字仍在下面，"
            "请与现行文字对照后再保存。",
            who=standing.edit.author,
        )
    raise beaten()


def check_length(field: str, text: str) -> None:
    """A title stays a title."""
    if len(text) <= LONGEST[field]:
        return
    if field == "title":
        raise RefusedError("标题请不超过 %(most)d 字。", most=LONGEST[field])
    raise RefusedError("摘要请不超过 %(most)d 字。", most=LONGEST[field])


def note(
    session: Session,
    notice: Notice,
    key: Key,
    before: Standing,
    after: str,
    actor: Actor,
) -> None:
    """Write into the audit what was shown before and what is shown now."""
    action = "edited" if after else "taken_back"
    if after == before.text:
        action = "confirmed"
    language, field = key
    audit.note(
        session,
        actor.email,
        f"text.{action}",
        ("notice", notice.id),
        language=language,
        field=field,
        was=before.text,
        now=after or before.plain,
    )
