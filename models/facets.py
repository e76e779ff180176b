"""How many notices of a list stand under each value that could narrow it further."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.notice import Notice, NoticeMember
from models.notice_filter import TOLD, NoticeFilter, conditions
from models.reference_facts import MemberGroupSeat
from models.sector import Match
from models.tag import Tag

Pairs = Select[*tuple[Any, ...]]
Values = Callable[[CTE, NoticeFilter], Pairs]
NOTIFIED = Notice.kind == NoticeKind.NOTIFICATION.value
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
    """Counts of one facet by value, the highest first.

    The list is found first; a database left to choose would begin with all tags.
    """
    own, values = FACETS[name]
    others = replace(chosen, **{own: type(getattr(chosen, own))()})
    where = conditions(others, session.get_bind().dialect.name)
    if isinstance(values, InNotice):
        query = values.count(where)
    else:
        listed = select(Notice.id).where(*where).cte("listed")
        found = values(listed.prefix_with("MATERIALIZED"), others).subquery()
        many = func.count(found.c.id.distinct()).label("many")
        query = select(found.c.value, many).group_by(found.c.value)
    rows = [row for row in session.execute(query) if row.value]
    rows.sort(key=lambda row: (-row.many, row.value))
    return {row.value: row.many for row in rows}


@dataclass(frozen=True)
class InNotice:
    """Values that stand in the notice itself: one each, so they are counted at once.

    ``only`` leaves out the notices whose value says nothing: a national measure has
    no type but its kind.
    """

    column: Any
    only: tuple[ColumnElement[bool], ...] = ()

    def count(self, where: Sequence[ColumnElement[bool]]) -> Select[Any]:
        """How many notices of a list have each value."""
        value = self.column.label("value")
        query = select(value, func.count().label("many"))
        return query.where(*where, *self.only).group_by(value)


def of_sectors(listed: CTE, chosen: NoticeFilter) -> Pairs:
    """The sectors that it touches as surely as is asked."""
    touched = Match.certainty.in_(chosen.certainties)
    return select(listed.c.id, Match.sector_id.label("value")).join(
        Match, and_(Match.notice_id == listed.c.id, touched)
    )


def of_members(listed: CTE, _chosen: NoticeFilter) -> Pairs:
    """Its Members."""
    return select(listed.c.id, NoticeMember.member_code.label("value")).join(
        NoticeMember, NoticeMember.notice_id == listed.c.id
    )


def of_groups(listed: CTE, _chosen: NoticeFilter) -> Pairs:
    """The groups that its Members sit in."""
    seat = MemberGroupSeat.member_code == NoticeMember.member_code
    return (
        select(listed.c.id, MemberGroupSeat.group_id.label("value"))
        .join(NoticeMember, NoticeMember.notice_id == listed.c.id)
        .join(MemberGroupSeat, seat)
    )


def of_tags(scheme: str, length: int | None = None) -> Values:
    """Its codes of one scheme, or how they begin."""

    def values(listed: CTE, _chosen: NoticeFilter) -> Pairs:
        code = func.substr(Tag.code, 1, length) if length else Tag.code
        told = and_(Tag.scheme == scheme, Tag.origin.in_(TOLD))
        return select(listed.c.id, code.label("value")).join(
            Tag, and_(Tag.notice_id == listed.c.id, told)
        )

    return values


FACETS: dict[str, tuple[str, Values | InNotice]] = {
    "sectors": ("sectors", of_sectors),
    "markets": ("markets", of_members),
    "groups": ("markets", of_groups),
    "types": (
        "types",
        InNotice(Notice.type, (NOTIFIED,)),
    ),
    "kinds": ("kinds", InNotice(Notice.kind)),
    "sources": ("sources", InNotice(Notice.source_slug)),
    "agreement": ("agreement", InNotice(Notice.agreement)),
    "measures": ("measures", of_tags("measure")),
    "objectives": ("objectives", of_tags("objective")),
    "hs": ("hs", of_tags("hs", CHAPTER)),
    "ics": ("ics", of_tags("ics", FIELD)),
}
"""Each facet: the field of the filter that it fills, and how its values are found."""
