"""What a reader does with alerts: look, mark as read, stop."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.subscription import Subscription
from web.alerts import links
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.service import pause


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
