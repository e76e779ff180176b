"""What the feeds hold: a reader's alerts and deadlines, and lists of notices."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.alert import Alert
from models.deadlines import HERE
from models.endpoint import FeedKey
from models.notice_filter import NoticeFilter
from models.notice_list import Order, list_notices
from models.user import User
from web.alerts.ical import Closing, calendar, dates_of, host_of
from web.alerts.items import items
from web.alerts.links import FEED, Links, unsealed
from web.feeds.atom import Entry
from web.notices.rows import rows_of

MOST = 50
MOST_ALERTS = 500
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
PAST = timedelta(days=30)
"""Deadlines that are over stay in a calendar for so long."""


def owner(session: Session, key: str, token: str) -> User | None:
    """Whose feed this is; None if the address was replaced, or never was ours."""
    told = unsealed(key, FEED, token)
    if not (isinstance(told, list) and len(told) == 2):
        return None
    user = session.get(User, told[0])
    kept = session.get(FeedKey, told[0])
    number = kept.number if kept else 1
    if user is None or user.disabled or told[1] != number:
        return None
    return user


def last_change(session: Session, user: User) -> tuple[int, datetime]:
    """The newest alert of a person, and when it came."""
    query = select(func.max(Alert.id), func.max(Alert.created_at))
    newest, at = session.execute(query.where(Alert.user_id == user.id)).one()
    return newest or 0, at or BEGINNING


def alerts_of(session: Session, user: User, limit: int) -> Sequence[Alert]:
    """The newest alerts of a person."""
    query = (
        select(Alert)
        .where(Alert.user_id == user.id)
        .options(selectinload(Alert.subscription))
        .order_by(Alert.id.desc())
    )
    return session.scalars(query.limit(limit)).all()


def alert_entries(
    session: Session, user: User, links: Links, today: date
) -> list[Entry]:
    """The newest alerts, an entry for each event, the newest first."""
    found: dict[int, Entry] = {}
    for alert in alerts_of(session, user, MOST):
        if alert.event_id in found:
            continue
        (one,) = items([alert], today, user.language)
        lines = [one.members, *one.changes, one.deadline, *one.why, one.summary]
        found[alert.event_id] = Entry(
            id=f"{links.base_url}/events/{alert.event_id}",
            title=f"【{one.mark}】{one.title}",
            url=links.notice(alert.notice_id),
            updated=alert.created_at,
            summary="\n".join(line for line in lines if line),
        )
    return list(found.values())


def deadlines(session: Session, user: User, links: Links, today: date) -> str:
    """The deadlines of a person's alerts as a calendar."""
    alerts = alerts_of(session, user, MOST_ALERTS)
    dates = [
        one for one in dates_of(alerts, links, user.language) if one.day >= today - PAST
    ]
    return calendar(dates, stamp=last_change(session, user)[1])


def notice_entries(
    session: Session, question: NoticeFilter, links: Links, language: str, today: date
) -> list[Entry]:
    """The newest notices of a list, by the day they were circulated."""
    page = list_notices(session, question, today=today, limit=MOST)
    return [
        Entry(
            id=links.notice(row.id),
            title=row.title,
            url=links.notice(row.id),
            updated=datetime.combine(row.distributed or today, time(), HERE),
            summary=f"{row.symbol}",
        )
        for row in rows_of(session, page.lines, language, today)
    ]


def closings(
    session: Session, question: NoticeFilter, links: Links, language: str, today: date
) -> list[Closing]:
    """The deadlines of a list that are still to come, the soonest first."""
    coming = replace(question, open_on=today)
    page = list_notices(
        session, coming, today=today, order=Order.CLOSING, limit=MOST_ALERTS
    )
    names = {"zh": "评议截止：", "en": "Comments close: "}
    return [
        Closing(
            uid=f"notice-{row.id}-comments@{host_of(links)}",
            day=row.deadline,
            sequence=row.deadline.toordinal(),
            summary=f"{names[language]}{row.title}",
            description=row.symbol,
            url=links.notice(row.id),
        )
        for row in rows_of(session, page.lines, language, today)
        if row.deadline is not None
    ]
