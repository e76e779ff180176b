"""Alerts that officers write by hand, to whom they go, and what came back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice
from models.organisation import Organisation
from models.user import User


class WarningState(StrEnum):
    """How far a warning has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class TargetKind(StrEnum):
    """By what firms are chosen."""

    SECTOR = "sector"
    HS = "hs"
    CITY = "city"
    FIRM = "firm"
    """By the id of the firm."""


class OfficerWarning(Base):
    """One warning: its words, what it is about, its files, its way through review.

    ``files`` holds name, sha256, kind and size of each. ``history`` holds each move:
    at, by (an address), by_id, name, state, reason.
    """

    __tablename__ = "warning"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default=WarningState.DRAFT, index=True)
    level: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    body_zh: Mapped[str] = mapped_column(Text)
    body_en: Mapped[str] = mapped_column(Text, default="")
    notice_id: Mapped[int | None] = mapped_column(
        ForeignKey("notice.id", ondelete="SET NULL"), index=True
    )
    expires: Mapped[date | None]
    files: Mapped[list[Any]] = mapped_column(default=list)
    history: Mapped[list[Any]] = mapped_column(default=list)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    author: Mapped[User] = relationship()
    notice: Mapped[Notice | None] = relationship()
    targets: Mapped[list[WarningTarget]] = relationship(
        cascade="all, delete-orphan", order_by="WarningTarget.id"
    )

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.expires is not None and self.expires < today


class WarningTarget(Base):
    """One sector, code, city or firm that a warning is for."""

    __tablename__ = "warning_target"
    __table_args__ = (UniqueConstraint("warning_id", "kind", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    warning_id: Mapped[int] = mapped_column(
        ForeignKey("warning.id", ondelete="CASCADE")
    )
    kind: Mapped[str]
    value: Mapped[str]


class Receipt(Base):
    """One person to whom a warning went; what they said of it themselves.

    ``read_at`` is set when they say that they have read it, never by looking.
    ``sends`` counts the messages, the first included.
    """

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("warning_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    warning_id: Mapped[int] = mapped_column(
        ForeignKey("warning.id", ondelete="CASCADE")
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    sends: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    warning: Mapped[OfficerWarning] = relationship()
    user: Mapped[User] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
