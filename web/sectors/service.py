"""What the pages of sectors ask."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.facets import count_facet, count_notices
from models.notice_filter import NoticeFilter
from models.notice_list import Order, list_notices
from models.reference_facts import Member
from models.sector import Match, Sector, SectorTerm
from web.home.moves import LATELY, Move, read_moves
from web.labels import hs_names, ics_names, measure_types
from web.notices.rows import Row, rows_of

SHOWN = 10
READ = 60
"""So many open notices are read, to tell horizontal ones apart."""
MOST = 12


@dataclass(frozen=True)
class Term:
    """A line of a definition: its code or word, names, and weight."""

    term: str
    zh: str
    en: str
    weight: float


@dataclass(frozen=True)
class Share:
    """A value with how many notices it has."""

    value: str
    zh: str
    en: str
    count: int


@dataclass(frozen=True)
class Portrait:
    """All that the page of a sector shows."""

    sector: Sector
    terms: dict[str, list[Term]]
    total: int
    opened: int
    lately: int
    maybe: int
    open_rows: list[Row]
    wide_rows: list[Row]
    """Horizontal measures that are open: for goods of any kind."""
    new_rows: list[Row]
    measures: list[Share]
    markets: list[Share]


def read_overview(session: Session, today: date) -> list[tuple[Sector, Move]]:
    """Every sector with what is open and new, in the order of the definition."""
    moves = {move.id: move for move in read_moves(session, today)}
    sectors = session.scalars(select(Sector).order_by(Sector.position))
    return [(sector, moves[sector.id]) for sector in sectors]


def read_portrait(
    session: Session, sector_id: str, language: str, today: date
) -> Portrait | None:
    """The page of one sector; None if there is no such sector."""
    sector = session.get(Sector, sector_id)
    if sector is None:
        return None
    every = NoticeFilter(sectors=(sector_id,), until=today)
    opened = NoticeFilter(sectors=(sector_id,), until=today, open_on=today)
    lately = NoticeFilter(sectors=(sector_id,), until=today, since=today - LATELY)
    totals = count_notices(session, every, today)
    rows = read_rows(session, opened, Order.CLOSING, language, today, most=READ)
    return Portrait(
        sector=sector,
        terms=definition(session, sector_id),
        total=totals.all,
        opened=totals.open,
        lately=count_notices(session, lately, today).all,
        maybe=count_maybe(session, sector_id),
        open_rows=[one for one in rows if not one.horizontal][:SHOWN],
        wide_rows=[one for one in rows if one.horizontal][:SHOWN],
        new_rows=read_rows(session, every, Order.NEWEST, language, today),
        measures=shares(count_facet(session, every, "measures"), measure_types()),
        markets=shares(count_facet(session, every, "markets"), member_names(session)),
    )


def read_rows(
    session: Session,
    question: NoticeFilter,
    order: Order,
    language: str,
    today: date,
    *,
    most: int = SHOWN,
) -> list[Row]:
    """The first rows of a list."""
    page = list_notices(session, question, today=today, order=order, limit=most)
    return rows_of(session, page.lines, language, today)


def count_maybe(session: Session, sector_id: str) -> int:
    """How many notices possibly touch the sector; they are in no list."""
    query = select(func.count()).where(
        Match.sector_id == sector_id, Match.certainty == "possible"
    )
    return session.scalar(query) or 0


def definition(session: Session, sector_id: str) -> dict[str, list[Term]]:
    """What defines a sector: HS, ICS, words in Chinese and English, exclusions."""
    query = select(SectorTerm).where(
        SectorTerm.sector_id == sector_id, SectorTerm.removed.is_(False)
    )
    found: dict[str, list[Term]] = {}
    names = {"hs": hs_names(), "hs_exclude": hs_names(), "ics": ics_names()}
    for row in session.scalars(
        query.order_by(SectorTerm.weight.desc(), SectorTerm.term)
    ):
        kind = f"word_{row.language}" if row.kind == "word" else row.kind
        zh, en = names.get(kind, {}).get(row.term, (row.term, row.term))
        found.setdefault(kind, []).append(Term(row.term, zh, en, row.weight))
    return found


def shares(counts: dict[str, int], names: dict[str, tuple[str, str]]) -> list[Share]:
    """The most frequent values with their names."""
    return [
        Share(value, *names.get(value, (value, value)), count)
        for value, count in Counter(counts).most_common(MOST)
    ]


def member_names(session: Session) -> dict[str, tuple[str, str]]:
    """Chinese and English names of Members."""
    query = select(Member.code, Member.zh, Member.en)
    return {code: (zh, en) for code, zh, en in session.execute(query)}
