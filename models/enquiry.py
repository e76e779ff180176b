"""Questions to the centre, what is said to each, and the answers that are published."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.notice import Notice
from models.organisation import Organisation
from models.user import User


class EnquiryState(StrEnum):
    """Whose turn it is."""

    OPEN = "open"
    """The centre owes an answer."""
    ANSWERED = "answered"
    CLOSED = "closed"


class PostKind(StrEnum):
    """What a post of an enquiry is; a note is seen by the centre alone."""

    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"


class Enquiry(Base):
    """A question about a notice or a product; ``due`` is when the answer is due."""

    __tablename__ = "enquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    title: Mapped[str]
    product: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=EnquiryState.OPEN, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    due: Mapped[date]
    answered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    user: Mapped[User] = relationship(foreign_keys=user_id)
    owner: Mapped[User | None] = relationship(foreign_keys=owner_id)
    organisation: Mapped[Organisation | None] = relationship()
    notice: Mapped[Notice | None] = relationship()
    posts: Mapped[list[EnquiryPost]] = relationship(
        cascade="all, delete-orphan",
        order_by="EnquiryPost.id",
        back_populates="enquiry",
    )
    published: Mapped[PublishedAnswer | None] = relationship(
        cascade="all, delete-orphan", back_populates="enquiry"
    )


class EnquiryPost(Base):
    """One thing said; ``file`` names one in the data folder, or is empty."""

    __tablename__ = "enquiry_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    file: Mapped[dict[str, Any]] = mapped_column(default=dict)
    enquiry: Mapped[Enquiry] = relationship(back_populates="posts")
    author: Mapped[User] = relationship()


class PublishedAnswer(Base):
    """A question and its answer as an officer words them for everybody.

    ``market`` and ``sector`` narrow the list; empty means all of them. What is not
    ``shown`` is a draft. ``search_text`` holds the words that find it.
    """

    __tablename__ = "published_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), unique=True
    )
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    market: Mapped[str] = mapped_column(default="", index=True)
    sector: Mapped[str] = mapped_column(default="", index=True)
    question_zh: Mapped[str] = mapped_column(Text)
    answer_zh: Mapped[str] = mapped_column(Text)
    question_en: Mapped[str] = mapped_column(Text, default="")
    answer_en: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    shown: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime]
    notice: Mapped[Notice | None] = relationship()
    enquiry: Mapped[Enquiry] = relationship(back_populates="published")
