"""Gathers what the checks and the draft may use about one notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.changes.family import WHOLE
from models.content import Content
from models.notice import Notice, NoticeMember, Rendering
from models.reference import ObjectiveFact, objectives
from models.reference_facts import Member
from models.tag import Tag
from web.cases.checks_of_text import GENERIC
from web.cases.facts import CaseFacts
from web.notices.rendering import text_of

DEFINITE = re.compile(
    r"United |European Union|Russian Fed|Dominican|Central African|Democratic|Lao "
    r"|Congo|Philippines|Netherlands|Bahamas|Gambia|Maldives|Comoros|Solomon"
)
"""Names that take an article in English."""
Texts = dict[tuple[str, str], str]


def facts_of(session: Session, notice: Notice) -> CaseFacts:
    """The facts of a notice as it stands now."""
    texts = renderings(session, notice)
    names = members(session, notice)
    content = cast(Content, notice.content)
    aims = specific_aims(content)
    return CaseFacts(
        symbol=notice.symbol,
        agreement=notice.agreement or "",
        type=notice.type,
        emergency=notice.emergency,
        member="、".join(name.zh for name in names),
        member_en=listed([with_article(name.en) for name in names]),
        distributed=notice.distributed,
        comments_close=stated_close(session, notice),
        title_zh=texts.get(("zh", "title"), notice.title),
        title_en=official(notice, notice.title, texts.get(("en", "title"))),
        products_zh=texts.get(("zh", "products"), content.get("products", "")),
        products_en=official(
            notice, content.get("products", ""), texts.get(("en", "products"))
        ),
        language=notice.language,
        content=content,
        standards=tags(session, notice, "standard"),
        measures=tags(session, notice, "measure"),
        aims_zh=[aim.zh for aim in aims],
        aims_en=[aim.en for aim in aims],
        followed_up=has_follow_up(session, notice),
    )


def stated_close(session: Session, notice: Notice) -> date | None:
    """The last day for comments as it was stated last, by an addendum perhaps.

    A revision begins the time for comments anew, and is no word on that of before.
    """
    if notice.measure_id is None:
        return notice.comments_close
    query = (
        select(Notice.type, Notice.comments_close)
        .where(
            Notice.measure_id == notice.measure_id,
            Notice.distributed >= notice.distributed,
            Notice.id != notice.id,
        )
        .order_by(Notice.distributed, Notice.id)
    )
    found = notice.comments_close
    for kind, stated in session.execute(query):
        if kind in WHOLE:
            break
        found = stated or found
    return found


def with_article(name: str) -> str:
    """A Member's English name as it stands in a sentence."""
    return f"the {name}" if DEFINITE.match(name) else name


def listed(names: Sequence[str]) -> str:
    """Names in an English sentence: A, B and C."""
    head = ", ".join(names[:-1])
    return f"{head} and {names[-1]}" if head else "".join(names)


def official(notice: Notice, text: str, ours: str | None) -> str:
    """The publisher's English, else ours, else the publisher's words as they are."""
    return text if notice.language == "en" and text else ours or text


def specific_aims(content: Content) -> list[ObjectiveFact]:
    """The objectives ticked on the form, without those that say nothing."""
    ticked = set(content.get("objectives", [])) - GENERIC
    return [one for one in objectives() if one.name in ticked]


def renderings(session: Session, notice: Notice) -> Texts:
    """Our texts by language and field, of each the one that is shown."""
    query = select(Rendering).where(Rendering.notice_id == notice.id)
    newest = query.order_by(Rendering.version_number.desc(), Rendering.id)
    rows = session.scalars(newest).all()
    keys = {(one.language, one.field) for one in rows}
    return {key: text_of(rows, *key)[1] for key in keys}


def members(session: Session, notice: Notice) -> Sequence[Member]:
    """The notifying Members in the order of their codes."""
    return session.scalars(
        select(Member)
        .join(NoticeMember, NoticeMember.member_code == Member.code)
        .where(NoticeMember.notice_id == notice.id)
        .order_by(Member.code)
    ).all()


def tags(session: Session, notice: Notice, scheme: str) -> list[str]:
    """The codes of one scheme found in a notice."""
    query = select(Tag.code).where(Tag.notice_id == notice.id, Tag.scheme == scheme)
    return list(session.scalars(query.distinct().order_by(Tag.code)))


def has_follow_up(session: Session, notice: Notice) -> bool:
    """Whether a later document of the same measure is held."""
    later = select(func.count(Notice.id)).where(
        Notice.measure_id == notice.measure_id, Notice.distributed > notice.distributed
    )
    return notice.measure_id is not None and bool(session.scalar(later))
