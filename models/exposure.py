"""What Hubei, and a single firm, sells to whom; only ever what somebody loaded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class ExportTable(Base):
    """A file of exports that was imported: whose figures, in what, read when.

    ``currency`` is an ISO 4217 code and ``unit`` how many of it one stands for in the
    file (1, 1000, 10000 …); the rows hold whole units of the currency. ``hs_edition``
    is the edition of the file's codes, such as ``HS2022``. ``invented`` marks the
    figures of a demonstration. Of the tables that are ``active``, the one imported
    last counts for a year. ``until`` is the last day of the twelve months that its
    latest year stands for, where that is no calendar year. ``remarks`` tell what was
    left out, cut or converted: each a sentence under ``zh`` and ``en``.
    """

    __tablename__ = "export_table"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]
    retrieved: Mapped[date | None]
    currency: Mapped[str]
    unit: Mapped[int] = mapped_column(default=1)
    hs_edition: Mapped[str]
    invented: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    imported_by: Mapped[str]
    imported_at: Mapped[datetime]
    until: Mapped[date | None]
    remarks: Mapped[list[Any]] = mapped_column(default=list)
    rows: Mapped[list[Exposure]] = relationship(
        back_populates="table", cascade="all, delete-orphan"
    )


class Exposure(Base):
    """Exports of one HS code to one market in one year.

    ``hs`` is the code in the current edition, and ``share`` is below 1 where the
    stated code was split and its value divided; ``stated_hs`` is the code of the file.
    """

    __tablename__ = "exposure"
    __table_args__ = (
        UniqueConstraint("table_id", "year", "stated_hs", "hs", "market"),
        Index("ix_exposure_market_hs", "market", "hs"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(
        ForeignKey("export_table.id", ondelete="CASCADE")
    )
    year: Mapped[int]
    hs: Mapped[str] = mapped_column(index=True)
    stated_hs: Mapped[str]
    market: Mapped[str] = mapped_column(ForeignKey("member.code"))
    value: Mapped[float]
    share: Mapped[float] = mapped_column(default=1.0)
    table: Mapped[ExportTable] = relationship(back_populates="rows")


class FirmExport(Base):
    """What one firm says it sells of a product to a market in a year, as a range.

    Private: shown to the firm and the enquiry centre, to nobody else. ``market`` is
    None for all markets together; ``high`` is None where the range has no upper end.
    """

    __tablename__ = "firm_export"
    __table_args__ = (UniqueConstraint("organisation_id", "hs", "market", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE")
    )
    hs: Mapped[str]
    market: Mapped[str | None] = mapped_column(ForeignKey("member.code"))
    year: Mapped[int]
    low: Mapped[float]
    high: Mapped[float | None]
    currency: Mapped[str] = mapped_column(default="CNY")
    author: Mapped[str]
    at: Mapped[datetime]
