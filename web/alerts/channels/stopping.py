"""A reader stops by mail what a message is of: its subscriptions, or the overview."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert, Message
from models.subscription import Subscription
from web.alerts.dressing import OVERVIEW
from web.digest.mailing import want
from web.subscriptions.service import pause

ACTOR = "mail"
"""Who stopped it, in the audit."""


def stop_by_mail(session: Session, message_id: int, now: datetime) -> int:
    """Do as the link of the message does; 1 if there was anything to stop."""
    message = session.get(Message, message_id)
    if message is None or message.user_id is None:
        return 0
    if message.key.startswith(OVERVIEW):
        want(session, message.user_id, wanted=False)
        return 1
    told = select(Alert.subscription_id).where(Alert.message_id == message_id)
    query = select(Subscription).where(Subscription.id.in_(told))
    found = session.scalars(query.order_by(Subscription.id)).all()
    for one in found:
        pause(session, ACTOR, one, paused=True, now=now)
    return int(bool(found))
