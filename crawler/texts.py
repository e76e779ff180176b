"""A notice and its text: written first, completed, replaced, or a new version."""

from datetime import date
from typing import Any, cast

from sqlalchemy.orm import Session

from crawler.attachments import attachments
from crawler.differences import difference, is_new_text, merge
from crawler.drafts import draft, part_of
from crawler.items import MemberCopy, NoticeItem
from crawler.moments import Moment
from crawler.twins import twin_key
from models.content import Content, content_hash
from models.deadlines import Basis, Deadline, deadline_of
from models.notice import Document, Notice, NoticeMember, Version


def new_notice(item: NoticeItem, moment: Moment) -> Notice:
    """A notice with its first version, its copies and attachments; not yet saved."""
    notice = draft(
        Notice,
        members=[],
        versions=[],
        documents=[],
        source_slug=item.source,
        source_key=item.key,
        kind=item.kind,
        baseline=item.provisional or moment.is_baseline(item.distributed),
        provisional=item.provisional,
        version_number=1,
        search_text="",
        created_at=moment.now,
        updated_at=moment.now,
    )
    put_text(notice, item, item.content)
    put_members(notice, item)
    put_documents(notice, item)
    add_version(notice, {}, moment)
    return notice


def put_text(notice: Notice, item: NoticeItem, content: Content) -> None:
    """Write a text and all that is derived from it; tags and matches are outdated."""
    notice.agreement, notice.type = item.agreement, item.type
    notice.emergency, notice.language = item.emergency, item.language
    notice.symbol, notice.title = item.symbol, content.get("title") or item.symbol
    notice.distributed, notice.comments_close = item.distributed, item.comments_close
    deadline = deadline_for(item, content)
    notice.deadline, notice.deadline_basis = deadline.day, deadline.basis.value
    notice.content = cast(dict[str, Any], content)
    notice.content_hash = content_hash(content)
    notice.twin_key = twin_key(item)
    notice.tagged_hash = notice.matched_hash = None


def deadline_for(item: NoticeItem, content: Content) -> Deadline:
    """Until when to comment; a docket that is open longer than the document counts."""
    found = deadline_of(
        item.type,
        emergency=item.emergency,
        circulated=item.distributed,
        stated=item.comments_close,
    )
    told = content.get("docket_closes")
    docket = date.fromisoformat(told) if told else None
    if docket and (found.day is None or docket > found.day):
        return Deadline(docket, Basis.DOCKET)
    return found


def put_members(notice: Notice, item: NoticeItem) -> None:
    """The Members' copies: the one that was read first leads, the others follow."""
    held = {one.member_code: one for one in notice.members}
    for copy in (item.copy, *item.others):
        row = held.get(copy.code)
        if row is None:
            row = part_of(notice, NoticeMember, member_code=copy.code)
            notice.members.append(row)
        fill_copy(row, copy)


def fill_copy(row: NoticeMember, copy: MemberCopy) -> None:
    """Complete a copy; what is not known now stays as it was."""
    row.symbol = copy.symbol or row.symbol
    row.eping_id = copy.eping_id or row.eping_id
    row.distributed = copy.distributed or row.distributed
    row.link = copy.link or row.link
    if copy.distributed:
        row.comments_close = copy.comments_close
        row.row_mark = copy.mark


def is_leading(notice: Notice, code: str) -> bool:
    """Whether this Member's copy was read first: only its row may change the text."""
    unsaved = any(one.id is None for one in notice.members)
    first = min(notice.members, key=lambda one: one.id) if not unsaved else None
    return (first or notice.members[0]).member_code == code


def put_documents(notice: Notice, item: NoticeItem) -> None:
    """Add the attachments that are not known yet; none is taken away."""
    held = {one.url.casefold() for one in notice.documents}
    for one in attachments(item):
        if one.url.casefold() not in held:
            held.add(one.url.casefold())
            told = {"url": one.url, "role": one.role, "language": one.language}
            notice.documents.append(part_of(notice, Document, **told))


def add_version(notice: Notice, changed: dict[str, Any], moment: Moment) -> None:
    """Keep the text as it stands now."""
    notice.versions.append(
        part_of(
            notice,
            Version,
            number=notice.version_number,
            content=notice.content,
            content_hash=notice.content_hash,
            difference=changed,
            seen_at=moment.now,
        )
    )


def replace_text(
    session: Session, notice: Notice, item: NoticeItem, moment: Moment
) -> None:
    """Other words take the place of provisional ones, as the first version."""
    notice.provisional = item.provisional
    notice.updated_at = moment.now
    put_text(notice, item, item.content)
    notice.members.clear()
    notice.versions.clear()
    session.flush()
    put_members(notice, item)
    put_documents(notice, item)
    add_version(notice, {}, moment)


def change_text(notice: Notice, item: NoticeItem, moment: Moment) -> dict[str, Any]:
    """Bring the text up to date; what changed, if that makes a new version.

    What we only came to know now completes the current version in place.
    """
    old = cast(Content, notice.content)
    item.content = merge(old, item.content, item.given)
    if content_hash(item.content) == notice.content_hash:
        return {}
    if not is_new_text(old, item.content):
        rewrite(notice, item)
        complete_version(notice)
        return {}
    changed = difference(old, item.content)
    notice.version_number += 1
    notice.updated_at = moment.now
    rewrite(notice, item)
    add_version(notice, changed, moment)
    return changed


def rewrite(notice: Notice, item: NoticeItem) -> None:
    """Write a changed text; a deadline of the form stands until the form is read again.

    A day that the record states, or its docket, wins at once.
    """
    day, basis = notice.deadline, notice.deadline_basis
    put_text(notice, item, item.content)
    stated = item.comments_close or notice.deadline_basis == Basis.DOCKET
    if basis == Basis.FORM and not stated:
        notice.deadline, notice.deadline_basis = day, basis


def complete_version(notice: Notice) -> None:
    """Let the current version hold what we know of it by now."""
    current = max(notice.versions, key=lambda one: one.number)
    current.content, current.content_hash = notice.content, notice.content_hash
