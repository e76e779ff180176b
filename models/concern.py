"""Specific trade concerns: raised by us or others, entered or imported."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Concern(Base):
    """A specific trade concern (特别贸易关注), ours if it has a case.

    ``number`` is the WTO's, where it has one. ``position_zh`` and ``position_en`` are
    the talking points. ``dispute`` holds steps after it: day, what, file.
    """

    __tablename__ = "concern"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="SET NULL"), unique=True
    )
    number: Mapped[str | None] = mapped_column(unique=True)
    title_zh: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="")
    member_code: Mapped[str] = mapped_column(index=True)
    symbols: Mapped[list[str]] = mapped_column(default=list)
    product: Mapped[str] = mapped_column(Text, default="")
    hs: Mapped[list[str]] = mapped_column(default=list)
    grounds: Mapped[list[str]] = mapped_column(default=list)
    problem_zh: Mapped[str] = mapped_column(Text, default="")
    problem_en: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(default="")
    position_zh: Mapped[str] = mapped_column(Text, default="")
    position_en: Mapped[str] = mapped_column(Text, default="")
    raised_by: Mapped[list[str]] = mapped_column(default=list)
    answer: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="prepared", index=True)
    origin: Mapped[str] = mapped_column(default="entered")
    dispute: Mapped[list[Any]] = mapped_column(default=list)
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]
    raisings: Mapped[list[ConcernRaising]] = relationship(
        cascade="all, delete-orphan", order_by="ConcernRaising.meeting"
    )


class ConcernRaising(Base):
    """That a concern was, or will be, raised at a meeting of a WTO committee."""

    __tablename__ = "concern_raising"

    concern_id: Mapped[int] = mapped_column(
        ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True
    )
    meeting: Mapped[date] = mapped_column(primary_key=True)
    supporters: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
