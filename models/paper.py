"""Papers beside the comment, and the centre's own Word templates."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class PaperKind(StrEnum):
    """What may be written from a case."""

    INTERNAL = "internal"
    """评议意见, for the centre and its reviewers; firms' data stay in it."""
    COMMENT = "comment"
    EXTENSION = "extension"
    CONCERN = "concern"
    TRANSMITTAL = "transmittal"
    CHASE = "chase"


class CaseLetter(Base):
    """A saved text of a paper beside the comment; versions as of a draft."""

    __tablename__ = "case_letter"
    __table_args__ = (UniqueConstraint("case_id", "kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    kind: Mapped[str]
    number: Mapped[int]
    text_zh: Mapped[str] = mapped_column(Text, default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str]
    author: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class PaperTemplate(Base):
    """A Word file of the centre's own for one kind of paper; the newest stands."""

    __tablename__ = "paper_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    file: Mapped[dict[str, Any]]
    uploaded_by: Mapped[str]
    uploaded_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
