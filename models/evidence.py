"""What proves the arguments of a case."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class EvidenceKind(StrEnum):
    """What a row of evidence is."""

    FIRMS = "firms"
    """Counts and ranges over answers of firms."""
    TRADE = "trade"
    TEST = "test"
    COST = "cost"
    STANDARD = "standard"
    TEXT = "text"
    """Words of the notified text or of another law."""
    OTHER = "other"


class Evidence(Base):
    """One proven fact: who says it, what it says, its value, whether it may go out.

    What is ``internal`` never reaches a paper. ``from_answer`` and ``from_voice`` tell
    whose words lie behind it. ``file`` names one in the data folder, or is empty.
    ``figures`` holds the counts of firms that a row tells, by what was counted.
    ``edition`` rises with each edit.
    """

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    text_zh: Mapped[str] = mapped_column(Text, default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    source_en: Mapped[str] = mapped_column(default="")
    """The source as an English text names it; empty where ``source`` will do."""
    internal: Mapped[bool] = mapped_column(default=True)
    invented: Mapped[bool] = mapped_column(default=False)
    """Made up for an example; said wherever it is shown."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    from_answer: Mapped[int | None] = mapped_column(
        ForeignKey("answer.id", ondelete="SET NULL")
    )
    from_voice: Mapped[int | None] = mapped_column(
        ForeignKey("voice.id", ondelete="SET NULL")
    )
    file: Mapped[dict[str, Any]] = mapped_column(default=dict)
    former_files: Mapped[list[Any]] = mapped_column(default=list)
    """Files that a newer one replaced: what ``file`` held, and ``by`` and ``until``."""
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edition: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class ItemEvidence(Base):
    """That a row of evidence stands behind an argument."""

    __tablename__ = "item_evidence"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("case_item.id", ondelete="CASCADE"), primary_key=True
    )
    evidence_id: Mapped[int] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Comparison(Base):
    """One line of the table of standards: their clause, ours, the world's."""

    __tablename__ = "comparison"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    subject: Mapped[str]
    theirs: Mapped[str] = mapped_column(Text, default="")
    international: Mapped[str] = mapped_column(Text, default="")
    gb: Mapped[str] = mapped_column(Text, default="")
    others: Mapped[str] = mapped_column(Text, default="")
    gap: Mapped[str] = mapped_column(Text, default="")
    edition: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
