"""The centre's work on one measure: the case, its arguments, its drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice


class Case(Base):
    """The centre's work on one measure, from candidate to closed."""

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    state: Mapped[str] = mapped_column(default="candidate", index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    notice: Mapped[Notice] = relationship()
    items: Mapped[list[CaseItem]] = relationship(
        back_populates="case",
        cascade="all, delete-orphan",
        order_by="CaseItem.position",
    )
    moves: Mapped[list[CaseMove]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseMove.id"
    )
    drafts: Mapped[list[CaseDraft]] = relationship(
        back_populates="case",
        cascade="all, delete-orphan",
        order_by="CaseDraft.number",
    )


class CaseItem(Base):
    """One argument: clause, problem, ground, request, in both languages."""

    __tablename__ = "case_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int]
    ground_id: Mapped[str]
    origin: Mapped[str] = mapped_column(default="machine")
    clause: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    check: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem_zh: Mapped[str] = mapped_column(Text, default="")
    problem_en: Mapped[str] = mapped_column(Text, default="")
    request_zh: Mapped[str] = mapped_column(Text, default="")
    request_en: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(default="clarify")
    case: Mapped[Case] = relationship(back_populates="items")


class CaseDraft(Base):
    """A saved text of the comment, both languages side by side."""

    __tablename__ = "case_draft"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    origin: Mapped[str]
    author: Mapped[str]
    created_at: Mapped[datetime]
    case: Mapped[Case] = relationship(back_populates="drafts")


class CaseMove(Base):
    """A change of state: who, when, why, and the case as it stood."""

    __tablename__ = "case_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    from_state: Mapped[str]
    to_state: Mapped[str]
    actor: Mapped[str]
    reason: Mapped[str] = mapped_column(Text, default="")
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime]
    case: Mapped[Case] = relationship(back_populates="moves")
