"""What a reader does with alerts: look, mark as read, stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.alert import Alert
from models.subscription import Subscription
from models.user import User
from web.alerts import links
from web.alerts.items import Item, items
from web.marks import N_
from web.refused import RefusedError
from web.subscriptions.service import pause

PAGE = 30


@dataclass(frozen=True)
class Inbox:
    """One page of a reader's alerts, each notice once."""

    items: Sequence[Item]
    notices: int
    unread: int
    page: int
    pages: int


def inbox(
    session: Session,
    user: User,
    *,
    today: date,
    language: str,
    page: int = 1,
    only_unread: bool = False,
) -> Inbox:
    """The notices a person was alerted to, the latest first."""
    own = select(Alert.notice_id).where(Alert.user_id == user.id)
    if only_unread:
        own = own.where(Alert.read_at.is_(None))
    grouped = own.group_by(Alert.notice_id).order_by(func.max(Alert.id).desc())
    total = session.scalar(select(func.count()).select_from(grouped.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    shown = session.scalars(grouped.limit(PAGE).offset((page - 1) * PAGE)).all()
    query = select(Alert).where(Alert.user_id == user.id, Alert.notice_id.in_(shown))
    alerts = session.scalars(query.order_by(Alert.id)).all()
    made = {one.notice_id: one for one in items(alerts, today, language)}
    return Inbox(
        [made[one] for one in shown], total, count_unread(session, user), page, pages
    )


def count_unread(session: Session, user: User) -> int:
    """How many notices a person has not read of."""
    query = select(func.count(Alert.notice_id.distinct())).where(
        Alert.user_id == user.id, Alert.read_at.is_(None)
    )
    return session.scalar(query) or 0


def mark_read(
    session: Session, user: User, now: datetime, notice_id: int | None = None
) -> None:
    """Mark the alerts of one notice, or all, as read."""
    statement = update(Alert).where(Alert.user_id == user.id, Alert.read_at.is_(None))
    if notice_id is not None:
        statement = statement.where(Alert.notice_id == notice_id)
    session.execute(statement.values(read_at=now))


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
