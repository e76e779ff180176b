"""An officer's word on missing numbers: given with its ground, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.gap import Gap, GapState
from models.gaps import Reason, symbol_of
from web import audit
from web.gaps.finding import reopen
from web.gaps.service import UNSETTLED, standing_of
from web.marks import N_
from web.refused import RefusedError

CHOICES = tuple(reason for reason in Reason if reason != Reason.LATE)
"""What an officer may say; that a number may still come is only for the calendar."""
LEAST, MOST = 4, 500
"""Letters of a note."""
LARGEST = 999_999
"""The highest number that a symbol can carry."""
STALE = N_("这些缺号的状态已有变化，请刷新页面后再试。")


@dataclass(frozen=True)
class Span:
    """Numbers of a series from the first to the last."""

    series: str
    first: int
    last: int

    def __str__(self) -> str:
        first = symbol_of(self.series, self.first)
        return first if self.first == self.last else f"{first}-{self.last}"


def explain(
    session: Session, span: Span, reason: str, note: str, actor: str, now: datetime
) -> None:
    """Say why numbers are missing; refused without a known reason and a ground."""
    if reason not in CHOICES:
        raise RefusedError("请从列表中选择缺号的原因。")
    words = " ".join(note.split())
    if not LEAST <= len(words) <= MOST:
        raise RefusedError(
            "请写明依据（%(least)d 至 %(most)d 字）。", least=LEAST, most=MOST
        )
    for row in rows_of(session, span):
        if standing_of(row.state, row.reason) not in UNSETTLED:
            raise RefusedError(STALE)
        row.state, row.reason, row.note = GapState.EXPLAINED, reason, words
        row.author, row.checked_at = actor, now
    audit.note(
        session, actor, "gap.explained", ("gap", span), reason=reason, note=words
    )


def take_back(session: Session, span: Span, actor: str) -> None:
    """Undo what an officer said of numbers; the audit keeps it."""
    rows = rows_of(session, span)
    if any(row.state != GapState.EXPLAINED or not row.author for row in rows):
        raise RefusedError(STALE)
    told = {"reason": rows[0].reason, "note": rows[0].note}
    for row in rows:
        reopen(row)
    audit.note(session, actor, "gap.reopened", ("gap", span), **told)


def rows_of(session: Session, span: Span) -> Sequence[Gap]:
    """The holes of a span; refused if it is empty or not all of it is missing."""
    if not 0 < span.first <= span.last <= LARGEST:
        raise RefusedError(STALE)
    query = select(Gap).where(
        Gap.series == span.series, Gap.number.between(span.first, span.last)
    )
    rows = session.scalars(query.order_by(Gap.number)).all()
    if not rows or len(rows) != span.last - span.first + 1:
        raise RefusedError(STALE)
    return rows
