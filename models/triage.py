"""Which notices deserve a comment: what was decided, and what the parts weigh."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice


class Choice(StrEnum):
    """What becomes of a notice on the worklist."""

    COMMENT = "comment"
    WATCH = "watch"
    ARCHIVE = "archive"


class Triage(Base):
    """What an officer decided about one notice; ``reason`` is from the closed list."""

    __tablename__ = "triage"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), unique=True)
    choice: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    notice: Mapped[Notice] = relationship()


class TriageWeight(Base):
    """How much one part of the score counts, where an officer changed it."""

    __tablename__ = "triage_weight"

    name: Mapped[str] = mapped_column(primary_key=True)
    weight: Mapped[float]
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]
