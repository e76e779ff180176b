"""Hubei's export sectors, what defines them, and which notices touch them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Sector(Base):
    """An export sector; ``edited_by`` is set once an officer has changed it."""

    __tablename__ = "sector"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    cities: Mapped[list[str]] = mapped_column(default=list)
    domains: Mapped[list[str]] = mapped_column(default=list)
    horizontal: Mapped[bool] = mapped_column(default=False)
    edited_by: Mapped[str | None]
    terms: Mapped[list[SectorTerm]] = relationship(
        back_populates="sector", cascade="all, delete-orphan"
    )


class SectorTerm(Base):
    """One line of a sector's definition: an HS or ICS prefix, or a word."""

    __tablename__ = "sector_term"
    __table_args__ = (UniqueConstraint("sector_id", "kind", "language", "term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sector_id: Mapped[str] = mapped_column(ForeignKey("sector.id"), index=True)
    kind: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    term: Mapped[str]
    weight: Mapped[float] = mapped_column(default=1.0)
    edited_by: Mapped[str | None]
    edited_at: Mapped[datetime | None]
    removed: Mapped[bool] = mapped_column(default=False)
    sector: Mapped[Sector] = relationship(back_populates="terms")


class Certainty(StrEnum):
    """How surely a notice touches a sector, or why a row only explains that not."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NEAR = "near"
    """Something speaks for the sector, but not enough; officers may see why."""
    REFUSED = "refused"
    """An officer has said that the notice does not touch the sector."""


MATCHED = (Certainty.SURE, Certainty.LIKELY, Certainty.POSSIBLE)
"""The certainties that are matches; what else is kept only explains."""


class Match(Base):
    """A notice and a sector: how surely it touches it, and the reasons in order.

    Only ``sure``, ``likely`` and ``possible`` are matches; a query names the ones it
    means. ``machine`` is the certainty by the rules where an officer's verdict has
    replaced it ('' elsewhere).
    """

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("notice_id", "sector_id"),
        Index(
            "ix_match_sector_certainty_notice", "sector_id", "certainty", "notice_id"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE"), index=True
    )
    sector_id: Mapped[str] = mapped_column(ForeignKey("sector.id"))
    score: Mapped[float]
    certainty: Mapped[str]
    machine: Mapped[str] = mapped_column(default="")
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    rules: Mapped[str]
    created_at: Mapped[datetime]
