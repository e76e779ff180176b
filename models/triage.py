"""Which notices deserve a comment: what was decided, and what the parts weigh."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

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


class TriageFigure(Base):
    """What a pass worked out of one notice, so that the worklist need not.

    ``mark`` names all that it was worked out of, and on which days it holds; a row of
    another mark is stale.
    ``exports`` are the central exports that it touches, or all to its markets where it
    is ``horizontal``; None where no table of exports counts. ``strengths`` holds how
    strong each ground is that fired.
    """

    __tablename__ = "triage_figure"

    notice_id: Mapped[int] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE"), primary_key=True
    )
    mark: Mapped[str]
    exports: Mapped[float | None]
    horizontal: Mapped[bool] = mapped_column(default=False)
    strengths: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TriageWeight(Base):
    """How much one part of the score counts, where an officer changed it."""

    __tablename__ = "triage_weight"

    name: Mapped[str] = mapped_column(primary_key=True)
    weight: Mapped[float]
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]
