"""The centre's work on one measure: the case, its arguments, its drafts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice

WHEN_READ: dict[str, Any] = {"deferred": True, "deferred_group": "texts"}
"""The texts of a version come together, when one of them is read: a case has many."""


class Standing(StrEnum):
    """How the words that an argument quotes fare in the newest text."""

    UNPLACED = "unplaced"
    """It points at no clause."""
    VALID = "valid"
    CHANGED = "changed"
    GONE = "gone"


class Outcome(StrEnum):
    """What came of one argument; unknown stays unknown."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What is marked on a case beside its state."""

    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    """Another Member's comment says it; ours joins it."""
    ACKNOWLEDGED = "acknowledged"
    OVERDUE = "overdue"
    """Sent, and no reply for 60 days."""


class Case(Base):
    """The centre's work on one measure, from candidate to closed.

    ``kind`` is what the paper will be: a comment, remarks on a national draft, or a
    trade concern. ``stance_zh`` and ``stance_en`` open the paper: background and aim.
    """

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id"), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    kind: Mapped[str] = mapped_column(default="comment", index=True)
    state: Mapped[str] = mapped_column(default="candidate", index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    stance_zh: Mapped[str] = mapped_column(Text, default="")
    stance_en: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    notice: Mapped[Notice] = relationship()
    items: Mapped[list[CaseItem]] = relationship(
        back_populates="case",
        cascade="all, delete-orphan",
        order_by="CaseItem.position",
    )
    moves: Mapped[list[CaseMove]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseMove.id"
    )
    drafts: Mapped[list[CaseDraft]] = relationship(
        back_populates="case",
        cascade="all, delete-orphan",
        order_by="CaseDraft.number",
    )
    flags: Mapped[list[CaseFlag]] = relationship(
        cascade="all, delete-orphan", order_by="CaseFlag.id"
    )


class CaseItem(Base):
    """One argument: clause, quote, problem, grounds, request, in both languages.

    ``notice_id`` and ``version_number`` say whose text ``anchor`` and ``quote`` point
    at; ``standing`` says how they fare in the newest text. ``edition`` rises with each
    edit, so that two people cannot overwrite each other. ``stale`` names the language
    that lags behind. A machine's proposal is ``taken`` once a person stands by it.
    """

    __tablename__ = "case_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    position: Mapped[int]
    ground_id: Mapped[str]
    origin: Mapped[str] = mapped_column(default="machine")
    clause: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    check: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem_zh: Mapped[str] = mapped_column(Text, default="")
    problem_en: Mapped[str] = mapped_column(Text, default="")
    request_zh: Mapped[str] = mapped_column(Text, default="")
    request_en: Mapped[str] = mapped_column(Text, default="")
    ask: Mapped[str] = mapped_column(default="clarify")
    further_grounds: Mapped[list[str]] = mapped_column(default=list)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    version_number: Mapped[int | None]
    anchor: Mapped[str] = mapped_column(default="")
    standing: Mapped[str] = mapped_column(default=Standing.UNPLACED)
    intl_ref: Mapped[str] = mapped_column(default="")
    gb_ref: Mapped[str] = mapped_column(default="")
    gap_zh: Mapped[str] = mapped_column(Text, default="")
    gap_en: Mapped[str] = mapped_column(Text, default="")
    impact_zh: Mapped[str] = mapped_column(Text, default="")
    impact_en: Mapped[str] = mapped_column(Text, default="")
    priority: Mapped[int] = mapped_column(default=2)
    """1 first, 2 usual, 3 last."""
    stale: Mapped[str] = mapped_column(default="")
    taken: Mapped[bool] = mapped_column(default=False)
    edition: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[str] = mapped_column(default="")
    edited_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL")
    )
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    outcome_quote: Mapped[str] = mapped_column(Text, default="")
    outcome_by: Mapped[str] = mapped_column(default="")
    outcome_at: Mapped[datetime | None]
    case: Mapped[Case] = relationship(back_populates="items")


class CaseDraft(Base):
    """A saved text of the comment, both languages side by side.

    ``blocks`` holds the same text in parts, each with the argument that it belongs to
    (see ``web.drafts.blocks``); it is empty where nobody knows the parts. ``text_es``
    is the Spanish for the Members that want it, written by a person and carried from
    version to version; ``es_stale`` says that the other texts changed after it.
    """

    __tablename__ = "case_draft"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    text_zh: Mapped[str] = mapped_column(Text, **WHEN_READ)
    text_en: Mapped[str] = mapped_column(Text, **WHEN_READ)
    text_es: Mapped[str] = mapped_column(Text, default="", **WHEN_READ)
    es_stale: Mapped[bool] = mapped_column(default=False)
    blocks: Mapped[list[Any]] = mapped_column(default=list, **WHEN_READ)
    origin: Mapped[str]
    author: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime]
    case: Mapped[Case] = relationship(back_populates="drafts")


class CaseMove(Base):
    """A change of state: who, when, why, and the case as it stood.

    ``actor_id`` is None for the system, and in moves of before it was kept.
    """

    __tablename__ = "case_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    from_state: Mapped[str]
    to_state: Mapped[str]
    actor: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL")
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    """The whole of a case; read only where it is asked for."""
    at: Mapped[datetime]
    case: Mapped[Case] = relationship(back_populates="moves")


class CaseFlag(Base):
    """A mark on a case from one day to another, who set it and why."""

    __tablename__ = "case_flag"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True
    )
    flag: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    actor: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
