"""What publishers say: notices, each Member's copy, versions, attachments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.document_states import DocumentState as DocumentState


class Notice(Base):
    """One document as one publisher gives it; ``content`` is its current text.

    ``content`` holds the publisher's fields unchanged (see ``models.content``);
    the columns beside it are what lists, filters and deadlines ask for. ``kind`` is
    one of ``models.kinds.NoticeKind``.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("source_slug", "source_key"),
        Index("ix_notice_distributed_id", "distributed", "id"),
        Index("ix_notice_twin_key_distributed", "twin_key", "distributed"),
        Index("ix_notice_source_day", "source_slug", "provisional", "distributed"),
        Index("ix_notice_baseline_created", "baseline", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_slug: Mapped[str] = mapped_column(ForeignKey("source.slug"))
    source_key: Mapped[str]
    kind: Mapped[str] = mapped_column(default="notification", index=True)
    agreement: Mapped[str | None] = mapped_column(index=True)
    type: Mapped[str] = mapped_column(index=True)
    emergency: Mapped[bool] = mapped_column(default=False)
    symbol: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(default="en")
    distributed: Mapped[date]
    comments_close: Mapped[date | None] = mapped_column(index=True)
    deadline: Mapped[date | None] = mapped_column(index=True)
    deadline_basis: Mapped[str] = mapped_column(default="none")
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    version_number: Mapped[int] = mapped_column(default=1)
    provisional: Mapped[bool] = mapped_column(default=False)
    baseline: Mapped[bool] = mapped_column(default=False)
    twin_key: Mapped[str | None]
    tagged_hash: Mapped[str | None] = mapped_column(index=True)
    matched_hash: Mapped[str | None] = mapped_column(index=True)
    summarised_hash: Mapped[str | None] = mapped_column(index=True)
    search_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"), index=True)

    members: Mapped[list[NoticeMember]] = relationship(
        back_populates="notice", cascade="all, delete-orphan"
    )
    versions: Mapped[list[Version]] = relationship(
        back_populates="notice",
        cascade="all, delete-orphan",
        order_by="Version.number",
    )
    documents: Mapped[list[Document]] = relationship(
        back_populates="notice", cascade="all, delete-orphan"
    )
    renderings: Mapped[list[Rendering]] = relationship(
        back_populates="notice", cascade="all, delete-orphan"
    )


class NoticeMember(Base):
    """One Member's copy of a document; a joint document has several."""

    __tablename__ = "notice_member"
    __table_args__ = (UniqueConstraint("notice_id", "member_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    member_code: Mapped[str] = mapped_column(ForeignKey("member.code"), index=True)
    symbol: Mapped[str | None] = mapped_column(index=True)
    eping_id: Mapped[str | None] = mapped_column(index=True)
    distributed: Mapped[date | None]
    comments_close: Mapped[date | None]
    link: Mapped[str | None]
    row_mark: Mapped[str | None] = mapped_column(index=True)
    """Names the row of a file that this copy was last read from, and the rules."""
    notice: Mapped[Notice] = relationship(back_populates="members")


class Version(Base):
    """The text of a notice as it stood, and how it differs from the one before."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    difference: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen_at: Mapped[datetime]
    notice: Mapped[Notice] = relationship(back_populates="versions")


class Rendering(Base):
    """A text of ours about a version: language, field, origin, and the text."""

    __tablename__ = "rendering"
    __table_args__ = (
        UniqueConstraint("notice_id", "version_number", "language", "field", "origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    version_number: Mapped[int]
    language: Mapped[str]
    field: Mapped[str]
    origin: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None]
    created_at: Mapped[datetime]
    notice: Mapped[Notice] = relationship(back_populates="renderings")


class Document(Base):
    """An attachment: its address, and what became of the last call for it.

    ``sha256`` names the bytes that came back (see ``models.official.Body``); they
    stay those of the last good answer when a later call fails. ``fault`` is that
    failure as ``key``, ``en`` and ``zh``.
    """

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("notice_id", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    url: Mapped[str]
    role: Mapped[str]
    language: Mapped[str | None]
    state: Mapped[str] = mapped_column(default=DocumentState.WAITING, index=True)
    fault: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sha256: Mapped[str | None] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    notice: Mapped[Notice] = relationship(back_populates="documents")
