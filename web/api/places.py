"""Sectors and markets as the API answers them."""

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.facets import count_facet, count_notices
from models.notice_filter import GROUP, NoticeFilter
from models.reference import members
from models.sector import Match, Sector, SectorTerm
from web.api.answers import Coded
from web.api.place_answers import (
    MarketRow,
    MarketWhole,
    SectorRow,
    SectorWhole,
    Share,
    Term,
)
from web.home.moves import LATELY, read_moves
from web.labels import hs_names, ics_names, measure_types
from web.markets import service as markets

Named = dict[str, tuple[str, str]]


def read_sectors(session: Session, today: date) -> list[SectorRow]:
    """Every sector, in the order of the definition."""
    moves = {one.id: one for one in read_moves(session, today)}
    order = session.scalars(select(Sector.id).order_by(Sector.position))
    return [
        SectorRow(id=one.id, zh=one.zh, en=one.en, open=one.open, new=one.new)
        for one in (moves[name] for name in order)
    ]


def read_sector(session: Session, sector_id: str, today: date) -> SectorWhole | None:
    """One sector; None if there is no such."""
    sector = session.get(Sector, sector_id)
    if sector is None:
        return None
    every = NoticeFilter(sectors=(sector_id,), until=today)
    totals = count_notices(session, every, today)
    possible = select(func.count()).where(
        Match.sector_id == sector_id, Match.certainty == "possible"
    )
    return SectorWhole(
        id=sector.id,
        zh=sector.name_zh,
        en=sector.name_en,
        cities=sector.cities,
        total=totals.all,
        open=totals.open,
        new=lately(session, every, today),
        possible=session.scalar(possible) or 0,
        definition=read_definition(session, sector_id),
        measure_types=shares(session, every, "measures", measure_types()),
        markets=shares(session, every, "markets", member_names()),
    )


def lately(session: Session, every: NoticeFilter, today: date) -> int:
    """How many notices of a list came in the last thirty days."""
    new = replace(every, since=today - LATELY)
    return count_notices(session, new, today).all


def read_definition(session: Session, sector_id: str) -> dict[str, list[Term]]:
    """What defines a sector, by kind of line, the weightiest first."""
    query = select(SectorTerm).where(
        SectorTerm.sector_id == sector_id, SectorTerm.removed.is_(False)
    )
    ordered = query.order_by(SectorTerm.weight.desc(), SectorTerm.term)
    names = {"hs": hs_names(), "hs_exclude": hs_names(), "ics": ics_names()}
    found: dict[str, list[Term]] = {}
    for row in session.scalars(ordered):
        kind = f"word_{row.language}" if row.kind == "word" else row.kind
        zh, en = names.get(kind, {}).get(row.term, (row.term, row.term))
        term = Term(term=row.term, zh=zh, en=en, weight=row.weight)
        found.setdefault(kind, []).append(term)
    return found


def shares(
    session: Session, every: NoticeFilter, facet: str, names: Named
) -> list[Share]:
    """All values of a facet with their counts, the most frequent first."""
    counts = count_facet(session, every, facet).items()
    return [
        Share(value=value, zh=zh, en=en, notices=count)
        for value, count in counts
        for zh, en in [names.get(value, (value, value))]
    ]


def member_names() -> Named:
    """Names of Members, by their code."""
    return {one.code: (one.zh, one.en) for one in members()}


def read_markets(session: Session, today: date) -> list[MarketRow]:
    """The Members that have notified, then the groups of Members."""
    iso = {one.code: (one.iso2 or None, one.iso3 or None) for one in members()}
    places = [
        *markets.read_members(session, today),
        *markets.read_groups(session, today),
    ]
    return [
        MarketRow(
            code=one.code,
            zh=one.zh,
            en=one.en,
            is_group=one.code.startswith(GROUP),
            iso2=iso.get(one.code, (None, None))[0],
            iso3=iso.get(one.code, (None, None))[1],
            total=one.all,
            open=one.open,
            new=one.new,
        )
        for one in places
    ]


def read_market(session: Session, code: str, today: date) -> MarketWhole | None:
    """One market; None if it is neither a Member nor a group."""
    place, _source = markets.find_place(session, code)
    if place is None:
        return None
    every = NoticeFilter(markets=(code,), until=today)
    totals = count_notices(session, every, today)
    return MarketWhole(
        code=place.code,
        zh=place.zh,
        en=place.en,
        is_group=code.startswith(GROUP),
        groups=coded(markets.groups_of(session, code)),
        members=coded(markets.members_of(session, code)),
        total=totals.all,
        open=totals.open,
        new=lately(session, every, today),
        sectors=shares(session, every, "sectors", markets.sector_names(session)),
        measure_types=shares(session, every, "measures", measure_types()),
    )


def coded(places: list[markets.Place]) -> list[Coded]:
    """Some places as codes with names."""
    return [Coded(code=one.code, zh=one.zh, en=one.en) for one in places]
