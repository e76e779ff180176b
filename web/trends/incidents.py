"""Goods of China refused or warned of, by HS chapter, market and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.facts.columns import Mask, Places
from models.kinds import NoticeKind
from models.notice import Notice
from models.notice_filter import members_of
from models.refusal import Refusal
from web.refusals.collected import RASFF, collected
from web.trends.choice import among_ids
from web.trends.grains import month_number
from web.trends.view import Scene

LAG = 6
"""So many months after a rule a refusal may have to do with it."""
CHAPTER = 2
CHINA = "CHN"
CHINESE = ("eu_rasff",)
"""Sources that are read for goods from China alone."""
Place = tuple[str, str]
"""A chapter and a market."""


@dataclass(frozen=True)
class Held:
    """What is counted: months by chapter and market, and the notices by chapter."""

    months: dict[Place, list[int]]
    places: dict[str, Places]
    many: dict[str, int]


def of_china(session: Session, facts: Facts) -> Mask:
    """Which incidents are surely about goods of China: by their source or name."""
    named = or_(Notice.title.ilike("%china%"), Notice.title.ilike("%chinese%"))
    alerts = Notice.kind == NoticeKind.BORDER_ALERT
    ids = session.scalars(select(Notice.id).where(alerts, named)).all()
    return facts.source.among(CHINESE) | among_ids(facts, ids)


def read_loaded(scene: Scene) -> Sequence[Refusal]:
    """The imported refusals of goods of China in the chosen days and markets.

    One that has been collected as a notice is counted as that.
    """
    choice = scene.choice
    query = select(Refusal).where(Refusal.origin == CHINA)
    again = and_(Refusal.source == RASFF, Refusal.key.in_(collected()))
    query = query.where(Refusal.day <= (choice.until or scene.today), ~again)
    if choice.since:
        query = query.where(Refusal.day >= choice.since)
    markets = members_of(choice.filters.market)
    if markets:
        query = query.where(Refusal.market.in_(markets))
    found = scene.session.scalars(query.order_by(Refusal.source, Refusal.key)).all()
    codes = choice.filters.hs
    return [one for one in found if not codes or one.hs.startswith(codes)]


def hold(facts: Facts, mask: Mask) -> Held:
    """Some notices by chapter, and their months by chapter and market."""
    short = facts.once(("hs", CHAPTER), lambda: facts.hs.shorten(CHAPTER))
    places = short.rows(mask)
    months: defaultdict[Place, list[int]] = defaultdict(list)
    for chapter, own in places.items():
        for place in own:
            for member in facts.members.of_row(int(place)):
                months[chapter, member].append(int(facts.month[place]))
    return Held(months, places, {one: len(own) for one, own in places.items()})


def add_loaded(held: Held, loaded: Sequence[Refusal]) -> None:
    """Put imported refusals beside those that were collected."""
    for one in loaded:
        chapter = one.hs[:CHAPTER]
        if chapter:
            place = (chapter, one.market)
            held.months.setdefault(place, []).append(month_number(one.day))
            held.many[chapter] = held.many.get(chapter, 0) + 1


def lags_of(chapter: str, before: Held, after: Held) -> Iterator[int]:
    """Months since the latest rule of each refusal that came soon after one."""
    for (own, market), months in after.months.items():
        if own == chapter:
            rules = before.months.get((chapter, market), ())
            for month in months:
                lags = [month - one for one in rules if 0 <= month - one <= LAG]
                if lags:
                    yield min(lags)
