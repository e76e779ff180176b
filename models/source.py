"""Publishers, their runs, and what went wrong in them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class RunState(StrEnum):
    """How a run ended; empty is not success unless the source said zero."""

    RUNNING = "running"
    OK = "ok"
    OK_ZERO = "ok_zero"
    DEGRADED = "degraded"
    FAILED = "failed"
    SKIPPED = "skipped"


class Source(Base):
    """A publisher and its state; its ways of fetching share this one row.

    ``proven`` is whether its contract is known from the publisher's own words or
    from counted samples; ``way`` is the way that last brought everything, and
    ``reconciled_at`` when the whole of the source was last compared with the store.
    ``licence`` names the terms under which its texts are used, as the card says them.
    """

    __tablename__ = "source"

    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    title_zh: Mapped[str]
    url: Mapped[str]
    every_minutes: Mapped[int]
    least: Mapped[int]
    enabled: Mapped[bool] = mapped_column(default=True)
    proven: Mapped[bool] = mapped_column(default=True)
    licence: Mapped[str | None]
    way: Mapped[str | None]
    reconciled_at: Mapped[datetime | None]
    cursor: Mapped[date | None]
    baseline_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    last_error: Mapped[str | None]


class Run(Base):
    """One job or crawl: started, ended, counts, state, error in a sentence."""

    __tablename__ = "run"
    __table_args__ = (Index("ix_run_source_started", "source_slug", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str]
    source_slug: Mapped[str | None] = mapped_column(ForeignKey("source.slug"))
    way: Mapped[str | None]
    started_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default=RunState.RUNNING)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str | None]
    problems: Mapped[list[RunProblem]] = relationship(
        back_populates="run", cascade="all, delete-orphan"
    )


class RunProblem(Base):
    """One row or page that could not be used: where, and why in a sentence."""

    __tablename__ = "run_problem"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    place: Mapped[str]
    sentence: Mapped[str]
    run: Mapped[Run] = relationship(back_populates="problems")


class AlarmKind(StrEnum):
    """What is wrong with a source for which there is an alarm."""

    BROKEN = "broken"
    """Its last two turns failed, whatever the way."""
    LATE = "late"
    """Nobody has reached it for several of its intervals."""
    QUIET = "quiet"
    """It answers, but has brought nothing for longer than it ever usually does."""


class SourceAlarm(Base):
    """A source in trouble: told once, and once when it is over.

    ``kind`` is an ``AlarmKind`` and ``sentence`` says it as ``zh`` and ``en``. At most
    one alarm of a source is open (``ended_at`` empty), which an index holds, so that
    two processes never raise it twice.
    """

    __tablename__ = "source_alarm"
    __table_args__ = (
        Index(
            "ix_source_alarm_open",
            "source_slug",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_slug: Mapped[str] = mapped_column(ForeignKey("source.slug"), index=True)
    kind: Mapped[str]
    sentence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    raised_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    told_well_at: Mapped[datetime | None]


class Fetch(Base):
    """The validators of one address, for the next conditional request."""

    __tablename__ = "fetch"

    url: Mapped[str] = mapped_column(primary_key=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    sha256: Mapped[str | None]
    fetched_at: Mapped[datetime]
