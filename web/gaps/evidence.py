"""Why a number may be missing, by the words of other documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from models.events import EventKind
from models.gaps import MAY_COME, Reason, may_come
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.symbols import SYMBOL, Symbol, read_symbol, read_symbols
from web.gaps.silence import EPING

SPOKEN = ("title", "description", "relevant_documents")
"""Fields in which a document names the numbers of its other Members."""


@dataclass(frozen=True)
class Evidence:
    """The documents that explain a missing symbol, by that symbol."""

    voids: dict[str, str]
    joints: dict[str, str]

    def of(self, symbol: str, given: date, today: date) -> tuple[Reason, str] | None:
        """The reason and what proves it: a symbol, or the day until which to wait."""
        if symbol in self.voids:
            return Reason.VOID, self.voids[symbol]
        if symbol in self.joints:
            return Reason.JOINT, self.joints[symbol]
        if may_come(given, today):
            return Reason.LATE, (given + MAY_COME).isoformat()
        return None


def read_evidence(session: Session) -> Evidence:
    """All that documents say of numbers that are not there."""
    return Evidence(dict(read_voids(session)), dict(read_joints(session)))


def read_voids(session: Session) -> Iterator[tuple[str, str]]:
    """Each symbol that a document declares void, with that document."""
    query = (
        select(Event.change, Notice.symbol)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Event.kind == EventKind.VOID, Notice.source_slug == EPING)
    )
    for change, symbol in session.execute(query.order_by(Event.id)):
        if change.get("target"):
            yield change["target"], symbol


def read_joints(session: Session) -> Iterator[tuple[str, str]]:
    """Each further symbol that a joint document names as one of its own."""
    joint = (
        select(NoticeMember.notice_id)
        .group_by(NoticeMember.notice_id)
        .having(func.count() > 1)
    )
    query = select(Notice.symbol, Notice.content).where(
        Notice.source_slug == EPING,
        Notice.id.in_(joint),
        cast(Notice.content, Text).like("%/N/%") | Notice.symbol.like("%,%"),
    )
    for symbol, content in session.execute(query.order_by(Notice.id)):
        for named in also_named(symbol, content):
            yield named.text, symbol


def also_named(symbol: str, content: dict[str, Any]) -> Iterator[Symbol]:
    """Symbols in a joint document that can only be its own.

    A document has one number of each Member. So a symbol of a Member that has none
    here yet, under the same agreement and with the same suffixes, is its number; any
    other symbol only refers to another document.
    """
    own = read_symbols(symbol)
    if not own:
        return
    members = {one.member for one in own}
    for one in symbols_in([symbol, *(str(content.get(name, "")) for name in SPOKEN)]):
        is_alike = (one.agreement, one.suffixes) == (own[0].agreement, own[0].suffixes)
        if is_alike and one.member not in members:
            yield one


def symbols_in(texts: Iterable[str]) -> Iterator[Symbol]:
    """Every symbol that stands in some text."""
    for text in texts:
        for match in SYMBOL.finditer(text):
            found = read_symbol(match[0])
            if found:
                yield found
