"""Alerts that wait become messages: one for each person and period, never blank."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Row, String, and_, cast, func, select, update
from sqlalchemy.orm import Session, aliased, selectinload

from models.alert import Alert, Message
from models.subscription import Subscription
from models.user import User
from web.alerts.links import Links
from web.alerts.mail import write_letter
from web.alerts.once import insert_once
from web.alerts.rates import GRACE, Rate, goes_on, last_time
from web.mail.posting import MAIL, as_row
from web.mail.writing import LANGUAGES, spoken

PART = 1000
"""So many alerts are bound to a message by one statement."""


Waits = Row[int, datetime, Subscription]
"""An alert that waits: its number, when it was made, and what asked for it."""


@dataclass(frozen=True)
class Batch:
    """The alerts of one person, rate and language that go out together."""

    user: User
    rate: str
    language: str
    alerts: Sequence[Alert]

    @property
    def key(self) -> str:
        """Names this batch: the same alerts make the same message."""
        ids = ",".join(str(one.id) for one in self.alerts)
        told = f"{self.user.id}:{ids}".encode()
        return f"{self.rate}:{hashlib.sha256(told).hexdigest()[:32]}"


def make_messages(session: Session, links: Links, *, now: datetime, today: date) -> int:
    """Put alerts that are due into messages, each rate at its subscriptions' hours.

    What was told at once is not told again by a later message.
    """
    made = 0
    for rate in Rate:
        follow_told(session)
        for batch in waiting(session, rate, now, today):
            made += write(session, batch, links, now, today)
    return made


def follow_told(session: Session) -> None:
    """An event that another alert has told the same person joins that message."""
    waits, other = Alert.message_id.is_(None), aliased(Alert)
    told = (
        select(other.user_id, other.event_id, func.min(other.message_id).label("by"))
        .where(
            other.message_id.is_not(None),
            other.event_id.in_(select(Alert.event_id).where(waits)),
        )
        .group_by(other.user_id, other.event_id)
        .subquery("told")
    )
    same = and_(told.c.user_id == Alert.user_id, told.c.event_id == Alert.event_id)
    session.execute(
        update(Alert)
        .where(waits, same)
        .values(message_id=told.c.by)
        .execution_options(synchronize_session=False)
    )


def waiting(
    session: Session, rate: Rate, now: datetime, today: date
) -> Iterator[Batch]:
    """Alerts of a rate that are due and have no message yet, by person and language.

    What a subscription brought before its reader stopped it waits until it goes on.
    All that waits is looked over, but only what is due is read, one person's at a time.
    """
    query = (
        select(Alert.id, Alert.created_at, Subscription)
        .join(Subscription, Subscription.id == Alert.subscription_id)
        .join(User, User.id == Alert.user_id)
        .where(
            Alert.message_id.is_(None),
            Subscription.rate == rate,
            goes_on(today),
            cast(Subscription.channels, String).contains(f'"{MAIL}"'),
            User.disabled.is_(False),
        )
        .order_by(User.id, Alert.id)
    )
    rows = session.execute(query).all()
    for user_id, group in groupby(rows, key=lambda row: row.Subscription.user_id):
        due = read_alerts(session, due_of(session, list(group), now))
        user = session.get_one(User, user_id)
        for language, alerts in by_language(due, user):
            yield Batch(user, rate, language, alerts)


def read_alerts(session: Session, ids: Sequence[int]) -> list[Alert]:
    """Some alerts with their subscriptions, in their order."""
    query = select(Alert).options(selectinload(Alert.subscription)).order_by(Alert.id)
    return [
        one
        for start in range(0, len(ids), PART)
        for one in session.scalars(query.where(Alert.id.in_(ids[start : start + PART])))
    ]


def by_language(
    alerts: Sequence[Alert], user: User
) -> Iterator[tuple[str, Sequence[Alert]]]:
    """The alerts parted by language; an event that is asked for in two, only once.

    It is told in the reader's own language if that is one of them.
    """
    first = sorted(alerts, key=lambda one: language_of(one) != user.language)
    chosen: dict[int, str] = {}
    for one in first:
        chosen.setdefault(one.event_id, language_of(one))
    for language in LANGUAGES:
        part = [one for one in alerts if chosen[one.event_id] == language]
        if part:
            yield language, part


def language_of(alert: Alert) -> str:
    """The language of an alert's subscription; Chinese if it is none of ours."""
    return spoken(alert.subscription.language)


def due_of(session: Session, waits: Sequence[Waits], now: datetime) -> list[int]:
    """The alerts of one person that go out now.

    Shortly after the hour, what has just come still joins, unless the message of
    that hour has gone.
    """
    last = {one.id: last_time(one.Subscription, now) for one in waits}
    first = waits[0].Subscription
    joined = {
        hour
        for hour in set(last.values())
        if now - hour <= GRACE and not has_told(session, first, hour)
    }
    return [
        one.id
        for one in waits
        if one.created_at <= last[one.id] or last[one.id] in joined
    ]


def has_told(session: Session, one: Subscription, since: datetime) -> bool:
    """Whether the person has had a message of this rate since a moment."""
    query = select(Message.id).where(
        Message.user_id == one.user_id,
        Message.key.startswith(f"{one.rate}:"),
        Message.created_at >= since,
    )
    return session.scalar(query.limit(1)) is not None


def write(
    session: Session, batch: Batch, links: Links, now: datetime, today: date
) -> int:
    """Write the message and bind its alerts to it; 0 if another process was first."""
    letter = write_letter(batch.alerts, batch.key, batch.language, links, today)
    with session.begin_nested() as attempt:
        row = as_row(
            letter,
            key=batch.key,
            user_id=batch.user.id,
            address=batch.user.email,
            now=now,
        )
        if not insert_once(session, Message, [row]) or not bind(session, batch):
            attempt.rollback()
            return 0
    return 1


def bind(session: Session, batch: Batch) -> bool:
    """Give the alerts to the message; all of them, or it does not count."""
    message_id = session.scalar(select(Message.id).where(Message.key == batch.key))
    ids = [one.id for one in batch.alerts]
    bound = 0
    for start in range(0, len(ids), PART):
        rows = session.scalars(
            update(Alert)
            .where(Alert.id.in_(ids[start : start + PART]), Alert.message_id.is_(None))
            .values(message_id=message_id)
            .returning(Alert.id)
            .execution_options(synchronize_session=False)
        )
        bound += len(rows.all())
    return bound == len(ids)
