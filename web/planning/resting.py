"""What a plan rests on: the days of the notice's family as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.back_plan import Lead, Window, earliest_zone
from models.case import Case
from models.case_plan import Recipient
from models.deadlines import HERE, Basis
from models.events import EventKind
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.reference_facts import Member
from web.planning.recipients import recipient_of

ENDED = (EventKind.VOID, EventKind.WITHDRAWN)


@dataclass(frozen=True)
class Ended:
    """That a notice was declared void, or its measure withdrawn, and from when."""

    kind: EventKind
    day: date
    symbol: str
    """The document that says so."""


def window_of(session: Session, case: Case) -> Window:
    """The days that a case is planned by.

    A revision begins the time for comments anew; an addendum only moves its end.
    """
    papers = family(session, case.notice)
    base = begun_with(papers, case.notice)
    last = last_stating(papers[papers.index(base) :], base)
    zones = zones_of(session, base)
    external = last.deadline
    return Window(
        circulated=base.distributed,
        external=external,
        basis=Basis(last.deadline_basis) if external else Basis.NONE,
        begun=case.created_at.astimezone(HERE).date(),
        zone=earliest_zone(zones, external) if external else "",
    )


def family(session: Session, notice: Notice) -> list[Notice]:
    """The documents of a notice's measure in their order, none declared void."""
    void = select(Event.key).where(Event.kind == EventKind.VOID)
    query = select(Notice).where(
        Notice.measure_id == notice.measure_id,
        Notice.kind == notice.kind,
        or_(Notice.symbol.not_in(void), Notice.id == notice.id),
    )
    return list(session.scalars(query.order_by(Notice.distributed, Notice.id)))


def begun_with(papers: Sequence[Notice], notice: Notice) -> Notice:
    """The document that began the time for comments: a later revision, or the own."""
    later = papers[papers.index(notice) + 1 :]
    revised = [one for one in later if one.type == "revision"]
    return revised[-1] if revised else notice


def last_stating(papers: Sequence[Notice], base: Notice) -> Notice:
    """The last document that states a day for comments."""
    stating = [one for one in papers if one.deadline is not None]
    return stating[-1] if stating else base


def zones_of(session: Session, notice: Notice) -> list[str]:
    """The zones of a notice's Members."""
    query = select(Member.zone).join(
        NoticeMember, NoticeMember.member_code == Member.code
    )
    return list(session.scalars(query.where(NoticeMember.notice_id == notice.id)))


def ended(session: Session, case: Case, today: date) -> Ended | None:
    """Whether the notice of a case was declared void, or its measure withdrawn."""
    query = (
        select(Event, Notice.symbol)
        .join(Notice, Notice.id == Event.notice_id)
        .where(
            or_(
                (Event.kind == EventKind.VOID) & (Event.key == case.notice.symbol),
                (Event.kind == EventKind.WITHDRAWN)
                & (Event.measure_id == case.measure_id),
            ),
            Event.day <= today,
        )
        .order_by(Event.day.desc(), Event.id.desc())
    )
    row = session.execute(query.limit(1)).first()
    if row is None:
        return None
    event, symbol = row
    return Ended(EventKind(event.kind), event.day, symbol)


def lead_of(session: Session, case: Case) -> tuple[Recipient | None, Lead]:
    """For whom the paper of a case is bound, and how early it must lie there."""
    recipient = recipient_of(session, case)
    if recipient is None:
        return None, Lead()
    lead = Lead(recipient.lead_days, recipient.lead_share, recipient.least_working_days)
    return recipient, lead
