"""Keeping robots and webhooks: added, tested, renamed, switched on, removed."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.alert import Message, MessageState
from models.endpoint import (
    AddressState,
    Endpoint,
    EndpointKind,
    EndpointState,
    FeedKey,
    MailAddress,
    Push,
)
from models.subscription import Subscription
from models.user import User
from web.alerts import standing
from web.alerts.channels.phrasing import test_words, write_test
from web.alerts.channels.pushing import (
    channel_of,
    choose,
    forget,
    tell_again,
)
from web.alerts.channels.robots import VENDORS, token_of
from web.alerts.channels.webhook import make_secret
from web.alerts.channels.wire import is_open
from web.alerts.once import insert_once
from web.audit import note
from web.mail.plain import Reader, Texts, post, write_plain
from web.marks import N_
from web.refused import RefusedError

MOST = 10
LONGEST_NAME, LONGEST_URL, LONGEST_SECRET = 40, 500, 200
PAGE = 50
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


def kind_of(url: str) -> EndpointKind:
    """Whose robot an address is, else a webhook; RefusedError if it is none."""
    for kind, vendor in VENDORS.items():
        if vendor.host == (hostname(url) or ""):
            if not token_of(kind, url):
                raise RefusedError(
                    N_("机器人地址不完整，请从群设置里复制整个Webhook地址。")
                )
            return EndpointKind(kind)
    check_webhook(url)
    return EndpointKind.WEBHOOK


def hostname(url: str) -> str | None:
    """The host of an address; None if it cannot be read."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def check_webhook(url: str) -> None:
    """Refuse what is no address of the open web, and what carries a password."""
    host = hostname(url)
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if not host or not is_plain or len(url) > LONGEST_URL:
        raise RefusedError(N_("请填写完整的地址，以 https:// 开头。"))
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme != "https" or port == 0:
        raise RefusedError(N_("请填写完整的地址，以 https:// 开头。"))
    if parts.username or parts.password:
        raise RefusedError(N_("地址里不能带用户名和密码，签名密钥由系统生成。"))
    if is_private(host):
        raise RefusedError(N_("“%(host)s”不是公网地址，无法推送。"), host=host[:60])


def is_private(host: str) -> bool:
    """Whether a host is plainly no host of the open web."""
    try:
        return not is_open(str(ip_address(host)))
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal"))


def checked_name(name: str) -> str:
    """A name, or RefusedError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedError(N_("请填写名称，最多 %(most)d 个字。"), most=LONGEST_NAME)
    return name


def checked_secret(kind: EndpointKind, secret: str) -> str:
    """The secret a robot asks for, if it does; a webhook's we make ourselves."""
    if kind == EndpointKind.WEBHOOK:
        return make_secret()
    secret = secret.strip()
    if len(secret) > LONGEST_SECRET or (secret and not secret.isalnum()):
        raise RefusedError(N_("签名密钥（SEC）不正确，请从机器人设置里复制。"))
    return secret if VENDORS[kind].signs else ""


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


def address_of(session: Session, user: User) -> MailAddress | None:
    """What is known of a person's mail address, if mail to it has stopped."""
    kept = session.get(MailAddress, user.email.lower())
    return kept if kept and kept.state == AddressState.STOPPED else None


def try_mail(session: Session, user: User, now: datetime) -> None:
    """Let mail go to one's own address again, and send a test there."""
    standing.allow(session, user.email, user.email, now)
    subject, text = test_words(user.email, user.language)
    reader = Reader(user.email, user.name, user.language, user.id)
    letter = write_plain(Texts(subject, [text]), user.language)
    key = f"test:mail:{secrets.token_hex(8)}"
    post(session, letter, reader, key=key, now=now)


def stopped(session: Session, page: int) -> tuple[Sequence[MailAddress], int]:
    """The addresses to which mail has stopped, the latest first, and how many pages."""
    query = select(MailAddress).where(MailAddress.state == AddressState.STOPPED)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = query.order_by(MailAddress.updated_at.desc(), MailAddress.address)
    found = session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all()
    return found, max(1, -(-total // PAGE))
