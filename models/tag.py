"""Findings about a notice, each with the words that earned it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Tag(Base):
    """One finding: scheme, code, score, origin, and where its words stand.

    ``start`` and ``end`` are character offsets into the notice's field of that
    name; both are 0 for a finding that comes from a code or tick list alone.
    """

    __tablename__ = "tag"
    __table_args__ = (
        Index("ix_tag_scheme_code_notice", "scheme", "code", "notice_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE"), index=True
    )
    version_number: Mapped[int]
    scheme: Mapped[str]
    code: Mapped[str]
    score: Mapped[float]
    origin: Mapped[str]
    field: Mapped[str]
    start: Mapped[int] = mapped_column(default=0)
    end: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(default="")
    rules: Mapped[str]
