"""How many notices of a list stand under each value that could narrow it further."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.notice import Notice, NoticeMember
from models.notice_filter import TOLD, NoticeFilter, conditions
from models.reference_facts import MemberGroupSeat
from models.sector import Match
from models.tag import Tag

Query = Select[*tuple[Any, ...]]
Join = Callable[[Query, NoticeFilter], Query]
CHAPTER = FIELD = 2
"""How much of an HS or ICS code a facet shows."""


@dataclass(frozen=True)
class Totals:
    """How many notices a list holds, and how many of them are open."""

    all: int
    open: int


def count_notices(session: Session, chosen: NoticeFilter, today: date) -> Totals:
    """The size of a list."""
    opened = func.count(case((Notice.deadline >= today, 1)))
    where = conditions(chosen, session.get_bind().dialect.name)
    row = session.execute(select(func.count(), opened).where(*where)).one()
    return Totals(*row)


def count_facets(
    session: Session, chosen: NoticeFilter, names: Iterable[str] = ()
) -> dict[str, dict[str, int]]:
    """Counts by facet and value, the highest first; values without any are left out.

    A facet is counted as if nothing were chosen in it, so that its other values tell
    what they would add. All are counted unless some are named (see FACETS).
    """
    return {name: count_facet(session, chosen, name) for name in names or FACETS}


def count_facet(session: Session, chosen: NoticeFilter, name: str) -> dict[str, int]:
    """Counts of one facet by value, the highest first."""
    facet = FACETS[name]
    others = replace(chosen, **{facet.chosen: type(getattr(chosen, facet.chosen))()})
    many = func.count(Notice.id.distinct())
    query = (
        facet.join(select(facet.value.label("value"), many.label("many")), others)
        .where(*conditions(others, session.get_bind().dialect.name))
        .group_by(facet.value)
    )
    rows = [row for row in session.execute(query) if row.value]
    rows.sort(key=lambda row: (-row.many, row.value))
    return {row.value: row.many for row in rows}


@dataclass(frozen=True)
class Facet:
    """What it counts by, which field of the filter it fills, and how it is joined."""

    value: ColumnElement[Any] | InstrumentedAttribute[Any]
    chosen: str
    join: Join


def own(query: Query, _chosen: NoticeFilter) -> Query:
    """Values that stand in the notice itself."""
    return query.select_from(Notice)


def by_sector(query: Query, chosen: NoticeFilter) -> Query:
    """Values of the sectors it surely or likely touches."""
    return query.join(
        Match,
        and_(Match.notice_id == Notice.id, Match.certainty.in_(chosen.certainties)),
    )


def by_member(query: Query, _chosen: NoticeFilter) -> Query:
    """Values of its Members."""
    return query.join(NoticeMember, NoticeMember.notice_id == Notice.id)


def by_group(query: Query, chosen: NoticeFilter) -> Query:
    """Values of the groups its Members sit in."""
    seat = MemberGroupSeat.member_code == NoticeMember.member_code
    return by_member(query.select_from(Notice), chosen).join(MemberGroupSeat, seat)


def by_tag(scheme: str) -> Join:
    """Values of its tags of one scheme."""

    def join(query: Query, _chosen: NoticeFilter) -> Query:
        own_tags = Tag.notice_id == Notice.id
        told = Tag.origin.in_(TOLD)
        return query.join(Tag, and_(own_tags, told, Tag.scheme == scheme))

    return join


FACETS = {
    "sectors": Facet(Match.sector_id, "sectors", by_sector),
    "markets": Facet(NoticeMember.member_code, "markets", by_member),
    "groups": Facet(MemberGroupSeat.group_id, "markets", by_group),
    "types": Facet(Notice.type, "types", own),
    "kinds": Facet(Notice.kind, "kinds", own),
    "agreement": Facet(Notice.agreement, "agreement", own),
    "measures": Facet(Tag.code, "measures", by_tag("measure")),
    "objectives": Facet(Tag.code, "objectives", by_tag("objective")),
    "hs": Facet(func.substr(Tag.code, 1, CHAPTER), "hs", by_tag("hs")),
    "ics": Facet(func.substr(Tag.code, 1, FIELD), "ics", by_tag("ics")),
}
