"""Grounds for comments that a person has compared with the text of the treaty."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.user import User


class GroundCheck(Base):
    """That somebody compared a ground with a text, and with which.

    ``ground_hash`` is of what the ground then said: where it says something else now,
    the check no longer holds. The newest that was not taken back stands.
    """

    __tablename__ = "ground_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    ground_id: Mapped[str] = mapped_column(index=True)
    ground_hash: Mapped[str]
    against: Mapped[str]
    """The text that it was compared with, such as a document and its edition."""
    note: Mapped[str] = mapped_column(Text, default="")
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    checked_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None]
    checked_by: Mapped[User] = relationship(foreign_keys=[checked_by_id])
