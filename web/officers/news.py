"""What waits at the desk: questions, reports of barriers, and days that come near."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from models.enquiry import Enquiry, EnquiryPost, EnquiryState, PostKind
from models.officers_calendar import read_calendar
from models.voice import Barrier, BarrierState


class Kind(StrEnum):
    """Why something is told, the most urgent first."""

    LATE = "late"
    SOON = "soon"
    QUESTION = "question"
    FURTHER = "further"
    BARRIER = "barrier"


@dataclass(frozen=True)
class Piece:
    """One thing to tell. ``mark`` stays the same as long as it is the same news.

    ``owner_id`` is the officer who has it; None if it waits for one.
    """

    mark: str
    kind: Kind
    title: str
    who: str
    path: str
    owner_id: int | None
    day: date | None = None
    market: str = ""


def find_pieces(session: Session, today: date) -> list[Piece]:
    """All that waits, the oldest first."""
    return [*waiting_questions(session, today), *new_reports(session)]


def waiting_questions(session: Session, today: date) -> Iterator[Piece]:
    """Questions that want an answer; near its day, and after it, each once more."""
    asked = (
        select(
            EnquiryPost.enquiry_id,
            func.count().label("times"),
            func.max(EnquiryPost.id).label("last"),
        )
        .where(EnquiryPost.kind == PostKind.QUESTION)
        .group_by(EnquiryPost.enquiry_id)
        .subquery()
    )
    query = (
        select(Enquiry, asked.c.times, asked.c.last)
        .join(asked, asked.c.enquiry_id == Enquiry.id)
        .where(Enquiry.state == EnquiryState.OPEN)
        .order_by(Enquiry.due, Enquiry.id)
        .options(joinedload(Enquiry.user), joinedload(Enquiry.organisation))
    )
    calendar = read_calendar(session)
    for one, times, last in session.execute(query):
        kind = Kind.QUESTION if times == 1 else Kind.FURTHER
        yield piece_of(one, kind, f"post:{last}")
        if today > one.due:
            yield piece_of(one, Kind.LATE, f"late:{one.id}:{one.due}")
        elif today >= calendar.before(one.due, 1):
            yield piece_of(one, Kind.SOON, f"soon:{one.id}:{one.due}")


def piece_of(one: Enquiry, kind: Kind, mark: str) -> Piece:
    """A question as a piece of news."""
    return Piece(
        mark=mark,
        kind=kind,
        title=one.title,
        who=one.organisation.name if one.organisation else one.user.name,
        path=f"/enquiries/{one.id}",
        owner_id=one.owner_id,
        day=one.due,
    )


def new_reports(session: Session) -> Iterator[Piece]:
    """Reports of barriers that nobody has looked at."""
    query = select(Barrier).where(Barrier.state == BarrierState.NEW)
    for one in session.scalars(query.order_by(Barrier.id)):
        yield Piece(
            mark=f"barrier:{one.id}",
            kind=Kind.BARRIER,
            title=one.product,
            who=one.firm or one.contact,
            path=f"/barriers/{one.id}",
            owner_id=one.owner_id,
            market=one.market,
        )
