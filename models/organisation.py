"""Firms and other organisations: what they sell, and who asks to join."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Organisation(Base):
    """A firm, association, laboratory or department.

    ``credit_code`` is its 统一社会信用代码. ``markets`` holds Members and, as
    ``g:<id>``, groups of Members, as in a subscription.
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    credit_code: Mapped[str | None] = mapped_column(unique=True)
    city: Mapped[str | None]
    sectors: Mapped[list[str]] = mapped_column(default=list)
    markets: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime]
    products: Mapped[list[Product]] = relationship(
        cascade="all, delete-orphan", order_by="Product.hs, Product.id"
    )
    contacts: Mapped[list[Contact]] = relationship(
        cascade="all, delete-orphan", order_by="Contact.id"
    )


class Product(Base):
    """Something a firm sells: the HS code we watch, and the code and name it gave."""

    __tablename__ = "product"
    __table_args__ = (UniqueConstraint("organisation_id", "hs", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    hs: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class Contact(Base):
    """A person of a firm whom the centre may call; need not have an account."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    duty: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")


class Invitation(Base):
    """A place kept for an address; the link in the mail fills it, once.

    ``mark`` is the hash of what the link holds; the link itself is kept nowhere.
    """

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    invited_by: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    organisation: Mapped[Organisation | None] = relationship()


class ApplicationState(StrEnum):
    """How far a request for an account has come."""

    UNCONFIRMED = "unconfirmed"
    """The address has not been confirmed yet."""
    WAITING = "waiting"
    """It is for an officer to decide."""
    APPROVED = "approved"
    REFUSED = "refused"


class Application(Base):
    """A request for an account: nobody can sign in by it until it is approved."""

    __tablename__ = "application"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    language: Mapped[str] = mapped_column(default="zh")
    password_hash: Mapped[str]
    firm: Mapped[str]
    credit_code: Mapped[str]
    city: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=ApplicationState.UNCONFIRMED, index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
