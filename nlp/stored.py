"""What the database holds of notices, as texts to be read and findings to be kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.notice import Notice, NoticeMember
from models.tag import Tag
from nlp.findings import Finding, Origin
from nlp.text import NoticeText

FROM_BASE = "base"
ORIGINS: dict[str, Origin] = {
    "stated": "stated",
    "found": "found",
    "predicted": "predicted",
}
FOLLOWS = ("addendum", "corrigendum", "revision", "supplement")
READ = (
    Notice.id,
    Notice.symbol,
    Notice.kind,
    Notice.agreement,
    Notice.type,
    Notice.title,
    Notice.distributed,
    Notice.content,
    Notice.content_hash,
    Notice.tagged_hash,
    Notice.version_number,
    Notice.measure_id,
    Notice.emergency,
    Notice.language,
    Notice.deadline,
    Notice.deadline_basis,
    Notice.source_slug,
)
STATE = (
    Notice.content_hash,
    Notice.tagged_hash,
    Notice.version_number,
    Notice.language,
    Notice.deadline,
    Notice.deadline_basis,
)
"""What says of a row whether it has changed; all of it is read with it."""
Content = Mapping[str, Any]
Copy = tuple[str, str | None]
"""A Member's code, and the symbol of its copy."""


@dataclass(frozen=True)
class Stored:
    """A notice as it stood when its text was read; ``row`` holds the READ columns."""

    row: Row[Any]
    copies: list[Copy]
    text: NoticeText
    states_products: bool
    """Whether it names products itself, and not only the base of its family."""

    @property
    def id(self) -> int:
        """Its number in the database."""
        return int(self.row.id)


def read_stored(session: Session, ids: Sequence[int]) -> list[Stored]:
    """These notices; a follow-up without goods has those of its base."""
    rows = session.execute(select(*READ).where(Notice.id.in_(ids)).order_by(Notice.id))
    notices = rows.all()
    copies = copies_of(session, ids)
    bases = bases_of(session, notices)
    return [as_stored(row, copies[row.id], bases.get(row.id)) for row in notices]


def as_stored(row: Row[Any], copies: list[Copy], base: Content | None) -> Stored:
    """One notice with what stands beside it."""
    text = text_of(row, [code for code, _ in copies])
    return Stored(
        row=row,
        copies=copies,
        text=with_goods(text, base) if base else text,
        states_products=bool(text.products),
    )


def unchanged(session: Session, notices: Sequence[Stored]) -> set[int]:
    """The notices of which nothing has changed that they were read for."""
    ids = [one.id for one in notices]
    query = select(Notice.id, *STATE).where(Notice.id.in_(ids))
    states = {key: tuple(state) for key, *state in session.execute(query)}
    copies = copies_of(session, ids)
    return {
        one.id
        for one in notices
        if states.get(one.id) == tuple(getattr(one.row, c.key) for c in STATE)
        and copies[one.id] == one.copies
    }


def text_of(row: Row[Any], members: Iterable[str]) -> NoticeText:
    """What the tagger may see of a notice by itself."""
    content: Content = row.content
    return NoticeText(
        key=row.symbol,
        kind=row.kind,
        agreement=row.agreement or "",
        type=row.type,
        members=tuple(sorted(members)),
        title=content.get("title") or row.title,
        products=content.get("products") or "",
        description=content.get("description") or "",
        hs=tuple(content.get("hs") or ()),
        ics=tuple(content.get("ics") or ()),
        objectives=tuple(content.get("objectives") or ()),
        keywords=tuple(content.get("keywords") or ()),
        regions=content.get("regions") or "",
        agencies=tuple(content.get("agencies") or ()),
        articles=tuple(content.get("articles") or ()),
        objectives_text=content.get("objectives_text") or "",
        all_partners=bool(content.get("all_partners")),
        adoption=content.get("adoption") or "",
        entry_into_force=content.get("entry_into_force") or "",
        comments_close=content.get("comments_close") or "",
        distributed=row.distributed.isoformat() if row.distributed else "",
    )


def members_of(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """The codes of the Members of each notice, in the order of the alphabet."""
    copies = copies_of(session, ids)
    return {key: sorted(code for code, _ in found) for key, found in copies.items()}


def copies_of(session: Session, ids: Sequence[int]) -> dict[int, list[Copy]]:
    """The Members' copies of each notice, in the order in which they came."""
    found: dict[int, list[Copy]] = defaultdict(list)
    query = select(
        NoticeMember.notice_id, NoticeMember.member_code, NoticeMember.symbol
    )
    query = query.where(NoticeMember.notice_id.in_(ids)).order_by(NoticeMember.id)
    for notice_id, code, symbol in session.execute(query):
        found[notice_id].append((code, symbol))
    return found


def bases_of(session: Session, notices: Iterable[Row[Any]]) -> dict[int, Content]:
    """For each follow-up the earliest other document of its family with goods."""
    follow_ups = {
        row.id: row.measure_id
        for row in notices
        if row.measure_id and any(word in row.type.lower() for word in FOLLOWS)
    }
    families: dict[int, list[tuple[int, Content]]] = defaultdict(list)
    query = (
        select(Notice.measure_id, Notice.id, Notice.content)
        .where(Notice.measure_id.in_(set(follow_ups.values())))
        .order_by(Notice.distributed, Notice.id)
    )
    for measure_id, notice_id, content in session.execute(query) if follow_ups else ():
        if content.get("products"):
            families[measure_id].append((notice_id, content))
    found = {}
    for notice_id, measure_id in follow_ups.items():
        others = (one for key, one in families[measure_id] if key != notice_id)
        base = next(others, None)
        if base is not None:
            found[notice_id] = base
    return found


def with_goods(text: NoticeText, base: Content) -> NoticeText:
    """The text with the base's goods where it states none."""
    return replace(
        text,
        products=text.products or base.get("products") or "",
        hs=text.hs or tuple(base.get("hs") or ()),
        ics=text.ics or tuple(base.get("ics") or ()),
    )


def read_findings(session: Session, ids: Sequence[int]) -> dict[int, list[Finding]]:
    """The tags of notices as findings, in the order they were found."""
    found: dict[int, list[Finding]] = defaultdict(list)
    query = select(
        Tag.notice_id,
        Tag.scheme,
        Tag.code,
        Tag.score,
        Tag.origin,
        Tag.field,
        Tag.start,
        Tag.end,
        Tag.words,
        Tag.note,
    )
    query = query.where(Tag.notice_id.in_(ids)).order_by(Tag.id)
    for notice_id, scheme, code, score, origin, *words, note in session.execute(query):
        field, start, end, written = words
        own = "" if note == FROM_BASE else note
        one = Finding(
            scheme, code, score, ORIGINS[origin], field, start, end, written, own
        )
        found[notice_id].append(one)
    return found
