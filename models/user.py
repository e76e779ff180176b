"""People, what they may do, and who did what."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.organisation import Organisation


class Role(StrEnum):
    """The eight roles of the trade; rights hang on them."""

    OFFICER = "officer"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    EXPERT = "expert"
    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    DEPARTMENT = "department"
    ADMIN = "admin"


class User(Base):
    """A person who signs in; ``epoch`` rises to end all of a user's sessions."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="zh")
    epoch: Mapped[int] = mapped_column(default=1)
    disabled: Mapped[bool] = mapped_column(default=False)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    organisation: Mapped[Organisation | None] = relationship()


class AuditEntry(Base):
    """Who did what to what; append only.

    ``actor`` is a name as it then was; ``actor_id`` tells people of one name apart.
    It is None for the system, and in what was written before it was kept.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_id: Mapped[int | None]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
