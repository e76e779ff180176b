"""Which documents are to be fetched now, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from models.notice import Document, DocumentState, Notice

BACK_OFF = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
)
"""After so long a file that failed is tried again; after the last one no more."""
AGAIN = timedelta(days=7)
"""Texts that may still change are looked at again this often."""
FINAL_FOR = timedelta(days=180)
"""How long after its notice a final text is still looked at: it may be corrected."""
FORM = "notification"
LONGEST_NAME = 120


@dataclass(frozen=True)
class Wanted:
    """A document to be asked for, and what is known of it."""

    id: int
    url: str
    symbol: str
    sha256: str | None

    @property
    def host(self) -> str:
        """The host that has it, in small letters; empty if the address is none."""
        return host_of(self.url)

    @property
    def name(self) -> str:
        """The name of the file."""
        return file_name(self.url)

    @property
    def place(self) -> str:
        """Where a fault of it is."""
        return f"{self.symbol}, {self.url}"


def host_of(url: str) -> str:
    """The host of an address, in small letters; empty if it is none."""
    try:
        parts = urlsplit(url.strip())
        return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def file_name(url: str) -> str:
    """The last piece of an address, where the publisher's name of the file stands."""
    plain = unquote(url.strip()).partition("#")[0].rstrip("/")
    return plain.rpartition("/")[2][-LONGEST_NAME:]


def choose(session: Session, limit: int, now: datetime, today: date) -> list[Wanted]:
    """The documents whose turn it is, at most so many.

    Those of notices that are open for comments lead; then the forms before the
    notified texts, English before other languages, the newest notice first.
    """
    query = (
        select(Document, Notice.symbol)
        .join(Document.notice)
        .where(or_(waits(), failed_long_ago(now), may_have_changed(now, today)))
        .order_by(*urgency(today))
        .limit(limit)
    )
    rows = session.execute(query)
    return [Wanted(one.id, one.url, symbol, one.sha256) for one, symbol in rows]


def urgency(today: date) -> tuple[ColumnElement[Any], ...]:
    """By what documents are put in order."""
    english = or_(Document.language == "en", Document.language.is_(None))
    return (
        case((Notice.deadline >= today, 0), else_=1),
        case((Document.role == FORM, 0), else_=1),
        case((english, 0), else_=1),
        Notice.distributed.desc(),
        Document.id.expression,
    )


def waits() -> ColumnElement[bool]:
    """It was never asked for."""
    return Document.state == DocumentState.WAITING


def failed_long_ago(now: datetime) -> ColumnElement[bool]:
    """It failed, and its next try has come."""
    tries: Sequence[ColumnElement[bool]] = [
        and_(Document.tries == number, Document.tried_at <= now - pause)
        for number, pause in enumerate(BACK_OFF, 1)
    ]
    return and_(Document.state == DocumentState.FAILED, or_(*tries))


def may_have_changed(now: datetime, today: date) -> ColumnElement[bool]:
    """It was looked at a week ago, and its text is not settled.

    A draft is settled when its notice is closed; a final text some months later. What
    was refused or not there is looked at again while the notice is open.
    """
    seen = DocumentState.FETCHED, DocumentState.REFUSED, DocumentState.GONE
    opens = and_(
        Notice.deadline >= today,
        or_(Document.role != FORM, Document.state != DocumentState.FETCHED),
    )
    final = and_(Document.role == "final", Notice.distributed >= today - FINAL_FOR)
    return and_(
        Document.state.in_(seen), Document.tried_at <= now - AGAIN, or_(opens, final)
    )
