"""Keeps the text by which the search index finds each notice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from models.notice import Notice, NoticeMember, Rendering
from models.search_names import in_both, names_of_member
from models.search_words import (
    CERTAIN,
    TOLD,
    Beside,
    Code,
    search_text_of,
    stated_codes,
)
from models.sector import Match, Sector
from models.tag import Tag

BATCH = 200


def reindex(session: Session, notice_ids: Iterable[int]) -> int:
    """Make the index tell what these notices say now; say how many changed.

    Call it after a notice, its renderings, tags or matches were written.
    """
    ids = sorted(set(notice_ids))
    session.flush()
    return sum(
        reindex_batch(session, ids[start : start + BATCH])
        for start in range(0, len(ids), BATCH)
    )


def reindex_batch(session: Session, ids: Sequence[int]) -> int:
    """The same for a few hundred notices, with one question for each kind of thing."""
    query = select(
        Notice.id, Notice.content, Notice.language, Notice.symbol, Notice.search_text
    ).where(Notice.id.in_(ids))
    beside = look_beside(session, ids)
    symbols = read_symbols(session, ids)
    tags = read_tags(session, ids)
    changed = []
    for row in session.execute(query):
        beside[row.id].add_tags([*tags[row.id], *stated_codes(row.content)])
        own = list(dict.fromkeys([row.symbol, *symbols[row.id]]))
        text = search_text_of(row.content, row.language, own, beside[row.id])
        if text != row.search_text:
            changed.append({"key": row.id, "text": text})
    if changed:
        statement = update(Notice).where(Notice.id == bindparam("key"))
        session.connection().execute(
            statement.values(search_text=bindparam("text")), changed
        )
        expire(session, {row["key"] for row in changed})
    return len(changed)


def expire(session: Session, ids: set[int]) -> None:
    """Let loaded notices read their new text when next asked."""
    for held in session.identity_map.values():
        if isinstance(held, Notice) and held.id in ids:
            session.expire(held, ["search_text"])


def read_symbols(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """The symbols of every Member's copy."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(NoticeMember.notice_id, NoticeMember.symbol).where(
        NoticeMember.notice_id.in_(ids)
    )
    query = query.order_by(NoticeMember.id)
    for notice_id, symbol in session.execute(query):
        found[notice_id] += [symbol] if symbol else []
    return found


def look_beside(session: Session, ids: Sequence[int]) -> dict[int, Beside]:
    """Renderings and names beside each notice, but for what it is tagged with."""
    found: dict[int, Beside] = defaultdict(Beside)
    for notice_id, language, text in session.execute(renderings(ids)):
        found[notice_id].words += [(language, text)] if text else []
    for notice_id, code in session.execute(members(ids)):
        found[notice_id].words += names_of_member(code)
    for notice_id, zh, en in session.execute(sectors(ids)):
        found[notice_id].words += in_both(zh, en)
    return found


def renderings(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Texts of ours, those about older versions too: people may remember them."""
    return (
        select(Rendering.notice_id, Rendering.language, Rendering.text)
        .where(Rendering.notice_id.in_(ids))
        .order_by(Rendering.id)
    )


def members(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The Members, whose names find a notice."""
    return (
        select(NoticeMember.notice_id, NoticeMember.member_code)
        .where(NoticeMember.notice_id.in_(ids))
        .order_by(NoticeMember.id)
    )


def sectors(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Names of the sectors that are surely or likely touched."""
    return (
        select(Match.notice_id, Sector.name_zh, Sector.name_en)
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id.in_(ids), Match.certainty.in_(CERTAIN))
        .order_by(Match.id)
    )


def read_tags(session: Session, ids: Sequence[int]) -> dict[int, list[Code]]:
    """What each notice is tagged with; a mere prediction finds nothing."""
    found: dict[int, list[Code]] = defaultdict(list)
    query = select(Tag.notice_id, Tag.scheme, Tag.code).distinct()
    query = query.where(Tag.notice_id.in_(ids), Tag.origin.in_(TOLD))
    for notice_id, scheme, code in session.execute(query):
        found[notice_id].append((scheme, code))
    return found
