"""Holes in the numbering of WTO documents: the proof of what is not there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class GapState(StrEnum):
    """A hole is open, explained, or was filled later."""

    OPEN = "open"
    EXPLAINED = "explained"
    FOUND = "found"


class Gap(Base):
    """A number that a series lacks between two that are there.

    ``series`` is what stands before the number: ``G/TBT/N/USA`` for the Member's
    notifications, ``G/TBT/N/USA/993/Add`` for the addenda of one of them.
    ``reason`` is one of ``models.gaps.Reason``, and ``note`` what proves it: the symbol
    of the document that says so, the day until which a young number may come, or an
    officer's words; then ``author`` is the officer. A hole is found with ``closed_at``.
    """

    __tablename__ = "gap"
    __table_args__ = (UniqueConstraint("series", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str]
    number: Mapped[int]
    agreement: Mapped[str] = mapped_column(index=True)
    member_code: Mapped[str] = mapped_column(ForeignKey("member.code"), index=True)
    state: Mapped[str] = mapped_column(default=GapState.OPEN, index=True)
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    author: Mapped[str | None]
    seen_at: Mapped[datetime]
    checked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
