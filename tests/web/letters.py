"""Alerts, messages and their clock, for the tests of what leaves the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.alert import Alert, Message
from models.notice import Notice
from models.subscription import Subscription
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.alerts.grouping import make_messages
from web.alerts.links import Links

LINKS = Links("https://chutong.example", "a key for tests")
SECTOR = "lithium-batteries"
Sessions = sessionmaker[Session]


def alert(sessions: Sessions, count: int = 1, **words: Any) -> None:
    """Some notices, one reader, and their alerts."""
    with sessions.begin() as session:
        user = add_user(session)
        subscribe(session, user, sectors=[SECTOR], **words)
        for number in range(count):
            notice = add_notice(session, f"G/TBT/N/USA/{number + 1}")
            add_match(session, notice, SECTOR)
            add_event(session, notice)
        make_alerts(session, now=NOW, today=TODAY)


def told(
    session: Session, notice: Notice, kind: str = "circulated", **event: Any
) -> Sequence[Alert]:
    """A notice of the sector, an event, and the alerts of one reader."""
    if session.scalar(select(Subscription.id)) is None:
        subscribe(session, add_user(session), sectors=[SECTOR])
    add_match(session, notice, SECTOR)
    add_event(session, notice, kind, **event)
    make_alerts(session, now=NOW, today=TODAY)
    return session.scalars(select(Alert).where(Alert.notice_id == notice.id)).all()


def group(sessions: Sessions, now: datetime = NOW) -> int:
    with sessions.begin() as session:
        return make_messages(session, LINKS, now=now, today=TODAY)


def clock() -> datetime:
    return NOW


def the_message(sessions: Sessions) -> Message:
    with sessions() as session:
        return session.scalars(select(Message)).one()
