"""Families: the documents of one measure, and what happened to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Measure(Base):
    """All documents that share a base symbol; joined measures redirect."""

    __tablename__ = "measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    redirect_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    created_at: Mapped[datetime]
    symbols: Mapped[list[MeasureSymbol]] = relationship(
        back_populates="measure", cascade="all, delete-orphan"
    )
    events: Mapped[list[Event]] = relationship(
        back_populates="measure",
        cascade="all, delete-orphan",
        order_by="Event.day, Event.id",
    )


class MeasureSymbol(Base):
    """A base symbol, and the one measure it leads to."""

    __tablename__ = "measure_symbol"

    base_symbol: Mapped[str] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    measure: Mapped[Measure] = relationship(back_populates="symbols")


class Event(Base):
    """What happened to a measure, dated, with the words or field that say so.

    ``day`` is the publisher's; where it gave none, the day of the document that
    told it, and ``day_basis`` says which (``stated`` or ``distributed``).
    """

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("notice_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(default="")
    day: Mapped[date]
    day_basis: Mapped[str] = mapped_column(default="stated")
    origin: Mapped[str]
    words: Mapped[str] = mapped_column(Text, default="")
    change: Mapped[dict[str, Any]] = mapped_column(default=dict)
    baseline: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(index=True)
    measure: Mapped[Measure] = relationship(back_populates="events")
