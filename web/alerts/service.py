"""What a reader does with alerts: look, mark as read, stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.alert import Alert, Message
from models.subscription import Subscription
from web.alerts import links
from web.alerts.items import items
from web.alerts.mail import Entry, entry
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.service import pause

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """A page of the notices that one message tells of."""

    sent: datetime
    entries: Sequence[Entry]
    count: int
    page: int
    pages: int


def read_message(
    session: Session,
    named: links.Links,
    token: str,
    *,
    today: date,
    language: str,
    page: int | None = 1,
) -> Shown:
    """The notices of the message that a link names, as on the day it is opened."""
    key = links.unsealed(named.key, links.MESSAGE, token)
    query = select(Message).where(Message.key == str(key))
    message = session.scalar(query) if key is not None else None
    if message is None:
        raise RefusedError(N_("这个链接不完整，请从邮件里重新打开。"))
    told = select(Alert).where(Alert.message_id == message.id).order_by(Alert.id)
    alerts = session.scalars(told.options(joinedload(Alert.subscription))).all()
    found = items(alerts, today, language)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page or 1, 1), pages)
    shown = found[PAGE * (page - 1) : PAGE * page]
    user_id = message.user_id or 0
    entries = [entry(one, named, user_id, today, language) for one in shown]
    return Shown(message.created_at, entries, len(found), page, pages)


def named_by(session: Session, key: str, token: str) -> Sequence[Subscription]:
    """The subscriptions that the link in a message stands for."""
    found = links.read(key, token)
    if found is None:
        raise RefusedError(N_("这个链接不完整，请从邮件里重新打开。"))
    user_id, ids = found
    query = select(Subscription).where(
        Subscription.user_id == user_id, Subscription.id.in_(ids)
    )
    return session.scalars(query.order_by(Subscription.id)).all()


def unsubscribe(session: Session, key: str, token: str, now: datetime) -> int:
    """Pause the subscriptions that a link stands for; twice is as good as once."""
    found = named_by(session, key, token)
    for one in found:
        pause(session, "link", one, paused=True, now=now)
    return len(found)
