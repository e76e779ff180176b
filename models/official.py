"""What official documents say: the text in their bytes, and the forms among them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.document_states import BodyState as BodyState
from models.notice import Document


class Body(Base):
    """The bytes of a document by their hash, and the text found in them.

    The bytes lie in the data folder, ``documents/<first two letters>/<sha256>``;
    the same bytes under several addresses are one row. ``reader`` is the version of
    the reader, so that a better one reads again. ``fault`` is ``key``, ``en``, ``zh``.
    """

    __tablename__ = "body"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size: Mapped[int]
    state: Mapped[str]
    fault: Mapped[dict[str, Any]] = mapped_column(default=dict)
    pages: Mapped[int | None]
    language: Mapped[str | None]
    text: Mapped[str] = mapped_column(Text, default="")
    reader: Mapped[str]
    read_at: Mapped[datetime]


class Reading(Base):
    """An official form as its labels say: kept beside the record, never merged.

    ``fields`` are those of ``models.form.Form``; ``differing`` lists what the record
    says otherwise, each with ``field``, ``record``, ``form`` and ``words``.
    """

    __tablename__ = "reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    sha256: Mapped[str]
    layout: Mapped[str]
    language: Mapped[str]
    fields: Mapped[dict[str, Any]]
    differing: Mapped[list[Any]] = mapped_column(default=list)
    unread: Mapped[list[Any]] = mapped_column(default=list)
    rules: Mapped[str]
    record_hash: Mapped[str]
    read_at: Mapped[datetime]
    document: Mapped[Document] = relationship()
