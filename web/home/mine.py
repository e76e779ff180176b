"""What an exporter's first page says first: answers owed, open measures, shipments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.consultation import Asked
from models.handling import HandlingState
from models.notice import Notice
from models.subscription import Subscription
from models.user import User
from web.consultations.service import is_waiting, own_requests
from web.inbox.circle import Circle, circle_of
from web.inbox.listing import alerted, counted, kept
from web.notices.rows import Row, make_rows
from web.shipment.service import Coming, coming_up

SHOWN = 5


@dataclass(frozen=True)
class Mine:
    """What waits for somebody outside the centre.

    ``unread``, ``waiting`` and ``overdue`` count measures of the inbox; ``open`` are
    those that may still be commented on, the soonest to close first. ``rows`` are the
    notices of all that is listed, by id.
    """

    unread: int
    waiting: int
    overdue: int
    asked: Sequence[Asked]
    open: Sequence[int]
    open_count: int
    shipments: Sequence[Coming]
    rows: Mapping[int, Row]
    follows: bool
    """Whether any subscription was made."""


def read_mine(session: Session, user: User, language: str, today: date) -> Mine:
    """What waits for a person, and for their firm."""
    circle = circle_of(user)
    counts = counted(session, alerted(circle), kept(circle), today)
    notices = open_measures(session, circle, today)
    asked = [one for one in own_requests(session, user) if is_waiting(one, today)]
    asked.sort(key=lambda one: (one.consultation.closes, one.id))
    shipments = coming_up(session, user, today)[:SHOWN]
    listed = [
        *notices[:SHOWN],
        *(one.consultation.case.notice for one in asked),
        *(one.notice for one in shipments),
    ]
    rows = make_rows(session, listed, language, today)
    follows = select(Subscription.id).where(Subscription.user_id == user.id).limit(1)
    return Mine(
        unread=counts["unread"],
        waiting=counts[HandlingState.WAITING],
        overdue=counts["overdue"],
        asked=asked,
        open=[one.id for one in notices[:SHOWN]],
        open_count=len(notices),
        shipments=shipments,
        rows={row.id: row for row in rows},
        follows=session.scalar(follows) is not None,
    )


def open_measures(session: Session, circle: Circle, today: date) -> list[Notice]:
    """The measures of an inbox that are open: the document with the last deadline."""
    told = select(Alert.measure_id).where(Alert.user_id.in_(circle.people))
    query = select(Notice).where(Notice.measure_id.in_(told), Notice.deadline >= today)
    latest: dict[int | None, Notice] = {}
    for one in session.scalars(query.order_by(Notice.deadline, Notice.id)):
        latest[one.measure_id] = one
    return sorted(latest.values(), key=lambda one: (one.deadline, one.id))
