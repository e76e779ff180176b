"""Facts of the world: Members and their groups, HS, ICS, objectives."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Member(Base):
    """A WTO Member or observer, under the token that stands in its symbols."""

    __tablename__ = "member"

    code: Mapped[str] = mapped_column(primary_key=True)
    iso2: Mapped[str | None]
    iso3: Mapped[str | None]
    numeric: Mapped[str | None]
    eping_code: Mapped[str | None] = mapped_column(index=True)
    status: Mapped[str]
    en: Mapped[str]
    en_wto: Mapped[str]
    zh: Mapped[str]
    aliases: Mapped[list[str]]
    zone: Mapped[str]


class MemberGroup(Base):
    """A customs union or circle of Members, with where and when it was read."""

    __tablename__ = "member_group"

    id: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    source: Mapped[str]
    as_of: Mapped[date]


class MemberGroupSeat(Base):
    """One Member's seat in a group."""

    __tablename__ = "member_group_seat"

    group_id: Mapped[str] = mapped_column(
        ForeignKey("member_group.id"), primary_key=True
    )
    member_code: Mapped[str] = mapped_column(
        ForeignKey("member.code"), primary_key=True, index=True
    )


class HsCode(Base):
    """A chapter, heading or subheading of HS 2022; Chinese down to headings."""

    __tablename__ = "hs_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]
    en: Mapped[str]
    zh: Mapped[str | None]


class IcsCode(Base):
    """A field (1), group (2) or sub-group (3) of ICS edition 7."""

    __tablename__ = "ics_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]
    en: Mapped[str]
    zh: Mapped[str | None]


class Objective(Base):
    """An objective of a notification, in the WTO's exact spelling."""

    __tablename__ = "objective"

    name: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    agreement: Mapped[str]
    zh: Mapped[str]
    en: Mapped[str]


class Setting(Base):
    """One fact about this installation: the fixed day, the rules' version, …"""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
