"""Alerts that wait become messages: one for each person and period, never blank."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy import and_, exists, func, select, update
from sqlalchemy.orm import Session, aliased, joinedload

from models.alert import Alert, Message
from models.deadlines import HERE
from models.subscription import Subscription
from models.user import User
from web.alerts.links import Links
from web.alerts.mail import Letter, write_letter
from web.alerts.once import insert_once

MAIL = "mail"
DAILY = "daily"
RATES = ("immediate", DAILY)
DIGEST_HOUR = time(8)
"""Daily digests are due from eight in the morning in Wuhan."""


@dataclass(frozen=True)
class Batch:
    """The alerts of one person that go out together."""

    user: User
    rate: str
    alerts: Sequence[Alert]

    @property
    def key(self) -> str:
        """Names this batch: the same alerts make the same message."""
        ids = ",".join(str(one.id) for one in self.alerts)
        digest = hashlib.sha256(f"{self.user.id}:{ids}".encode()).hexdigest()
        return f"{self.rate}:{digest[:32]}"


def make_messages(session: Session, links: Links, *, now: datetime, today: date) -> int:
    """Put alerts that wait into messages; a daily digest only once a day.

    What was told at once is not told again by the digest.
    """
    made = 0
    for rate in RATES:
        follow_told(session)
        for batch in waiting(session, rate):
            if rate != DAILY or is_due(session, batch.user, now):
                made += write(session, batch, links, now, today)
    return made


def follow_told(session: Session) -> None:
    """An event that another alert has told the same person joins that message."""
    told = aliased(Alert)
    message = (
        select(func.min(told.message_id))
        .where(
            told.user_id == Alert.user_id,
            told.event_id == Alert.event_id,
            told.message_id.is_not(None),
        )
        .scalar_subquery()
    )
    session.execute(
        update(Alert)
        .where(
            Alert.message_id.is_(None),
            exists().where(
                and_(
                    told.user_id == Alert.user_id,
                    told.event_id == Alert.event_id,
                    told.message_id.is_not(None),
                )
            ),
        )
        .values(message_id=message)
        .execution_options(synchronize_session=False)
    )


def waiting(session: Session, rate: str) -> Iterator[Batch]:
    """Alerts of a rate that have no message yet, by person."""
    query = (
        select(Alert, User)
        .join(Subscription, Subscription.id == Alert.subscription_id)
        .join(User, User.id == Alert.user_id)
        .options(joinedload(Alert.subscription))
        .where(
            Alert.message_id.is_(None),
            Subscription.rate == rate,
            User.disabled.is_(False),
        )
        .order_by(User.id, Alert.id)
    )
    rows = [
        row for row in session.execute(query) if MAIL in row[0].subscription.channels
    ]
    for _, group in groupby(rows, key=lambda row: row[1].id):
        found = list(group)
        yield Batch(found[0][1], rate, [row[0] for row in found])


def is_due(session: Session, user: User, now: datetime) -> bool:
    """Whether this person has had no digest since the last eight o'clock."""
    since = last_digest_time(now)
    query = select(Message.id).where(
        Message.user_id == user.id,
        Message.key.startswith(f"{DAILY}:"),
        Message.created_at >= since,
    )
    return session.scalar(query.limit(1)) is None


def last_digest_time(now: datetime) -> datetime:
    """The latest eight o'clock in Wuhan that has come."""
    here = now.astimezone(HERE)
    due = datetime.combine(here.date(), DIGEST_HOUR, HERE)
    return due if due <= here else due - timedelta(days=1)


def write(
    session: Session, batch: Batch, links: Links, now: datetime, today: date
) -> int:
    """Write the message and bind its alerts to it; 0 if another process was first."""
    letter = write_letter(batch.alerts, batch.user, links, today)
    with session.begin_nested() as attempt:
        row = as_row(batch, letter, now)
        if not insert_once(session, Message, [row]) or not bind(session, batch):
            attempt.rollback()
            return 0
    return 1


def as_row(batch: Batch, letter: Letter, now: datetime) -> dict[str, object]:
    """The message as a row of the outbox."""
    return {
        "key": batch.key,
        "user_id": batch.user.id,
        "channel": MAIL,
        "address": batch.user.email,
        "subject": letter.subject,
        "body": letter.body,
        "body_html": letter.body_html,
        "created_at": now,
    }


def bind(session: Session, batch: Batch) -> bool:
    """Give the alerts to the message; all of them, or it does not count."""
    message_id = session.scalar(select(Message.id).where(Message.key == batch.key))
    ids = [one.id for one in batch.alerts]
    bound = session.scalars(
        update(Alert)
        .where(Alert.id.in_(ids), Alert.message_id.is_(None))
        .values(message_id=message_id)
        .returning(Alert.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(bound) == len(ids)
