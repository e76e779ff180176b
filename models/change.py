"""Differences that people can read: what a later text changes in an earlier one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice


class Change(Base):
    """What a notice changes: in its own earlier text, or in its family.

    ``kind`` is ``version`` (the publisher changed the record), ``family`` (a
    revision, addendum, corrigendum or supplement against what stood before) or
    ``text`` (the notified text itself, clause by clause). ``key`` tells several of
    one kind apart. ``fields`` and ``clauses`` are those of ``models.changes``.
    """

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("notice_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    against_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(default="")
    fields: Mapped[list[Any]] = mapped_column(default=list)
    clauses: Mapped[list[Any]] = mapped_column(default=list)
    basis: Mapped[str]
    """The hashes and rules it was made from; others mean that it is made again."""
    created_at: Mapped[datetime]
    notice: Mapped[Notice] = relationship(foreign_keys=[notice_id])
    against: Mapped[Notice | None] = relationship(foreign_keys=[against_id])
