"""Mail addresses that have stopped: one's own, and all of them for the centre."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.endpoint import AddressState, MailAddress
from models.user import User
from web.alerts import standing
from web.alerts.channels.phrasing import test_words
from web.mail.plain import Reader, Texts, post, write_plain

PAGE = 50


def address_of(session: Session, user: User) -> MailAddress | None:
    """What is known of a person's mail address, if mail to it has stopped."""
    kept = session.get(MailAddress, user.email.lower())
    return kept if kept and kept.state == AddressState.STOPPED else None


def try_mail(session: Session, user: User, now: datetime) -> None:
    """Let mail go to one's own address again, and send a test there."""
    standing.allow(session, user.email, user.email, now)
    subject, text = test_words(user.email, user.language)
    reader = Reader(user.email, user.name, user.language, user.id)
    letter = write_plain(Texts(subject, [text]), user.language)
    key = f"test:mail:{secrets.token_hex(8)}"
    post(session, letter, reader, key=key, now=now)


def stopped(session: Session, page: int) -> tuple[Sequence[MailAddress], int]:
    """The addresses to which mail has stopped, the latest first, and how many pages."""
    query = select(MailAddress).where(MailAddress.state == AddressState.STOPPED)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = query.order_by(MailAddress.updated_at.desc(), MailAddress.address)
    found = session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all()
    return found, max(1, -(-total // PAGE))
