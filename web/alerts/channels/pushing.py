"""Alerts become messages for robots and webhooks, whatever became of the mail.

A subscription names an endpoint among its channels. What an endpoint has been told of
is kept, so that nothing is told twice, and nothing is lost while it is disabled: what
came meanwhile goes in one message when it is on again.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import (
    Select,
    String,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased, joinedload

from models.alert import Alert, Message, MessageState
from models.endpoint import Endpoint, EndpointState, Push
from models.subscription import Subscription
from models.user import User
from web.alerts.channels.phrasing import write_push
from web.alerts.links import Links
from web.alerts.once import insert_once
from web.alerts.rates import goes_on, last_time

PREFIX = "endpoint:"
"""How a subscription's channels name an endpoint."""
PART = 1000
"""So many rows are written by one statement."""
JOINED = "It was put into one message with what came meanwhile."


def channel_of(endpoint: Endpoint) -> str:
    """The name by which subscriptions choose an endpoint."""
    return f"{PREFIX}{endpoint.id}"


def make_pushes(session: Session, links: Links, *, now: datetime, today: date) -> int:
    """One message for each endpoint that has something to be told; how many."""
    query = (
        select(Endpoint)
        .join(User, User.id == Endpoint.user_id)
        .where(Endpoint.state == EndpointState.ACTIVE, User.disabled.is_(False))
        .order_by(Endpoint.id)
    )
    return sum(
        tell(session, one, links, now, today) for one in session.scalars(query).all()
    )


def tell(
    session: Session, endpoint: Endpoint, links: Links, now: datetime, today: date
) -> int:
    """Write the message of an endpoint; 0 if nothing is due or another was first."""
    alerts = list(waiting(session, endpoint, now, today))
    if not alerts:
        return 0
    key = key_of(session, endpoint, alerts)
    subject, body = write_push(endpoint.kind, alerts, links, key, now, today)
    row = {
        "key": key,
        "user_id": endpoint.user_id,
        "channel": endpoint.kind,
        "address": endpoint.name,
        "endpoint_id": endpoint.id,
        "subject": subject,
        "body": body,
        "body_html": "",
        "created_at": now,
    }
    with session.begin_nested() as attempt:
        if not insert_once(session, Message, [row]):
            attempt.rollback()
            return 0
        message_id = session.scalar(select(Message.id).where(Message.key == key))
        if not keep(session, endpoint, [one.id for one in alerts], message_id):
            attempt.rollback()
            return 0
    return 1


def waiting(
    session: Session, endpoint: Endpoint, now: datetime, today: date
) -> Iterator[Alert]:
    """The alerts that an endpoint is to be told of and has not been, that are due.

    An event that it has been told of by another subscription is not told again.
    """
    told = aliased(Alert)
    is_told = exists().where(
        Push.endpoint_id == endpoint.id,
        Push.alert_id == told.id,
        told.event_id == Alert.event_id,
    )
    query = (
        select(Alert)
        .join(Subscription, Subscription.id == Alert.subscription_id)
        .options(joinedload(Alert.subscription))
        .where(~is_told, Subscription.id.in_(chosen(session, endpoint, today)))
        .order_by(Alert.id)
    )
    for alert in session.scalars(query):
        if alert.created_at <= last_time(alert.subscription, now):
            yield alert


def chosen(session: Session, endpoint: Endpoint, today: date) -> list[int]:
    """The subscriptions that name this endpoint: its owner's, and colleagues'.

    Who has left the firm tells it nothing more, whatever their subscriptions name;
    nor does a subscription that its reader has stopped, until it goes on.
    """
    owner, firm = endpoint.user_id, endpoint.user.organisation_id
    ours = User.id == owner
    if firm is not None:
        ours = or_(ours, User.organisation_id == firm)
    query = naming(endpoint).join(User, User.id == Subscription.user_id)
    query = query.where(ours, goes_on(today), ~User.disabled)
    return [one.id for one in session.scalars(query)]


def naming(endpoint: Endpoint) -> Select[Subscription]:
    """The subscriptions that name an endpoint, whosesoever they are."""
    name = cast(Subscription.channels, String)
    return select(Subscription).where(name.contains(f'"{channel_of(endpoint)}"'))


def forget(session: Session, endpoint: Endpoint) -> None:
    """Let no subscription name an endpoint any more."""
    name = channel_of(endpoint)
    for one in session.scalars(naming(endpoint)):
        one.channels = [each for each in one.channels if each != name]


def choose(session: Session, endpoint: Endpoint, wanted: Iterable[int]) -> None:
    """Let exactly these subscriptions of the owner name an endpoint.

    What one has brought before it did is not told any more.
    """
    name, ids = channel_of(endpoint), set(wanted)
    query = select(Subscription).where(Subscription.user_id == endpoint.user_id)
    for one in session.scalars(query):
        has = name in one.channels
        if one.id in ids and not has:
            one.channels = [*one.channels, name]
            pass_over(session, endpoint, one)
        elif one.id not in ids and has:
            one.channels = [each for each in one.channels if each != name]


def pass_over(session: Session, endpoint: Endpoint, one: Subscription) -> None:
    """Count as told what a subscription has brought so far."""
    known = select(Push.alert_id).where(Push.endpoint_id == endpoint.id)
    rows = select(literal(endpoint.id), Alert.id).where(
        Alert.subscription_id == one.id, Alert.id.not_in(known)
    )
    columns = ["endpoint_id", "alert_id"]
    session.execute(insert(Push).from_select(columns, rows))


def keep(
    session: Session, endpoint: Endpoint, alerts: Sequence[int], message_id: int | None
) -> bool:
    """Note that an endpoint is told of these alerts; False if another has told one."""
    rows = [
        {"endpoint_id": endpoint.id, "alert_id": one, "message_id": message_id}
        for one in alerts
    ]
    parts = range(0, len(rows), PART)
    kept = sum(insert_once(session, Push, rows[at : at + PART]) for at in parts)
    return kept == len(rows)


def tell_again(session: Session, endpoint: Endpoint) -> None:
    """Let what an endpoint did not take be told once more, in one message.

    What waits for it joins; what is being sent just now does not.
    """
    lost = (MessageState.PENDING, MessageState.FAILED)
    missed = select(Message.id).where(
        Message.endpoint_id == endpoint.id, Message.state.in_(lost)
    )
    ids = session.scalars(
        delete(Push)
        .where(Push.endpoint_id == endpoint.id, Push.message_id.in_(missed))
        .returning(Push.message_id)
    ).all()
    session.execute(
        update(Message)
        .where(Message.id.in_(set(ids)), Message.state == MessageState.PENDING)
        .values(state=MessageState.FAILED, error=JOINED)
    )


def key_of(session: Session, endpoint: Endpoint, alerts: Sequence[Alert]) -> str:
    """Names a message: the same alerts make the same one, until it has failed."""
    failed = select(func.count()).where(
        Message.endpoint_id == endpoint.id, Message.state == MessageState.FAILED
    )
    ids = ",".join(str(one.id) for one in alerts)
    told = f"{endpoint.id}:{ids}:{session.scalar(failed)}"
    return f"push:{endpoint.id}:{hashlib.sha256(told.encode()).hexdigest()[:32]}"
