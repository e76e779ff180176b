"""Claims: of several who would send a message, one does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlalchemy.orm import Session, sessionmaker

from models.alert import Alert, Message, MessageState
from models.endpoint import EndpointState
from models.subscription import Subscription
from models.user import AuditEntry, User
from web.alerts import standing
from web.alerts.channels.outcome import Outcome
from web.alerts.letters import write
from web.alerts.post import Post

MAIL = "mail"
STALE = timedelta(minutes=15)
"""A claim this old was left by a process that died."""
BACK_OFF = (1, 5, 30, 120, 480)
"""Minutes to wait after each failed attempt at a mail; then it has failed."""
PUSH_BACK_OFF = (*BACK_OFF, 1440, 1440)
"""The same for a robot or a webhook, which may be away for a weekend."""
LONGEST = timedelta(minutes=max(PUSH_BACK_OFF))
STOPPED = "Its reader has stopped all that it is of."
NO_ENDPOINT = "The robot or webhook is removed or disabled."
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Claimed:
    """A message that is ours to send; a mail has its letter."""

    message: Message
    attempt: int
    letter: EmailMessage | None = None


def due(
    sessions: sessionmaker[Session], now: datetime
) -> Sequence[Row[int, int | None]]:
    """The messages that may be claimed, oldest first, each with its endpoint."""
    with sessions() as session:
        query = select(Message.id, Message.endpoint_id).where(is_due(now))
        return session.execute(query.order_by(Message.id)).all()


def is_due(now: datetime) -> ColumnElement[bool]:
    """Waiting and not held back, or claimed by a process that died.

    A time further ahead than we ever set one was set by a clock that has jumped.
    """
    waits = Message.state == MessageState.PENDING
    ripe = or_(
        Message.next_try_at.is_(None),
        Message.next_try_at <= now,
        Message.next_try_at > now + LONGEST,
    )
    left = and_(
        Message.state == MessageState.CLAIMED,
        or_(Message.claimed_at <= now - STALE, Message.claimed_at > now + STALE),
    )
    return or_(and_(waits, ripe), left)


def claim(
    sessions: sessionmaker[Session], message_id: int, post: Post, now: datetime
) -> Claimed | None:
    """Take a message by an update that must change one row; None if it changed none.

    What cannot be sent at all has failed at once, and is not claimed either.
    """
    with sessions.begin() as session:
        left = session.scalar(
            select(Message.claimed_at).where(Message.id == message_id)
        )
        taken = session.scalars(
            update(Message)
            .where(Message.id == message_id, is_due(now))
            .values(
                state=MessageState.CLAIMED,
                claimed_at=now,
                attempts=Message.attempts + 1,
            )
            .returning(Message.id)
        ).all()
        if not taken:
            return None
        message = session.get_one(Message, message_id, populate_existing=True)
        if left is not None:
            session.add(resumed(message, now))
        return prepare(session, message, post)


def prepare(session: Session, message: Message, post: Post) -> Claimed | None:
    """Make ready what was claimed; None, with the reason kept, if it cannot go."""
    if message.channel != MAIL:
        endpoint = message.endpoint
        if endpoint is None or endpoint.state != EndpointState.ACTIVE:
            give_up(message, NO_ENDPOINT)
            return None
        return Claimed(message, message.attempts)
    if stopped := standing.why_stopped(session, message) or unwanted(session, message):
        give_up(message, stopped)
        return None
    try:
        letter = write(message, post)
    except ValueError as error:
        give_up(message, f"No letter can be written: {error}")
        return None
    return Claimed(message, message.attempts, letter)


def unwanted(session: Session, message: Message) -> str:
    """Why nobody wants a mail any more that has waited; empty if somebody does."""
    user = session.get(User, message.user_id) if message.user_id else None
    if user is not None and user.disabled:
        return "The account is closed."
    query = (
        select(Subscription.paused)
        .join(Alert, Alert.subscription_id == Subscription.id)
        .where(Alert.message_id == message.id)
        .distinct()
    )
    return STOPPED if session.scalars(query).all() == [True] else ""


def give_up(message: Message, reason: str) -> None:
    """A message that will not go."""
    message.state, message.claimed_at, message.error = MessageState.FAILED, None, reason


def resumed(message: Message, now: datetime) -> AuditEntry:
    """A note that a message is tried again although its last end is unknown."""
    return AuditEntry(
        at=now,
        actor="deliver",
        action="message.resumed",
        subject_type="message",
        subject_id=str(message.id),
        details={"attempts": message.attempts, "error": message.error},
    )


def record(
    sessions: sessionmaker[Session],
    claimed: Claimed,
    outcome: Outcome,
    post: Post,
    now: datetime,
) -> None:
    """Write down what came of an attempt, and when to try again.

    If another has taken the message up meanwhile (our clock had jumped), only a yes
    counts: the rest is theirs to tell.
    """
    with sessions.begin() as session:
        message = session.get_one(Message, claimed.message.id, with_for_update=True)
        is_ours = message.attempts == claimed.attempt
        if outcome.error and not is_ours:
            return
        settle(message, outcome, now)
        failed = message.state == MessageState.FAILED
        standing.learn(session, message, outcome, post, now=now, has_failed=failed)


def settle(message: Message, outcome: Outcome, now: datetime) -> None:
    """The new state of a message."""
    waits = BACK_OFF if message.channel == MAIL else PUSH_BACK_OFF
    message.error = outcome.error or None
    message.claimed_at = None
    if not outcome.error:
        message.state, message.sent_at = MessageState.SENT, now
    elif outcome.final or message.attempts > len(waits):
        message.state = MessageState.FAILED
    else:
        message.state = MessageState.PENDING
        message.next_try_at = now + timedelta(minutes=waits[message.attempts - 1])
