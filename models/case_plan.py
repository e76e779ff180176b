"""When the steps of a case are due, and for whom its paper is bound."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Recipient(Base):
    """A national body that takes the centre's papers; none is shipped.

    Papers must lie there ``lead_days`` before the last day where the window is of 60
    days or more, else ``lead_share`` of the window, at least ``least_working_days``.
    """

    __tablename__ = "recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    department: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    agreement: Mapped[str] = mapped_column(default="")
    lead_days: Mapped[int] = mapped_column(default=21)
    lead_share: Mapped[float] = mapped_column(default=0.35)
    least_working_days: Mapped[int] = mapped_column(default=3)
    is_default: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None]
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]


class CasePlan(Base):
    """The days of a case as they were planned once; the highest number stands.

    ``external`` is the last day for comments (None: unknown), ``basis`` how it is
    known, ``zone`` the Member's. ``is_estimated`` also where a year of the calendar
    was not announced. ``told`` holds the steps of the computation, to be shown.
    ``reminded`` names what people were reminded of, such as ``draft_due:before``.
    """

    __tablename__ = "case_plan"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    external: Mapped[date | None]
    basis: Mapped[str]
    zone: Mapped[str] = mapped_column(default="")
    national: Mapped[date | None] = mapped_column(index=True)
    replies_close: Mapped[date | None]
    draft_due: Mapped[date | None]
    meeting_due: Mapped[date | None]
    sign_off_due: Mapped[date | None]
    is_estimated: Mapped[bool] = mapped_column(default=False)
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reminded: Mapped[list[str]] = mapped_column(default=list)
    why: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]


class CalendarDay(Base):
    """A day on which the officers' calendar differs from the shipped one."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool]
    name: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]
