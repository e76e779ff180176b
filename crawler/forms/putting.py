"""Readings of official forms in the database: idempotent. Never commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from crawler.documents.blocks import Block
from crawler.faults import CrawlError
from crawler.forms.comparing import Record, compare
from crawler.forms.reading import UNSHAPED, ReadForm, read_form
from crawler.forms.telling import put_deadline, tell_form
from models.content import Content
from models.kinds import WTO
from models.notice import Document, DocumentState, Notice
from models.official import Body, BodyState, Reading
from models.symbols import read_symbols

RULES = "2"
"""Raise it when labels or rules change: every form is then read again."""
FORM = "notification"
"""The role of a document that is the notification itself."""
LEADING = ("en", "fr", "es")
"""Of the same form in several languages the first that is read is taken from."""
SYMBOL = "symbol"
"""The field that tells that nothing was taken from a form, and why."""


def put_reading(
    session: Session,
    document: Document,
    blocks: Sequence[Block],
    now: datetime,
    broken: CrawlError | None = None,
) -> None:
    """Read a form and store what it says beside the record.

    Its events and its deadline are told where the record tells none. A form of
    another notification is stored with a sentence, and nothing is taken from it; so
    is one over which the reader broke down (``broken``), which is not tried again.
    """
    notice = document.notice
    read = read_form(blocks)
    fault = broken or fault_of(notice, read)
    reading = held_reading(session, document)
    reading.notice_id, reading.sha256 = notice.id, document.sha256 or ""
    reading.layout, reading.language = read.layout, read.language
    reading.fields = cast(dict[str, Any], read.form)
    reading.differing = (
        [told(notice, read, fault)] if fault else differing(notice, read)
    )
    reading.unread = list(read.unread)
    reading.rules, reading.record_hash = RULES, notice.content_hash
    reading.read_at = now
    session.flush()
    if leads(session, reading, notice):
        taken = read if fault is None else None
        put_deadline(notice, taken)
        tell_form(session, notice, taken, now)


def held_reading(session: Session, document: Document) -> Reading:
    """The reading of a document, or a new one."""
    held = session.scalar(select(Reading).where(Reading.document_id == document.id))
    if held is None:
        held = Reading(document_id=document.id)
        session.add(held)
    return held


def fault_of(notice: Notice, read: ReadForm) -> CrawlError | None:
    """Why nothing may be taken from a form, if so."""
    if read.layout == UNSHAPED:
        return CrawlError("no_form", symbol=notice.symbol)
    found = read.form.get("symbol", "")
    own = {one.text for one in read_symbols(notice.symbol)}
    if not found:
        return CrawlError("form_without_symbol", symbol=notice.symbol)
    if own.isdisjoint(one.text for one in read_symbols(found)):
        return CrawlError("form_of_another", found=found, symbol=notice.symbol)
    return None


def told(notice: Notice, read: ReadForm, fault: CrawlError) -> dict[str, Any]:
    """The fault as an entry among what differs."""
    return {
        "field": SYMBOL,
        "record": notice.symbol,
        "form": read.form.get("symbol", ""),
        "words": "",
        "fault": fault.told(),
    }


def differing(notice: Notice, read: ReadForm) -> list[dict[str, Any]]:
    """What the record says otherwise."""
    record = Record(
        content=cast(Content, notice.content),
        language=notice.language,
        distributed=notice.distributed,
        comments_close=notice.comments_close,
    )
    return compare(read.form, read.language, record).differing


def leads(session: Session, reading: Reading, notice: Notice) -> bool:
    """Whether deadline and events are taken from this form and not from another."""
    query = select(Reading).where(
        Reading.notice_id == notice.id, Reading.id != reading.id
    )
    others = [one for one in session.scalars(query) if not is_faulty(one)]
    if is_faulty(reading):
        return not others
    return all(rank(reading) <= rank(one) for one in others)


def is_faulty(reading: Reading) -> bool:
    """Whether nothing may be taken from a form."""
    return any("fault" in one for one in reading.differing)


def rank(reading: Reading) -> tuple[int, int]:
    """The place of a form among those of its notice."""
    return LEADING.index(reading.language), reading.document_id


def outdated(session: Session, limit: int) -> list[Document]:
    """Forms to be read again or for the first time, the newest notices first.

    The rules are newer, the record has changed, or other bytes have come. One whose
    bytes are lost waits to be fetched, and is then read anyway.
    """
    old = or_(
        Reading.id.is_(None),
        Reading.rules != RULES,
        Reading.record_hash != Notice.content_hash,
        Reading.sha256 != Document.sha256,
    )
    texts = Body.state.in_([BodyState.READ.value, BodyState.PARTLY.value])
    query = (
        select(Document)
        .join(Notice, Notice.id == Document.notice_id)
        .join(Body, Body.sha256 == Document.sha256)
        .outerjoin(Reading, Reading.document_id == Document.id)
        .where(
            Document.role == FORM,
            Document.state != DocumentState.WAITING,
            Notice.kind.in_(sorted(WTO)),
            texts,
            old,
        )
        .options(selectinload(Document.notice))
        .order_by(Notice.distributed.desc(), Document.id)
        .limit(limit)
    )
    return list(session.scalars(query))
