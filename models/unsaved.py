"""Words that somebody was typing and has not saved yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Unsaved(Base):
    """The fields of one form as one person left them.

    ``place`` names the form, ``edition`` the state that they began from.
    """

    __tablename__ = "unsaved"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[int]
    words: Mapped[dict[str, Any]]
    at: Mapped[datetime]
