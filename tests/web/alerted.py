"""Firms that were alerted to measures, for the tests of what they do with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.measure import Measure
from models.notice import Notice
from models.organisation import Organisation
from models.user import User
from tests.web.small_world import (
    BEFORE,
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.inbox.listing import Inbox, Wanted, inbox
from web.inbox.taps import tap

SECTOR = "lithium-batteries"


def add_firm(session: Session, name: str = "示例电池") -> Organisation:
    """A firm."""
    firm = Organisation(kind="firm", name=name, created_at=BEFORE)
    session.add(firm)
    session.flush()
    return firm


def add_colleague(session: Session, firm: Organisation | None, email: str) -> User:
    """Someone of a firm, who asks for batteries."""
    user = add_user(session, email, organisation=firm)
    subscribe(session, user, name="电池", sectors=[SECTOR])
    return user


def happen(
    session: Session,
    symbol: str,
    kind: str = "circulated",
    *,
    measure: Measure | None = None,
    members: tuple[str, ...] = ("USA",),
    **columns: Any,
) -> Notice:
    """A notice of batteries with one event, told to whoever asks for them."""
    notice = add_notice(session, symbol, measure=measure, members=members, **columns)
    add_match(session, notice, SECTOR)
    add_event(session, notice, kind)
    make_alerts(session, now=NOW, today=TODAY)
    return notice


def alerts_of(session: Session, user: User) -> list[Alert]:
    """The alerts to a person, in order."""
    query = session.query(Alert).where(Alert.user_id == user.id)
    return query.order_by(Alert.id).all()


def alerted(session: Session) -> list[Alert]:
    """The alerts after one pass."""
    make_alerts(session, now=NOW, today=TODAY)
    return list(session.scalars(select(Alert).order_by(Alert.id)))


def look(session: Session, user: object, **wanted: object) -> Inbox:
    """The inbox of a person, narrowed."""
    asked = Wanted(**wanted)  # type: ignore[arg-type]
    return inbox(session, user, asked, today=TODAY, language="zh")  # type: ignore[arg-type]


def told_of(session: Session, titles: list[tuple[str, str]]) -> tuple[User, int]:
    """A reader who was told of some titles and tapped each; the subscription."""
    user = add_colleague(session, None, "li@firm.cn")
    for place, (title, verdict) in enumerate(titles):
        happen(session, f"G/TBT/N/USA/{place}", title=title)
        tap(session, user.id, alerts_of(session, user)[-1].id, verdict, NOW)
    return user, alerts_of(session, user)[0].subscription_id
