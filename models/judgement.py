"""What officers say of a match: it is right, or it is not."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Verdict(StrEnum):
    """A notice touches a sector, or it does not."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


class Judgement(Base):
    """The verdict that stands for a notice and a sector; earlier ones are audited.

    ``machine`` is the certainty that the rules gave when the verdict fell ('' if they
    saw nothing at all), ``score`` their score, and ``version_number`` the version of
    the notice that the officer read. ``reason`` is a key of a closed list.
    """

    __tablename__ = "judgement"
    __table_args__ = (UniqueConstraint("notice_id", "sector_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="CASCADE"))
    sector_id: Mapped[str] = mapped_column(ForeignKey("sector.id"), index=True)
    verdict: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    machine: Mapped[str] = mapped_column(default="")
    score: Mapped[float] = mapped_column(default=0.0)
    version_number: Mapped[int]
    author: Mapped[str]
    at: Mapped[datetime]
