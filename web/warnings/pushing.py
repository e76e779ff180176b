"""A warning for robots and webhooks: once to each place, whoever of a firm added it."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.alert import Message
from models.endpoint import Endpoint, EndpointKind, EndpointState
from models.user import User
from models.warning import OfficerWarning, Receipt, WarningState
from web.alerts.channels.phrasing import plain, shortened
from web.alerts.channels.robots import VENDORS
from web.alerts.links import Links
from web.alerts.once import insert_once
from web.alerts.phrases import LEVELS, say_day
from web.warnings.letters import body_of, language_of, title_of

ROOM = 600
"""Octets of a chat's text that are kept for head, day and link."""
SUBJECTS = {"zh": "【{mark}】咨询中心预警：{title}", "en": "[{mark}] Warning: {title}"}
UNTIL = {"zh": "有效期至{day}", "en": "Valid until {day}"}
READ = {"zh": "[查看全文并回复]({url})", "en": "[Read it all and reply]({url})"}


def push_warnings(session: Session, links: Links, now: datetime, today: date) -> int:
    """Put into the outbox what endpoints have not been told of warnings that stand.

    One that was switched off when a warning went out is told when it is on again; one
    that was added later is not told of what came before it.
    """
    query = (
        select(OfficerWarning, Endpoint)
        .join(Receipt, Receipt.warning_id == OfficerWarning.id)
        .join(Endpoint, Endpoint.user_id == Receipt.user_id)
        .join(User, User.id == Endpoint.user_id)
        .options(joinedload(Endpoint.user))
        .where(
            OfficerWarning.state == WarningState.SENT,
            Endpoint.state == EndpointState.ACTIVE,
            Endpoint.created_at <= Receipt.created_at,
            User.disabled.is_(False),
        )
        .order_by(OfficerWarning.id, Endpoint.id)
    )
    due = [row for row in session.execute(query) if not row[0].is_over(today)]
    told = places(session, {warning.id for warning, _ in due})
    made = 0
    for warning, endpoint in due:
        if (warning.id, endpoint.url) in told:
            continue
        told.add((warning.id, endpoint.url))
        made += insert_once(session, Message, [as_row(warning, endpoint, links, now)])
    return made


def push_again(
    session: Session,
    warning: OfficerWarning,
    receipt: Receipt,
    links: Links,
    now: datetime,
) -> int:
    """Put a warning into the outbox once more for one receiver's own endpoints."""
    query = (
        select(Endpoint)
        .where(
            Endpoint.user_id == receipt.user_id,
            Endpoint.state == EndpointState.ACTIVE,
        )
        .order_by(Endpoint.id)
    )
    own = {one.url: one for one in session.scalars(query)}
    rows = [
        as_row(warning, one, links, now, sends=receipt.sends) for one in own.values()
    ]
    return insert_once(session, Message, rows)


def places(session: Session, warnings: Iterable[int]) -> set[tuple[int | None, str]]:
    """Which addresses have a message of which warnings."""
    query = (
        select(Message.warning_id, Endpoint.url)
        .join(Endpoint, Endpoint.id == Message.endpoint_id)
        .where(Message.warning_id.in_(set(warnings)))
    )
    return {(row[0], row[1]) for row in session.execute(query)}


def as_row(
    warning: OfficerWarning,
    endpoint: Endpoint,
    links: Links,
    now: datetime,
    *,
    sends: int = 1,
) -> dict[str, Any]:
    """The message to one endpoint; its key makes it the only one.

    One that is sent again has the number of the time in its key.
    """
    key = f"warning:{warning.id}:endpoint:{endpoint.id}"
    key = key if sends == 1 else f"{key}:{sends}"
    language = language_of(warning, endpoint.user)
    subject = SUBJECTS[language].format(
        mark=LEVELS[warning.level][language], title=title_of(warning, language)
    )
    body = (
        as_json(warning, links, key, now, language)
        if endpoint.kind == EndpointKind.WEBHOOK
        else as_chat(warning, endpoint.kind, subject, links, language)
    )
    return {
        "key": key,
        "user_id": endpoint.user_id,
        "warning_id": warning.id,
        "channel": endpoint.kind,
        "address": endpoint.name,
        "endpoint_id": endpoint.id,
        "subject": plain(subject),
        "body": body,
        "body_html": "",
        "created_at": now,
    }


def page_of(warning: OfficerWarning, links: Links) -> str:
    """Where a receiver reads it; a chat has many readers, so it asks to sign in."""
    return f"{links.base_url}/received/{warning.id}"


def as_chat(
    warning: OfficerWarning, kind: str, subject: str, links: Links, language: str
) -> str:
    """As much of the text as a chat will bear, and the way to the rest."""
    parts = [] if kind == EndpointKind.FEISHU else [f"**{plain(subject)}**"]
    room = VENDORS[kind].most - ROOM
    for line in body_of(warning, language).splitlines():
        words = plain(shortened(line, 400))
        room -= len(words.encode()) + 2
        if room < 0:
            parts.append("…")
            break
        if words:
            parts.append(words)
    if warning.expires:
        parts.append(UNTIL[language].format(day=say_day(warning.expires, language)))
    parts.append(READ[language].format(url=page_of(warning, links)))
    return "\n\n".join(parts)


def as_json(
    warning: OfficerWarning, links: Links, key: str, now: datetime, language: str
) -> str:
    """The warning for a program."""
    told = {
        "type": "warning",
        "id": key,
        "created_at": now.isoformat(),
        "language": language,
        "level": warning.level,
        "title": title_of(warning, language),
        "text": body_of(warning, language),
        "symbol": warning.notice.symbol if warning.notice else "",
        "notice_id": warning.notice_id,
        "expires": warning.expires.isoformat() if warning.expires else None,
        "url": page_of(warning, links),
    }
    return json.dumps(told, ensure_ascii=False)
