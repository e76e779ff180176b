"""Alerts, and the messages that carry them out of the house."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.endpoint import Endpoint
from models.measure import Event
from models.notice import Notice
from models.subscription import Subscription
from models.warning import OfficerWarning


class MessageState(StrEnum):
    """A message waits, is claimed by one sender, and ends sent or failed."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


class Alert(Base):
    """This subscription, this measure, this event: once, with its reason."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subscription_id", "event_id"),
        Index("ix_alert_message", "message_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscription.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    level: Mapped[str]
    reason: Mapped[dict[str, Any]]
    snapshot: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    subscription: Mapped[Subscription] = relationship()
    event: Mapped[Event] = relationship()
    notice: Mapped[Notice] = relationship()


class Message(Base):
    """One mail or push, of grouped alerts or other news; ``key`` makes it idempotent.

    Who has no account yet (``user_id`` is None) hears of their request for one.
    ``channel`` is "mail" or the kind of ``endpoint``. ``bounced_at`` is when a mail
    that a server had taken came back.
    """

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    channel: Mapped[str]
    address: Mapped[str]
    state: Mapped[str] = mapped_column(default=MessageState.PENDING, index=True)
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    warning_id: Mapped[int | None] = mapped_column(
        ForeignKey("warning.id", ondelete="SET NULL"), index=True
    )
    endpoint_id: Mapped[int | None] = mapped_column(
        ForeignKey("endpoint.id", ondelete="SET NULL"), index=True
    )
    bounced_at: Mapped[datetime | None]
    alerts: Mapped[list[Alert]] = relationship()
    warning: Mapped[OfficerWarning | None] = relationship()
    endpoint: Mapped[Endpoint | None] = relationship()
