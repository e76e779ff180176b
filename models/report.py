"""Reports that go out: their texts by people, and figures frozen with their rows."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class ReportState(StrEnum):
    """Where a report stands on its way out."""

    DRAFT = "draft"
    REVIEW = "review"
    """Laid before a second person."""
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Report(Base):
    """An issue of a bulletin, or a special report on one measure.

    ``kind`` names its plan (``daily``, ``weekly``, ``monthly``, ``yearly``,
    ``special``), ``key`` the issue within it, such as ``2025-06``. ``choice`` is what
    its figures are narrowed to, as an address would say it. ``sha256`` is of the
    canonical JSON of all its texts and figures, set at its release. ``edition`` grows
    with each change, so that two people who edit at once are told.
    """

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("kind", "key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    """Grows when a withdrawn issue is made again."""
    title_zh: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    until: Mapped[date]
    choice: Mapped[str] = mapped_column(Text, default="")
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    sector_id: Mapped[str | None] = mapped_column(ForeignKey("sector.id"))
    state: Mapped[str] = mapped_column(default=ReportState.DRAFT, index=True)
    edition: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    counted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    submitted_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    released_at: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was sent back or withdrawn."""
    blocks: Mapped[list[ReportBlock]] = relationship(
        cascade="all, delete-orphan", order_by="ReportBlock.position"
    )
    figures: Mapped[list[ReportFigure]] = relationship(
        cascade="all, delete-orphan", order_by="ReportFigure.position"
    )


class ReportBlock(Base):
    """A text of a report in both languages; what a person wrote is never overwritten.

    ``made_zh`` and ``made_en`` are what the figures said when they were last counted.
    """

    __tablename__ = "report_block"
    __table_args__ = (UniqueConstraint("report_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str]
    position: Mapped[int]
    zh: Mapped[str] = mapped_column(Text, default="")
    en: Mapped[str] = mapped_column(Text, default="")
    made_zh: Mapped[str] = mapped_column(Text, default="")
    made_en: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None as long as it says what was made of the figures."""
    edited_at: Mapped[datetime | None]


class ReportFigure(Base):
    """A figure as it stood: what was asked, what came out, and the rows it came from.

    ``view`` and ``choice`` ask it again. ``counted`` holds its columns and rows,
    ``cut`` names the rows that were used, and ``marks`` (zlib of JSON: row, mark)
    tell later which of them differ.
    """

    __tablename__ = "report_figure"
    __table_args__ = (UniqueConstraint("report_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str]
    position: Mapped[int]
    view: Mapped[str]
    choice: Mapped[str] = mapped_column(Text)
    day: Mapped[date]
    """The day it was counted on, which open deadlines depend on."""
    counted: Mapped[dict[str, Any]]
    cut: Mapped[str]
    marks: Mapped[bytes] = mapped_column(LargeBinary)
