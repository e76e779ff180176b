"""Puts items into the database: idempotent, versioned, grouped. Never commits."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.attachments import put_documents
from crawler.differences import difference, is_new_text, merge
from crawler.happenings import findings_of, tell_change, tell_events
from crawler.items import MemberCopy, NoticeItem
from crawler.measures import measure_for
from crawler.moments import Moment
from crawler.runs import Tally
from crawler.twins import twin_key
from models.content import Content, content_hash
from models.deadlines import deadline_of
from models.events import Finding
from models.notice import Notice, NoticeMember, Version
from models.search_text import reindex


class Outcome(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Stored:
    """What became of an item; ``touched`` means that the index must know."""

    outcome: Outcome
    notice_id: int
    touched: bool = True


def store(
    session: Session,
    item: NoticeItem,
    moment: Moment,
    events: Iterable[Finding] | None = None,
) -> Stored:
    """Insert an item, or bring what is stored up to date with it.

    A further Member's row of a joint document only completes that Member's copy. A
    provisional notice gives way to the first real record without a difference, and
    never replaces a real one. ``events`` overrules what the text itself tells.
    """
    notice = find(session, item)
    found = list(events) if events is not None else findings_of(item)
    if notice is None:
        notice = insert(session, item, moment, found)
        return Stored(Outcome.NEW, notice.id)
    if item.provisional and not notice.provisional:
        return Stored(Outcome.UNCHANGED, notice.id, touched=False)
    if notice.provisional and not item.provisional:
        replace(session, notice, item, moment, found)
        return Stored(Outcome.NEW, notice.id)
    before = notice.content_hash
    outcome = update(session, notice, item, moment, found)
    return Stored(outcome, notice.id, touched=notice.content_hash != before)


def store_all(
    session: Session, items: Iterable[NoticeItem], moment: Moment, tally: Tally
) -> None:
    """Store a batch, count it, and let the search index know."""
    touched = set()
    for item in items:
        stored = store(session, item, moment)
        tally.stored(item.key, stored.outcome)
        tally.warn(item.place, item.warnings)
        if stored.touched:
            touched.add(stored.notice_id)
    reindex(session, touched)


def find(session: Session, item: NoticeItem) -> Notice | None:
    """The stored notice of this key."""
    return session.scalar(
        select(Notice).where(
            Notice.source_slug == item.source, Notice.source_key == item.key
        )
    )


def insert(
    session: Session, item: NoticeItem, moment: Moment, found: list[Finding]
) -> Notice:
    """A notice that was not there, with its first version, copies and events."""
    notice = Notice(
        source_slug=item.source,
        source_key=item.key,
        kind=item.kind,
        baseline=item.provisional or moment.is_baseline(item.distributed),
        provisional=item.provisional,
        version_number=1,
        created_at=moment.now,
        updated_at=moment.now,
    )
    put_text(notice, item, item.content)
    bases = list(dict.fromkeys(symbol.base for symbol in item.symbols))
    slug = f"{item.source}:{item.key}"
    notice.measure_id = measure_for(session, bases, slug, now=moment.now).id
    session.add(notice)
    session.flush()
    put_members(session, notice, item)
    add_version(session, notice, {}, moment)
    put_documents(session, notice, item)
    tell_events(session, notice, found, moment.now)
    retag_follow_ups(session, notice)
    return notice


def put_text(notice: Notice, item: NoticeItem, content: Content) -> None:
    """Write a text and all that is derived from it; tags and matches are outdated."""
    notice.agreement, notice.type = item.agreement, item.type
    notice.emergency, notice.language = item.emergency, item.language
    notice.symbol, notice.title = item.symbol, item.title
    notice.distributed, notice.comments_close = item.distributed, item.comments_close
    deadline = deadline_of(
        item.type,
        emergency=item.emergency,
        circulated=item.distributed,
        stated=item.comments_close,
    )
    notice.deadline, notice.deadline_basis = deadline.day, deadline.basis.value
    notice.content = cast(dict[str, Any], content)
    notice.content_hash = content_hash(content)
    notice.twin_key = twin_key(item)
    notice.tagged_hash = notice.matched_hash = None


def put_members(session: Session, notice: Notice, item: NoticeItem) -> None:
    """The Members' copies: the one that was read first leads, the others follow."""
    held = {one.member_code: one for one in notice.members}
    for copy in (item.copy, *item.others):
        row = held.get(copy.code)
        if row is None:
            row = NoticeMember(member_code=copy.code)
            notice.members.append(row)
        fill_copy(row, copy)
    session.flush()


def leading_member(notice: Notice) -> str:
    """The Member whose copy was read first: only its row may change the text."""
    return min(notice.members, key=lambda one: one.id).member_code


def fill_copy(row: NoticeMember, copy: MemberCopy) -> None:
    """Complete a copy; what is not known now stays as it was."""
    row.symbol = copy.symbol or row.symbol
    row.eping_id = copy.eping_id or row.eping_id
    row.distributed = copy.distributed or row.distributed
    row.link = copy.link or row.link
    if copy.distributed:
        row.comments_close = copy.comments_close


def add_version(
    session: Session, notice: Notice, changed: dict[str, Any], moment: Moment
) -> None:
    """Keep the text as it stands now."""
    notice.versions.append(
        Version(
            number=notice.version_number,
            content=notice.content,
            content_hash=notice.content_hash,
            difference=changed,
            seen_at=moment.now,
        )
    )
    session.flush()


def replace(
    session: Session,
    notice: Notice,
    item: NoticeItem,
    moment: Moment,
    found: list[Finding],
) -> None:
    """The first real record takes the place of our words, as the first version."""
    notice.provisional = False
    put_text(notice, item, item.content)
    notice.updated_at = moment.now
    notice.members.clear()
    notice.versions.clear()
    session.flush()
    put_members(session, notice, item)
    add_version(session, notice, {}, moment)
    put_documents(session, notice, item)
    tell_events(session, notice, found, moment.now)
    retag_follow_ups(session, notice)


def update(
    session: Session,
    notice: Notice,
    item: NoticeItem,
    moment: Moment,
    found: list[Finding],
) -> Outcome:
    """Bring a stored notice up to date; only the leading copy may change its text."""
    put_members(session, notice, item)
    put_documents(session, notice, item)
    if leading_member(notice) != item.copy.code:
        return Outcome.UNCHANGED
    old = cast(Content, notice.content)
    new = merge(old, item.content, item.given)
    if content_hash(new) == notice.content_hash:
        return Outcome.UNCHANGED
    item.content = new
    if not is_new_text(old, new):
        enrich(notice, item)
        return Outcome.UNCHANGED
    changed = difference(old, new)
    notice.version_number += 1
    notice.updated_at = moment.now
    put_text(notice, item, new)
    add_version(session, notice, changed, moment)
    tell_events(session, notice, found, moment.now)
    tell_change(session, notice, changed, moment)
    retag_follow_ups(session, notice)
    return Outcome.CHANGED


def enrich(notice: Notice, item: NoticeItem) -> None:
    """Learn more of the same text: the current version is completed in place."""
    put_text(notice, item, item.content)
    notice.versions[-1].content = notice.content
    notice.versions[-1].content_hash = notice.content_hash


def retag_follow_ups(session: Session, notice: Notice) -> None:
    """Follow-ups take their goods from the family: they are to be tagged again."""
    family = select(Notice).where(
        Notice.measure_id == notice.measure_id, Notice.id != notice.id
    )
    for other in session.scalars(family):
        if not other.content.get("products"):
            other.tagged_hash = None
