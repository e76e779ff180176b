"""Keeping robots and webhooks: added, tested, renamed, switched on, removed."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.alert import Message, MessageState
from models.endpoint import (
    Endpoint,
    EndpointKind,
    EndpointState,
    FeedKey,
    Push,
)
from models.subscription import Subscription
from models.user import User
from web.alerts.channels.phrasing import write_test
from web.alerts.channels.pushing import (
    channel_of,
    choose,
    forget,
    tell_again,
)
from web.alerts.channels.webhook import make_secret
from web.alerts.once import insert_once
from web.audit import note
from web.channels.checking import checked_name, checked_secret, kind_of
from web.marks import N_
from web.refused import RefusedError

MOST = 10
REMOVED = "The endpoint was removed."


def list_own(session: Session, user: User) -> Sequence[Endpoint]:
    """The endpoints of a person, in the order they came."""
    query = select(Endpoint).where(Endpoint.user_id == user.id)
    return session.scalars(query.order_by(Endpoint.id)).all()


def find_own(session: Session, user: User, endpoint_id: int) -> Endpoint | None:
    """One endpoint of this person, and of nobody else."""
    query = select(Endpoint).where(
        Endpoint.id == endpoint_id, Endpoint.user_id == user.id
    )
    return session.scalar(query)


def add(
    session: Session, user: User, *, name: str, url: str, secret: str, now: datetime
) -> Endpoint:
    """A new endpoint; which kind it is its address tells.

    All subscriptions of its owner name it at first.
    """
    if len(list_own(session, user)) >= MOST:
        raise RefusedError(N_("每人最多 %(most)d 个机器人和接口。"), most=MOST)
    url = url.strip()
    kind = kind_of(url)
    if any(one.url == url for one in list_own(session, user)):
        raise RefusedError(N_("这个地址已经添加过。"))
    made = Endpoint(
        user_id=user.id,
        kind=kind,
        name=checked_name(name),
        url=url,
        secret=checked_secret(kind, secret),
        state=EndpointState.ACTIVE,
        failures=0,
        last_error="",
        created_at=now,
    )
    session.add(made)
    session.flush()
    query = select(Subscription.id).where(Subscription.user_id == user.id)
    choose(session, made, session.scalars(query))
    note(session, user.email, "endpoint.added", ("endpoint", made.id), kind=kind)
    return made


def rename(session: Session, user: User, kept: Endpoint, name: str) -> None:
    """Give an endpoint another name."""
    kept.name = checked_name(name)
    note(session, user.email, "endpoint.renamed", ("endpoint", kept.id))


def put_subscriptions(
    session: Session, user: User, kept: Endpoint, wanted: Iterable[int]
) -> None:
    """Say which subscriptions tell an endpoint."""
    choose(session, kept, wanted)
    note(session, user.email, "endpoint.chosen", ("endpoint", kept.id))


def names(kept: Endpoint, one: Subscription) -> bool:
    """Whether a subscription tells an endpoint."""
    return channel_of(kept) in one.channels


def test(session: Session, user: User, kept: Endpoint, now: datetime) -> None:
    """Put a test into the outbox; its outcome shows on the page."""
    if kept.state != EndpointState.ACTIVE:
        raise RefusedError(N_("“%(name)s”已停用，请先启用。"), name=kept.name)
    key = f"test:{kept.id}:{secrets.token_hex(8)}"
    subject, body = write_test(kept.kind, kept.name, key, now, user.language)
    row = {
        "key": key,
        "user_id": user.id,
        "channel": kept.kind,
        "address": kept.name,
        "endpoint_id": kept.id,
        "subject": subject,
        "body": body,
        "body_html": "",
        "created_at": now,
    }
    insert_once(session, Message, [row])
    note(session, user.email, "endpoint.tested", ("endpoint", kept.id))


def switch(session: Session, user: User, kept: Endpoint, *, on: bool) -> None:
    """Switch an endpoint on, with a clean record, or off."""
    kept.state = EndpointState.ACTIVE if on else EndpointState.DISABLED
    kept.failures, kept.failing_since, kept.disabled_at = 0, None, None
    kept.last_error = "" if on else kept.last_error
    if on:
        tell_again(session, kept)
    word = "enabled" if on else "disabled"
    note(session, user.email, f"endpoint.{word}", ("endpoint", kept.id))


def rotate(session: Session, user: User, kept: Endpoint) -> str:
    """A new secret for a webhook; the old one ends at once. It is shown once."""
    if kept.kind != EndpointKind.WEBHOOK:
        raise RefusedError(N_("机器人的密钥请在群设置里更换，再重新添加。"))
    kept.secret = make_secret()
    note(session, user.email, "endpoint.rotated", ("endpoint", kept.id))
    return kept.secret


def remove(session: Session, user: User, kept: Endpoint) -> None:
    """Remove an endpoint; what waits for it is not sent any more."""
    note(session, user.email, "endpoint.removed", ("endpoint", kept.id))
    forget(session, kept)
    waits = Message.state == MessageState.PENDING
    session.execute(
        update(Message)
        .where(Message.endpoint_id == kept.id, waits)
        .values(state=MessageState.FAILED, error=REMOVED)
    )
    session.execute(delete(Push).where(Push.endpoint_id == kept.id))
    session.execute(
        update(Message).where(Message.endpoint_id == kept.id).values(endpoint_id=None)
    )
    session.delete(kept)


def last_four(text: str) -> str:
    """What is shown of a secret."""
    return f"…{text[-4:]}" if len(text) > 12 else "…" if text else ""


def feed_number(session: Session, user: User) -> int:
    """The number that a person's feed addresses carry."""
    kept = session.get(FeedKey, user.id)
    return kept.number if kept else 1


def new_feeds(session: Session, user: User, now: datetime) -> None:
    """New feed addresses; the old ones lead nowhere from now on."""
    kept = session.get(FeedKey, user.id)
    if kept is None:
        session.add(FeedKey(user_id=user.id, number=2, updated_at=now))
    else:
        kept.number, kept.updated_at = kept.number + 1, now
    note(session, user.email, "feeds.rotated", ("user", user.id))
