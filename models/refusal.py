"""Goods refused at a border, as an importing authority publishes it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Refusal(Base):
    """One refusal or rapid alert: who refused what of whose origin, when, and why.

    Loaded from a table (RASFF, FDA import refusals), never invented. ``origin`` is
    the country of the goods as a Member's code; ``product`` and ``reason`` are the
    publisher's words; ``hs`` is ours, where the words allow one.
    """

    __tablename__ = "refusal"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    key: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    market: Mapped[str]
    origin: Mapped[str] = mapped_column(index=True)
    product: Mapped[str]
    hs: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    imported_by: Mapped[str]
    imported_at: Mapped[datetime]
