"""How the sectors move: what is open in each, and what came lately."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, literal_column, select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.sector import Match, Sector

CERTAIN = ("sure", "likely")
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Move:
    """A sector with its notices that are open, and those that came lately."""

    id: str
    zh: str
    en: str
    open: int
    new: int


def read_moves(session: Session, day: date) -> list[Move]:
    """Every sector with its counts, the liveliest first.

    The few notices that count are found first; grouping by the bare column would let
    SQLite read all matches in the order of their index instead.
    """
    told = select(Notice.id, Notice.deadline, Notice.distributed).where(
        (Notice.deadline >= day) | (Notice.distributed > day - LATELY),
        Notice.distributed <= day,
    )
    listed = told.cte("listed").prefix_with("MATERIALIZED")
    opened = func.count(case((listed.c.deadline >= day, listed.c.id)))
    lately = func.count(case((listed.c.distributed > day - LATELY, listed.c.id)))
    sector = Match.sector_id.concat(literal_column("''"))
    counts = (
        select(sector.label("id"), opened.label("open"), lately.label("new"))
        .select_from(listed)
        .join(Match, Match.notice_id == listed.c.id)
        .where(Match.certainty.in_(CERTAIN))
        .group_by(sector)
        .subquery()
    )
    query = (
        select(
            Sector.id,
            Sector.name_zh,
            Sector.name_en,
            func.coalesce(counts.c.open, 0),
            func.coalesce(counts.c.new, 0),
        )
        .outerjoin(counts, counts.c.id == Sector.id)
        .order_by(func.coalesce(counts.c.open, 0).desc(), Sector.position)
    )
    return [Move(*row) for row in session.execute(query)]
