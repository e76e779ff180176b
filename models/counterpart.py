"""The WTO notification of a national measure: looked for, found, or absent."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice


class CounterpartState(StrEnum):
    """How the search for a notification stands."""

    SOUGHT = "sought"
    """Too early to say: it may still come."""
    FOUND = "found"
    ABSENT = "absent"
    """Not notified as far as we can see: to be asked about."""
    ASKED = "asked"
    DISMISSED = "dismissed"


class Counterpart(Base):
    """A national measure, and the WTO notification that was found for it or not.

    ``evidence`` lists what was looked at: for each nearest notification its id, its
    score and what agrees (docket, title, dates, products). ``due`` is the day from
    which its absence is worth a question.
    """

    __tablename__ = "counterpart"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), unique=True)
    found_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    state: Mapped[str] = mapped_column(default=CounterpartState.SOUGHT, index=True)
    score: Mapped[float] = mapped_column(default=0.0)
    evidence: Mapped[list[Any]] = mapped_column(default=list)
    due: Mapped[date]
    rules: Mapped[str]
    checked_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    notice: Mapped[Notice] = relationship(foreign_keys=[notice_id])
    found: Mapped[Notice | None] = relationship(foreign_keys=[found_id])
