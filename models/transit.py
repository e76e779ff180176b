"""Days of transit to the markets: the shipped estimates, and what officers know better.

The shipped file holds the centre's own estimates from Wuhan, never statistics. A row
that an officer wrote wins over the file; taking it away brings the file back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.reference import groups, read_rows
from models.shipment import Mode, Transit

UNION, UNION_GROUP = "EU", "eu27"
"""A member State without a row of its own has that of the Union."""


class TransitDays(Base):
    """What an officer wrote of one market and mode: days, buffer, and where from."""

    __tablename__ = "transit_days"

    member_code: Mapped[str] = mapped_column(
        ForeignKey("member.code"), primary_key=True
    )
    mode: Mapped[str] = mapped_column(primary_key=True)
    days: Mapped[int]
    buffer: Mapped[int]
    source: Mapped[str]
    as_of: Mapped[date]
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]


@dataclass(frozen=True)
class Line:
    """Days to a market as they count, with their source in both languages.

    ``edited_by`` is empty for an estimate as shipped.
    """

    transit: Transit
    source: str
    source_en: str
    as_of: date
    edited_by: str = ""

    @property
    def is_estimate(self) -> bool:
        """Whether this is an estimate as shipped."""
        return not self.edited_by


Lines = Mapping[tuple[str, str], Line]


@lru_cache(maxsize=1)
def shipped_lines() -> Lines:
    """The estimates of the file, by market and mode."""
    lines = [
        Line(
            Transit(
                row["member"], Mode(row["mode"]), int(row["days"]), int(row["buffer"])
            ),
            row["source"],
            row["source_en"],
            date.fromisoformat(row["as_of"]),
        )
        for row in read_rows("transit")
    ]
    return {(one.transit.member, one.transit.mode): one for one in lines}


def read_lines(session: Session) -> dict[tuple[str, str], Line]:
    """What counts for each market and mode: an officer's row before the estimate."""
    rows = session.scalars(select(TransitDays))
    return {**shipped_lines(), **{(o.member_code, o.mode): line_of(o) for o in rows}}


def line_of(row: TransitDays) -> Line:
    """An officer's row as it counts."""
    transit = Transit(row.member_code, Mode(row.mode), row.days, row.buffer)
    return Line(transit, row.source, row.source, row.as_of, row.edited_by)


def ways_to(member: str, lines: Lines) -> list[Transit]:
    """The ways to a market in the order of the modes; none if nobody knows any."""
    own = [lines[member, mode] for mode in Mode if (member, mode) in lines]
    if not own and member in union():
        own = [lines[UNION, mode] for mode in Mode if (UNION, mode) in lines]
    return [Transit(member, o.transit.mode, *spans(o.transit)) for o in own]


def spans(transit: Transit) -> tuple[int, int]:
    """The two numbers of days."""
    return transit.days, transit.buffer


@lru_cache(maxsize=1)
def union() -> frozenset[str]:
    """The member States of the European Union."""
    found: Iterable[str] = next(o.members for o in groups() if o.id == UNION_GROUP)
    return frozenset(found)
