"""Remarks in the margin, meetings, and the text as it was signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.user import User


class Remark(Base):
    """A reviewer's note on one argument, or on the whole paper (no item).

    ``parent_id`` names the remark that this one answers.
    """

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_item.id", ondelete="SET NULL"), index=True
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("remark.id", ondelete="CASCADE")
    )
    draft_number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    resolved_by: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[datetime | None]
    author: Mapped[User] = relationship()


class Signature(Base):
    """A sign-off: what was signed, word for word, its hash, and by whom.

    ``signed`` holds both texts and all arguments; ``sha256`` is of its canonical JSON.
    ``reopened_at`` ends it: the next sign-off has the next number.
    """

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    draft_number: Mapped[int]
    signed: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    drafters: Mapped[list[str]] = mapped_column(default=list)
    drafter_ids: Mapped[list[Any]] = mapped_column(default=list)
    signer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    reopened_by: Mapped[str] = mapped_column(default="")
    reopened_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    signer: Mapped[User] = relationship()


class Meeting(Base):
    """A meeting on drafts (评议会): who is invited, when, its minutes as a file."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    hour: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    invited: Mapped[list[Any]] = mapped_column(default=list)
    """Name, party and address of each."""
    minutes: Mapped[str] = mapped_column(Text, default="")
    files: Mapped[list[Any]] = mapped_column(default=list)
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    cases: Mapped[list[MeetingCase]] = relationship(cascade="all, delete-orphan")


class MeetingCase(Base):
    """That a case is on the list of a meeting, and what was agreed."""

    __tablename__ = "meeting_case"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    agreed: Mapped[str] = mapped_column(Text, default="")
