"""Whom the centre asks about a case, and what comes back; internal to the centre."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.case import Case
from models.organisation import Organisation


class AskedKind(StrEnum):
    """Who is asked."""

    FIRM = "firm"
    ASSOCIATION = "association"
    LABORATORY = "laboratory"
    EXPERT = "expert"
    DEPARTMENT = "department"
    """A department of the joint mechanism: it signs the opinion back."""


class Expert(Base):
    """A person or laboratory of the roster, with fields and languages."""

    __tablename__ = "expert"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(default=AskedKind.EXPERT)
    name: Mapped[str]
    employer: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    sectors: Mapped[list[str]] = mapped_column(default=list)
    ics: Mapped[list[str]] = mapped_column(default=list)
    fields: Mapped[str] = mapped_column(Text, default="")
    conflicts: Mapped[str] = mapped_column(Text, default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    retired_at: Mapped[datetime | None]
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]


class Consultation(Base):
    """One round of questions about a case; ``closes`` is its last day."""

    __tablename__ = "consultation"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    question_zh: Mapped[str] = mapped_column(Text, default="")
    question_en: Mapped[str] = mapped_column(Text, default="")
    closes: Mapped[date]
    closed_at: Mapped[datetime | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    case: Mapped[Case] = relationship()
    asked: Mapped[list[Asked]] = relationship(
        cascade="all, delete-orphan", order_by="Asked.id", back_populates="consultation"
    )


class Asked(Base):
    """One party that is asked, and how far it has come.

    ``serial`` stands in the signed link: a new link raises it and ends the old one.
    """

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("expert.id"), index=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="zh")
    serial: Mapped[int] = mapped_column(default=1)
    sent_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    consultation: Mapped[Consultation] = relationship(back_populates="asked")
    organisation: Mapped[Organisation | None] = relationship()
    expert: Mapped[Expert | None] = relationship()
    answer: Mapped[Answer | None] = relationship(
        cascade="all, delete-orphan", back_populates="asked"
    )


class Answer(Base):
    """What a party answered; it never leaves the centre but as counts and ranges.

    ``affected`` and ``cost`` hold keys of the closed lists of voices, ``exports`` one
    of the yearly ranges of a firm's exports. ``origin`` is link, page or import.
    """

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_id: Mapped[int] = mapped_column(
        ForeignKey("asked.id", ondelete="CASCADE"), unique=True
    )
    no_opinion: Mapped[bool] = mapped_column(default=False)
    affected: Mapped[str] = mapped_column(default="")
    cost: Mapped[str] = mapped_column(default="")
    months: Mapped[int | None]
    exports: Mapped[str] = mapped_column(default="")
    models: Mapped[int | None]
    """How many models of product are touched."""
    certificate: Mapped[str] = mapped_column(default="")
    product: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    clauses: Mapped[list[Any]] = mapped_column(default=list)
    """What an expert says clause by clause: ``clause`` and ``text`` of each."""
    conflict: Mapped[str] = mapped_column(Text, default="")
    """What an expert declares of interests of their own."""
    contact: Mapped[str] = mapped_column(default="")
    reach: Mapped[str] = mapped_column(default="")
    files: Mapped[list[Any]] = mapped_column(default=list)
    origin: Mapped[str] = mapped_column(default="link")
    late: Mapped[bool] = mapped_column(default=False)
    """It came after its round had closed, and counts from the next one on."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    asked: Mapped[Asked] = relationship(back_populates="answer")
