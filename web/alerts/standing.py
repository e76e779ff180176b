"""What is known of receivers: which addresses and endpoints still take messages."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.alert import Message
from models.endpoint import AddressState, Endpoint, EndpointState, MailAddress
from models.user import AuditEntry
from web.alerts.channels.outcome import Outcome
from web.alerts.channels.telling import tell_owner
from web.alerts.post import Post

MOST_REFUSALS = 5
"""Messages in a row that an address did not take; then mail to it stops."""
MOST_FAILURES, FAILING = 20, timedelta(days=3)
"""Attempts in a row, over so long at least; then an endpoint is disabled."""
QUIET = timedelta(days=7)
"""So long without a refusal, and an address begins with a clean record."""
MAIL = "mail"
ACCOUNT = "account:"
"""How the keys of letters begin that a person asks for at that moment."""
LONGEST = 300


def why_stopped(session: Session, message: Message) -> str:
    """Why mail to the address of a message has stopped; empty if it has not.

    A letter that its reader has just asked for goes all the same.
    """
    if message.key.startswith(ACCOUNT):
        return ""
    kept = session.get(MailAddress, message.address.lower())
    if kept is None or kept.state != AddressState.STOPPED:
        return ""
    return f"Mail to this address has stopped. {kept.reason}"


def learn(
    session: Session,
    message: Message,
    outcome: Outcome,
    post: Post,
    *,
    now: datetime,
    has_failed: bool,
) -> None:
    """Draw from an attempt what it says of its receiver."""
    if message.channel != MAIL:
        if message.endpoint is not None:
            learn_endpoint(session, message.endpoint, outcome, post, now)
    elif not outcome.error:
        forgive(session, message.address, now)
    elif outcome.gone:
        stop(session, message.address, outcome.error, now)
    elif outcome.soft and has_failed:
        refuse(session, message.address, outcome.error, now)


def forgive(session: Session, address: str, now: datetime) -> None:
    """An address has taken something: what it refused long before no longer counts.

    What a server takes it may still return days later, so a yes is not believed at
    once.
    """
    kept = session.get(MailAddress, address.lower())
    if kept is None or kept.state != AddressState.TAKES or not kept.refusals:
        return
    if now - kept.updated_at > QUIET:
        kept.refusals, kept.updated_at = 0, now


def refuse(session: Session, address: str, reason: str, now: datetime) -> None:
    """An address put us off until we gave up; after several in a row mail stops."""
    kept = row_of(session, address, now)
    kept.refusals += 1
    kept.reason, kept.updated_at = reason[:LONGEST], now
    if kept.refusals >= MOST_REFUSALS:
        stop(session, address, reason, now)


def stop(session: Session, address: str, reason: str, now: datetime) -> None:
    """Send no more to an address, and say so in the audit."""
    kept = row_of(session, address, now)
    if kept.state != AddressState.STOPPED:
        session.add(audit("address.stopped", "address", kept.address, reason, now))
    kept.state, kept.updated_at = AddressState.STOPPED, now
    kept.reason = reason[:LONGEST]


def allow(session: Session, address: str, actor: str, now: datetime) -> None:
    """Try an address again from now on."""
    kept = session.get(MailAddress, address.lower())
    if kept is None or kept.state == AddressState.TAKES:
        return
    kept.state, kept.refusals, kept.updated_at = AddressState.TAKES, 0, now
    entry = audit("address.allowed", "address", kept.address, kept.reason, now)
    entry.actor = actor
    session.add(entry)


def row_of(session: Session, address: str, now: datetime) -> MailAddress:
    """What is kept of an address."""
    kept = session.get(MailAddress, address.lower())
    if kept is None:
        kept = MailAddress(
            address=address.lower(),
            state=AddressState.TAKES,
            refusals=0,
            reason="",
            updated_at=now,
        )
        session.add(kept)
        session.flush()
    return kept


def learn_endpoint(
    session: Session, endpoint: Endpoint, outcome: Outcome, post: Post, now: datetime
) -> None:
    """Count what an endpoint does not take; in the end disable it, and say so."""
    endpoint.used_at = now
    if not outcome.error:
        endpoint.failures, endpoint.failing_since = 0, None
        endpoint.last_error = ""
        return
    endpoint.failures += 1
    endpoint.failing_since = min(endpoint.failing_since or now, now)
    endpoint.last_error = outcome.error[:LONGEST]
    is_tired = endpoint.failures >= MOST_FAILURES
    if outcome.gone or (is_tired and now - endpoint.failing_since >= FAILING):
        disable(session, endpoint, post, now)


def disable(session: Session, endpoint: Endpoint, post: Post, now: datetime) -> None:
    """Send no more to an endpoint; its owner hears of it once, by mail."""
    if endpoint.state == EndpointState.DISABLED:
        return
    endpoint.state, endpoint.disabled_at = EndpointState.DISABLED, now
    reason = endpoint.last_error
    session.add(audit("endpoint.disabled", "endpoint", endpoint.id, reason, now))
    tell_owner(session, endpoint, post.links, now)


def audit(
    action: str, kind: str, subject: object, reason: str, now: datetime
) -> AuditEntry:
    """An entry about a receiver."""
    return AuditEntry(
        at=now,
        actor="deliver",
        action=action,
        subject_type=kind,
        subject_id=str(subject),
        details={"reason": reason[:LONGEST]},
    )
