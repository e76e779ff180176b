"""What went out with a case and what came back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.case_plan import Recipient


class Stage(StrEnum):
    """How far a paper went."""

    NATIONAL = "national"
    """By the centre to a national body."""
    ABROAD = "abroad"
    """By the national body to the Member; the centre writes down what it is told."""


class Dispatch(Base):
    """One sending: which signed text, to whom, how, when, with which files.

    ``files`` holds name, kind, size and sha256 of each. ``receipt`` is what came back
    as proof of arrival.
    """

    __tablename__ = "dispatch"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[str]
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signature.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    addressee: Mapped[str]
    channel: Mapped[str]
    languages: Mapped[list[str]] = mapped_column(default=list)
    at: Mapped[datetime]
    files: Mapped[list[Any]] = mapped_column(default=list)
    receipt: Mapped[str] = mapped_column(Text, default="")
    receipt_at: Mapped[datetime | None]
    receipt_file: Mapped[dict[str, Any]] = mapped_column(default=dict)
    tracking: Mapped[str] = mapped_column(default="")
    is_late: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]
    recipient: Mapped[Recipient | None] = relationship()


class ReplyKind(StrEnum):
    """What the Member sent."""

    ACKNOWLEDGEMENT = "acknowledgement"
    INTERIM = "interim"
    REPLY = "reply"


class Reply(Base):
    """What a Member answered, on which day, in which words."""

    __tablename__ = "reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    day: Mapped[date]
    language: Mapped[str] = mapped_column(default="en")
    text: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[dict[str, Any]] = mapped_column(default=dict)
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]


class Chase(Base):
    """That the centre asked again for a reply."""

    __tablename__ = "chase"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[date]
    channel: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text, default="")
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]
