"""Reminders to those who have not answered: halfway, and on the last day."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import Asked, Consultation
from models.deadlines import HERE
from web.alerts.links import Links
from web.consultations.letters import post_letter
from web.consultations.links import link_of
from web.consultations.rounds import OVER

HALF, LAST = "half", "last"
"""Occasions of letters."""


def remind_silent(session: Session, links: Links, *, now: datetime, today: date) -> int:
    """Remind who has not answered: halfway, and on the last day; once a day set."""
    query = (
        select(Asked)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .join(Case, Case.id == Consultation.case_id)
        .where(
            Asked.answered_at.is_(None),
            Asked.withdrawn_at.is_(None),
            Asked.sent_at.is_not(None),
            Consultation.closed_at.is_(None),
            Consultation.closes >= today,
            Case.state.not_in(OVER),
        )
    )
    return sum(
        remind(session, asked, links, now=now, today=today)
        for asked in session.scalars(query).all()
    )


def remind(
    session: Session, asked: Asked, links: Links, *, now: datetime, today: date
) -> int:
    """Send the reminder that is due to one party; how many that were."""
    found = due(asked, today)
    if found is None:
        return 0
    occasion, since = found
    before = asked.reminded_at
    if before is not None and before.astimezone(HERE).date() >= since:
        return 0
    url = link_of(links, asked, today)
    key = f"{occasion}:{asked.consultation.closes.isoformat()}"
    sent = post_letter(session, occasion, asked, url, key=key, now=now)
    asked.reminded_at = now
    return int(sent)


def due(asked: Asked, today: date) -> tuple[str, date] | None:
    """The reminder that is due on a day, and since when; None if there is none."""
    one = asked.consultation
    if today == one.closes:
        return LAST, one.closes
    begun = one.created_at.astimezone(HERE).date()
    half = begun + (one.closes - begun) // 2
    return (HALF, half) if begun < half <= today else None
