"""A warning goes out: one message to each person, once; again to one on request."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.alert import Message
from models.user import User
from models.warning import OfficerWarning, Receipt, WarningState
from web.alerts.links import Links
from web.alerts.once import insert_once
from web.mail.posting import MAIL, as_row
from web.marks import N_
from web.papers.contact import sign_of
from web.refused import RefusedError
from web.warnings.audience import aim_of, audience_of
from web.warnings.letters import language_of, write_letter
from web.warnings.pushing import push_again, push_warnings
from web.warnings.service import check_alive, move, remember

SALT = "warning"
LASTS = 90 * 24 * 3600
"""Seconds for which the link in the mail opens."""
MOST_SENDS = 5
"""So often one person is sent the same warning at most."""


@dataclass(frozen=True)
class Line:
    """A receiver, with the last mail to them, and what their endpoints were told."""

    receipt: Receipt
    message: Message | None
    pushes: Sequence[Message] = ()


def send(
    session: Session,
    warning: OfficerWarning,
    actor: User,
    links: Links,
    now: datetime,
    today: date,
) -> int:
    """Put an approved warning into the outbox; the number of people it goes to.

    Whoever presses second finds it sent. Nobody to go to is refused.
    """
    check_alive(warning, today)
    people = audience_of(session, aim_of(warning)).people
    if not people:
        raise RefusedError(N_("所选企业都没有可用账号，无人可发。"))
    move(session, warning, [WarningState.APPROVED], WarningState.SENT)
    warning.sent_at = now
    rows = [
        {
            "warning_id": warning.id,
            "user_id": one.id,
            "organisation_id": one.organisation_id,
            "created_at": now,
        }
        for one in people
    ]
    insert_once(session, Receipt, rows)
    for receipt in receipts_of(session, warning.id):
        post(session, warning, receipt, links, now)
    push_warnings(session, links, now, today)
    remember(session, warning, actor, "sent", now)
    return len(people)


def post(
    session: Session,
    warning: OfficerWarning,
    receipt: Receipt,
    links: Links,
    now: datetime,
) -> None:
    """Put one letter into the outbox; its key holds the person and the number."""
    link = f"{links.base_url}/w/{make_token(links.key, receipt.id)}"
    notice = links.notice(warning.notice_id) if warning.notice_id else ""
    sign = sign_of(session, language_of(warning, receipt.user))
    letter = write_letter(warning, receipt.user, receipt=link, notice=notice, sign=sign)
    row = as_row(
        letter,
        key=key_of(receipt),
        user_id=receipt.user_id,
        address=receipt.user.email,
        now=now,
    )
    insert_once(session, Message, [{**row, "warning_id": warning.id}])


def key_of(receipt: Receipt) -> str:
    """The key of the last message to a receiver."""
    key = f"warning:{receipt.warning_id}:{receipt.user_id}"
    return key if receipt.sends == 1 else f"{key}:{receipt.sends}"


def send_again(
    session: Session,
    warning: OfficerWarning,
    user_id: int,
    actor: User,
    links: Links,
    now: datetime,
) -> Receipt:
    """Send a warning to one receiver once more, under keys of their own; audited.

    It goes by mail and to the receiver's own robots and webhooks.
    """
    if warning.state != WarningState.SENT:
        raise RefusedError(N_("只有已发出的预警可以重发。"))
    query = select(Receipt).where(
        Receipt.warning_id == warning.id, Receipt.user_id == user_id
    )
    receipt = session.scalar(query.with_for_update())
    if receipt is None or receipt.user.disabled:
        raise RefusedError(N_("这个人没有收过这份预警，或账号已停用。"))
    if receipt.sends >= MOST_SENDS:
        raise RefusedError(N_("同一人最多发送 %(most)d 次。"), most=MOST_SENDS)
    receipt.sends += 1
    session.flush()
    post(session, warning, receipt, links, now)
    push_again(session, warning, receipt, links, now)
    remember(session, warning, actor, "resent", now, receipt.user.email)
    return receipt


def receipts_of(session: Session, warning_id: int) -> Sequence[Receipt]:
    """Everybody to whom a warning went."""
    query = select(Receipt).where(Receipt.warning_id == warning_id)
    whole = query.options(
        selectinload(Receipt.user), selectinload(Receipt.organisation)
    )
    return session.scalars(whole.order_by(Receipt.id)).all()


def lines_of(session: Session, warning: OfficerWarning) -> list[Line]:
    """Everybody to whom a warning went, each with the last messages to them."""
    query = select(Message).where(Message.warning_id == warning.id)
    messages: dict[str, Message] = {}
    pushes: dict[int | None, dict[str, Message]] = defaultdict(dict)
    for one in session.scalars(query.order_by(Message.id)):
        messages[one.key] = one
        if one.channel != MAIL:
            pushes[one.user_id][one.address] = one
    return [
        Line(one, messages.get(key_of(one)), list(pushes[one.user_id].values()))
        for one in receipts_of(session, warning.id)
    ]


def make_token(key: str, receipt_id: int) -> str:
    """A token that opens one person's receipt and nothing else."""
    signed = URLSafeTimedSerializer(key, salt=SALT).dumps(receipt_id)
    return signed if isinstance(signed, str) else signed.decode()


def read_token(key: str, token: str) -> int | None:
    """The receipt of a token; None if it was not made by us or is too old."""
    try:
        found = URLSafeTimedSerializer(key, salt=SALT).loads(token, max_age=LASTS)
    except BadSignature:
        return None
    return found if isinstance(found, int) else None
