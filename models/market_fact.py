"""What an exporter must know of a market: bodies, schemes, languages."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class MarketFact(Base):
    """One fact about a market, with its official link and day.

    ``market`` is the code of a Member, or ``g:<id>`` for a group. ``sectors`` are the
    sectors it matters to; none means all. It is 待核验 until ``checked_at`` is set.
    ``edited_by_id`` and ``added`` keep a reload of the shipped facts away from what an
    officer has changed or added.
    """

    __tablename__ = "market_fact"
    __table_args__ = (UniqueConstraint("market", "topic", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    market: Mapped[str] = mapped_column(index=True)
    topic: Mapped[str]
    key: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    """The official name in the market's own language."""
    zh: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    sectors: Mapped[list[str]] = mapped_column(default=list)
    url: Mapped[str] = mapped_column(default="")
    as_of: Mapped[date]
    added: Mapped[bool] = mapped_column(default=False)
    edition: Mapped[int] = mapped_column(default=1)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    edited_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    checked_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
