"""What a person wants to hear of."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.kinds import NoticeKind
from models.user import User

USUAL = tuple(
    kind.value for kind in (NoticeKind.NOTIFICATION, NoticeKind.DRAFT, NoticeKind.RULE)
)
"""What a subscription hears of unless it says otherwise: no incidents."""
EIGHT = 8 * 60
"""Eight in the morning, in minutes."""
ROOM = 4096
"""Markets that a key has numbers for."""


class Subscription(Base):
    """(sectors or HS or ICS or words) AND markets AND kinds, NOT what is excluded.

    An empty list of markets or kinds means any; an empty list of sectors, HS,
    ICS and words means any product. ``kinds`` are those of events;
    ``notice_kinds`` are those of documents, which are always named.
    ``least_level`` is the mildest level that is wanted, or nothing for any. An
    excluded Member keeps out what is of no other Member. One that follows a single
    measure names that and nothing else.

    ``told_at`` is in minutes after midnight in Wuhan; ``weekday`` counts from Monday
    (0). ``links`` numbers the signed links by which it may be changed without signing
    in: a new number ends the old ones.
    """

    __tablename__ = "subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    sectors: Mapped[list[str]] = mapped_column(default=list)
    hs: Mapped[list[str]] = mapped_column(default=list)
    ics: Mapped[list[str]] = mapped_column(default=list)
    words: Mapped[list[str]] = mapped_column(default=list)
    markets: Mapped[list[str]] = mapped_column(default=list)
    kinds: Mapped[list[str]] = mapped_column(default=list)
    notice_kinds: Mapped[list[str]] = mapped_column(default=lambda: list(USUAL))
    least_level: Mapped[str] = mapped_column(default="")
    excluded_words: Mapped[list[str]] = mapped_column(default=list)
    excluded_members: Mapped[list[str]] = mapped_column(default=list)
    excluded_hs: Mapped[list[str]] = mapped_column(default=list)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"), index=True)
    rate: Mapped[str] = mapped_column(default="daily")
    weekday: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[int] = mapped_column(default=EIGHT)
    links: Mapped[int] = mapped_column(default=1)
    channels: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str] = mapped_column(default="zh")
    paused: Mapped[bool] = mapped_column(default=False)
    paused_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    user: Mapped[User] = relationship()
    keys: Mapped[list[SubscriptionKey]] = relationship(
        back_populates="subscription", cascade="all, delete-orphan"
    )
    clauses: Mapped[list[SubscriptionClause]] = relationship(
        back_populates="subscription", cascade="all, delete-orphan"
    )


class SubscriptionTerm(Base):
    """A term that a subscription asks for or wants left out, and its number."""

    __tablename__ = "subscription_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(unique=True)


class SubscriptionMarket(Base):
    """A market of keys, and its number: a Member's code, or ``*`` for any."""

    __tablename__ = "subscription_market"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class SubscriptionKey(Base):
    """A conjunction that fires a subscription: a term, a market, a second term.

    ``slot`` is the number of the term times ``ROOM`` and the number of the market;
    groups are expanded when the keys are written, so an audience is one join over
    equal values. ``second`` is the number of a term, or 0 where the first two say it
    all. ``checks`` tells which clauses must still be looked at (see
    ``models.audience``); it is the same for all keys of one, and lies in the index
    too, so that the rows need not be read.
    """

    __tablename__ = "subscription_key"
    __table_args__ = (
        Index("ix_subscription_key_subscription_id", "subscription_id"),
        PrimaryKeyConstraint(
            "slot", "second", "subscription_id", postgresql_include=["checks"]
        ),
        {"sqlite_with_rowid": False},
    )

    slot: Mapped[int] = mapped_column(BigInteger, autoincrement=False)
    second: Mapped[int] = mapped_column(autoincrement=False, default=0)
    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("subscription.id", ondelete="CASCADE")
    )
    checks: Mapped[int] = mapped_column(default=0)
    subscription: Mapped[Subscription] = relationship(back_populates="keys")


class SubscriptionClause(Base):
    """A term, by its number, of a clause that no key holds: of each, one must be there.

    Clause number 0 holds what must not be there.
    """

    __tablename__ = "subscription_clause"
    __table_args__ = ({"sqlite_with_rowid": False},)

    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("subscription.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    term_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subscription: Mapped[Subscription] = relationship(back_populates="clauses")
