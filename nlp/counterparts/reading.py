"""Reads out of the database what measures and notifications are compared by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.content import Content
from models.kinds import NoticeKind
from models.notice import Notice, NoticeMember
from models.official import Reading
from models.tag import Tag
from nlp.counterparts.facts import Facts, days_of, words_of
from nlp.counterparts.numbers import numbers_of, own_numbers

BATCH = 500
HEADING = 4
"""Digits of an HS heading."""


def read_notifications(session: Session, member: str, first: date) -> list[Facts]:
    """The notifications of a Member since a day."""
    query = (
        select(Notice)
        .join(NoticeMember, NoticeMember.notice_id == Notice.id)
        .where(
            Notice.kind == NoticeKind.NOTIFICATION,
            NoticeMember.member_code == member,
            Notice.distributed >= first,
        )
        .order_by(Notice.id)
    )
    return list(facts_of(session, list(session.scalars(query))).values())


def facts_of(session: Session, notices: Sequence[Notice]) -> dict[int, Facts]:
    """What each of these documents is compared by."""
    ids = [one.id for one in notices]
    headings, forms = read_headings(session, ids), read_forms(session, ids)
    return {
        one.id: Facts(
            id=one.id,
            symbol=one.symbol,
            language=one.language,
            distributed=one.distributed,
            numbers=numbers(one, forms[one.id]),
            words=words_of(one.title, one.language),
            days=days_of(cast(Content, one.content)),
            headings=frozenset(headings[one.id]),
        )
        for one in notices
    }


def numbers(notice: Notice, form: Iterable[str]) -> frozenset[str]:
    """The numbers of a measure itself, or all that a notification names."""
    content = cast(Content, notice.content)
    if notice.kind == NoticeKind.NOTIFICATION:
        return numbers_of(content, form)
    return own_numbers(notice.source_key, content)


def read_headings(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    """The HS headings of each notice, stated or found."""
    found: dict[int, set[str]] = defaultdict(set)
    for some in batches(ids):
        query = select(Tag.notice_id, Tag.code)
        query = query.where(Tag.scheme == "hs", Tag.notice_id.in_(some))
        for notice_id, code in session.execute(query):
            if len(code) >= HEADING:
                found[notice_id].add(code[:HEADING])
    return found


def read_forms(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """What the official form of each notice says in words."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in batches(ids):
        query = select(Reading.notice_id, Reading.fields)
        for notice_id, fields in session.execute(
            query.where(Reading.notice_id.in_(some))
        ):
            found[notice_id] += [one for one in fields.values() if isinstance(one, str)]
    return found


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids, so many at a time as a question may hold."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
