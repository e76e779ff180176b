"""Where messages go besides mail, and which mail addresses no longer take any."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.user import User


class EndpointKind(StrEnum):
    """The robots of group chats, and a program of the reader's own."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    WEBHOOK = "webhook"


class EndpointState(StrEnum):
    """One that is disabled is sent nothing until its owner turns it on again."""

    ACTIVE = "active"
    DISABLED = "disabled"


class AddressState(StrEnum):
    """An address that has stopped is sent nothing but what its owner asks for."""

    TAKES = "takes"
    STOPPED = "stopped"


class Endpoint(Base):
    """An address of the web that a person has messages sent to.

    ``secret`` signs what we send, where the kind can do so; it may be empty.
    ``failures`` counts attempts in a row that were not taken, since ``failing_since``.
    """

    __tablename__ = "endpoint"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    url: Mapped[str]
    secret: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=EndpointState.ACTIVE)
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(default="")
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class Push(Base):
    """That an endpoint has been told of an alert, or need not be (no message)."""

    __tablename__ = "push"

    endpoint_id: Mapped[int] = mapped_column(
        ForeignKey("endpoint.id", ondelete="CASCADE"), primary_key=True
    )
    alert_id: Mapped[int] = mapped_column(
        ForeignKey("alert.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id", ondelete="SET NULL"), index=True
    )


class MailAddress(Base):
    """What is known of an address (in small letters) that refused something.

    ``refusals`` counts messages in a row that were given up for the address's sake.
    """

    __tablename__ = "mail_address"

    address: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default=AddressState.TAKES, index=True)
    refusals: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime]


class FeedKey(Base):
    """The number that a person's secret feed addresses carry; a new one ends the old.

    Who has no row has the number 1.
    """

    __tablename__ = "feed_key"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    number: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]
