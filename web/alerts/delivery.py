"""Sending: claim one message, send it, record what came of it; never twice."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session, sessionmaker

from web.alerts.channels.senders import send
from web.alerts.claiming import BACK_OFF, STALE, Clock, claim, due, record
from web.alerts.post import Post

__all__ = [
    "BACK_OFF",
    "STALE",
    "Delivered",
    "Post",
    "claim",
    "deliver",
    "record",
    "send",
]


@dataclass
class Delivered:
    """What one round of sending did."""

    sent: int = 0
    failed: int = 0
    errors: list[str] = field(default_factory=list)


def deliver(sessions: sessionmaker[Session], post: Post, clock: Clock) -> Delivered:
    """Send every message that is due, one at a time.

    Several processes may do so at once: each message is claimed by one. If the mail
    server or an endpoint is away, the rest of its messages waits for the next round.
    """
    done = Delivered()
    away: set[int | None] = set()
    for message_id, endpoint_id in due(sessions, clock()):
        waits = post.is_offline and endpoint_id is not None
        if waits or endpoint_id in away:
            continue
        claimed = claim(sessions, message_id, post, clock())
        if claimed is None:
            continue
        outcome = send(claimed, post, clock())
        record(sessions, claimed, outcome, post, clock())
        count(done, outcome.error)
        if outcome.away:
            away.add(endpoint_id)
    return done


def count(done: Delivered, error: str) -> None:
    """Add one attempt to the figures."""
    done.sent += not error
    done.failed += bool(error)
    if error:
        done.errors.append(error)
