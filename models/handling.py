"""What a firm does with a measure it was alerted to, and what its people say of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class HandlingState(StrEnum):
    """How far a firm has come with a measure; without a row it is waiting."""

    WAITING = "waiting"
    WORKING = "working"
    NOT_OURS = "not_ours"
    DONE = "done"


SETTLED = (HandlingState.NOT_OURS, HandlingState.DONE)
"""States in which nothing is left to do, until something happens to the measure."""


class Handling(Base):
    """What a firm, or a person without one, does with a measure; kept over its events.

    ``known_event`` is the latest event the firm was alerted to when the state was set:
    a later one is news. ``snapshot`` is the measure as it stood then, so that the
    record stays when the alerts go.
    """

    __tablename__ = "handling"
    __table_args__ = (
        UniqueConstraint("organisation_id", "measure_id"),
        UniqueConstraint("user_id", "measure_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE")
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE")
    )
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), index=True)
    state: Mapped[str] = mapped_column(default=HandlingState.WAITING)
    colleague_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    note: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None]
    known_event: Mapped[int] = mapped_column(default=0)
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    updated_by: Mapped[str]
    updated_at: Mapped[datetime]
    files: Mapped[list[HandlingFile]] = relationship(
        cascade="all, delete-orphan", order_by="HandlingFile.id"
    )


class HandlingFile(Base):
    """A file that a firm keeps with a measure; the bytes lie under their hash."""

    __tablename__ = "handling_file"
    __table_args__ = (UniqueConstraint("handling_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    handling_id: Mapped[int] = mapped_column(
        ForeignKey("handling.id", ondelete="CASCADE")
    )
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class TapVerdict(StrEnum):
    """What a reader says of an alert."""

    RELEVANT = "relevant"
    IRRELEVANT = "irrelevant"


class Tap(Base):
    """A reader's word on an alert: one each, the last one counts."""

    __tablename__ = "tap"
    __table_args__ = (UniqueConstraint("alert_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), index=True
    )
    verdict: Mapped[str]
    at: Mapped[datetime]
