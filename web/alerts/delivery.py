"""Sending: claim one message, send it, record what came of it; never twice."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session, sessionmaker

from models.alert import Message, MessageState
from models.user import AuditEntry
from web.alerts.channels import outbox, smtp
from web.alerts.dressing import dress
from web.alerts.links import Links

STALE = timedelta(minutes=15)
"""A claim this old was left by a process that died."""
BACK_OFF = (1, 5, 30, 120, 480)
"""Minutes to wait after each failed attempt; then the message has failed."""
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Post:
    """Where letters go, and what stands on them."""

    links: Links
    folder: Path
    smtp_url: str = ""
    sender: str = ""


@dataclass
class Delivered:
    """What one round of sending did."""

    sent: int = 0
    failed: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt; no error means it was taken."""

    error: str = ""
    final: bool = False


def deliver(sessions: sessionmaker[Session], post: Post, clock: Clock) -> Delivered:
    """Send every message that is due, one at a time.

    Several processes may do so at once: each message is claimed by one. If the
    server is away, the rest waits for the next round.
    """
    done = Delivered()
    for message_id in due(sessions, clock()):
        letter = claim(sessions, message_id, post, clock())
        if letter is None:
            continue
        outcome = send(letter, post, name_of(letter))
        record(sessions, message_id, outcome, clock())
        done.sent += not outcome.error
        done.failed += bool(outcome.error)
        if outcome.error:
            done.errors.append(outcome.error)
    return done


def due(sessions: sessionmaker[Session], now: datetime) -> list[int]:
    """The messages that may be claimed, oldest first."""
    with sessions() as session:
        query = select(Message.id).where(is_due(now)).order_by(Message.id)
        return list(session.scalars(query))


def is_due(now: datetime) -> ColumnElement[bool]:
    """Waiting and not held back, or claimed by a process that died."""
    waits = Message.state == MessageState.PENDING
    ripe = or_(Message.next_try_at.is_(None), Message.next_try_at <= now)
    left = and_(
        Message.state == MessageState.CLAIMED, Message.claimed_at <= now - STALE
    )
    return or_(and_(waits, ripe), left)


def claim(
    sessions: sessionmaker[Session], message_id: int, post: Post, now: datetime
) -> EmailMessage | None:
    """Take a message by an update that must change one row; None if it changed none."""
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
        return write(message, post)


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


def write(message: Message, post: Post) -> EmailMessage:
    """The letter of a message; the same message always has the same Message-ID."""
    letter = EmailMessage()
    host = post.links.base_url.partition("://")[2].partition(":")[0].partition("/")[0]
    letter["Message-ID"] = f"<{message.key.replace(':', '-')}@{host or 'chutong'}>"
    letter["Date"] = format_datetime(message.created_at)
    letter["From"] = sender(post, host)
    letter["To"] = message.address
    letter["Subject"] = message.subject
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.body, cte="base64")
    letter.add_alternative(message.body_html, subtype="html", cte="base64")
    dress(letter, message, post.links)
    return letter


def sender(post: Post, host: str) -> Address | str:
    """Who writes: as set, else a name that cannot be answered."""
    if post.sender:
        return post.sender
    is_name = "." in host and not host.replace(".", "").isdecimal()
    domain = host if is_name else "localhost.localdomain"
    return Address(display_name="楚通", username="noreply", domain=domain)


def name_of(letter: EmailMessage) -> str:
    """The name of a letter's file, from its Message-ID."""
    return str(letter["Message-ID"]).strip("<>").partition("@")[0]


def send(letter: EmailMessage, post: Post, name: str) -> Outcome:
    """Hand a letter to the mail server, or put it into the outbox folder."""
    if not post.smtp_url:
        outbox.drop(letter, post.folder, name)
        return Outcome()
    try:
        with smtp.connect(post.smtp_url) as server:
            smtp.send(server, letter)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        return Outcome(f"The address was refused: {codes}.", min(codes) >= 500)
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(f"The mail server did not take it: {error}.")
    return Outcome()


def record(
    sessions: sessionmaker[Session], message_id: int, outcome: Outcome, now: datetime
) -> None:
    """Write down what came of an attempt, and when to try again."""
    with sessions.begin() as session:
        message = session.get_one(Message, message_id)
        message.error = outcome.error or None
        message.claimed_at = None
        if not outcome.error:
            message.state, message.sent_at = MessageState.SENT, now
        elif outcome.final or message.attempts > len(BACK_OFF):
            message.state = MessageState.FAILED
        else:
            wait = BACK_OFF[message.attempts - 1]
            message.state = MessageState.PENDING
            message.next_try_at = now + timedelta(minutes=wait)
