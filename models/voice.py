"""What firms tell the centre: answers to a notice, and barriers that they met."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice
from models.organisation import Organisation
from models.user import User


class Voice(Base):
    """One person's answer to one notice, as evidence for the centre.

    ``affected`` and ``cost`` hold keys of closed lists or nothing; ``months`` is how
    long adapting takes, or None where it was not said. ``file`` names one that lies
    in the data folder (``hash``, ``name``, ``kind``, ``size``), or is empty.
    ``alert_id`` is kept only to tell which message brought the answer.
    """

    __tablename__ = "voice"
    __table_args__ = (UniqueConstraint("user_id", "notice_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    alert_id: Mapped[int | None]
    affected: Mapped[str] = mapped_column(default="")
    cost: Mapped[str] = mapped_column(default="")
    months: Mapped[int | None]
    certificate: Mapped[str] = mapped_column(default="")
    product: Mapped[str]
    contact: Mapped[str]
    reach: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    notice: Mapped[Notice] = relationship()
    user: Mapped[User] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class BarrierState(StrEnum):
    """How far a report of a barrier has come."""

    UNCONFIRMED = "unconfirmed"
    """Its author has not confirmed the address yet."""
    NEW = "new"
    CHECKING = "checking"
    PASSED = "passed"
    """It was passed on to another body, named in the note."""
    CLOSED = "closed"
    UNVERIFIABLE = "unverifiable"


class Barrier(Base):
    """A barrier that a firm met, of a measure that perhaps was never notified.

    ``mark`` is the hash of the link that confirms the address of who has no account.
    """

    __tablename__ = "barrier"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    market: Mapped[str]
    hs: Mapped[str] = mapped_column(default="")
    product: Mapped[str]
    story: Mapped[str] = mapped_column(Text)
    since: Mapped[str] = mapped_column(default="")
    """A month, as 2026-03."""
    loss: Mapped[str] = mapped_column(default="")
    firm: Mapped[str] = mapped_column(default="")
    contact: Mapped[str]
    email: Mapped[str]
    language: Mapped[str] = mapped_column(default="zh")
    file: Mapped[dict[str, Any]] = mapped_column(default=dict)
    mark: Mapped[str | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    notice: Mapped[Notice | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=owner_id)
    notes: Mapped[list[BarrierNote]] = relationship(
        cascade="all, delete-orphan", order_by="BarrierNote.id"
    )


class BarrierNote(Base):
    """A step of the centre with a report: what changed, and a note; internal."""

    __tablename__ = "barrier_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    barrier_id: Mapped[int] = mapped_column(
        ForeignKey("barrier.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    actor: Mapped[str]
    state: Mapped[str]
    text: Mapped[str] = mapped_column(Text, default="")
