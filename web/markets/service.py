"""What the pages of markets ask; a market is a Member or a group of Members."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.facets import Totals, count_facet, count_notices
from models.notice import Notice, NoticeMember
from models.notice_filter import GROUP, NoticeFilter
from models.notice_list import Order
from models.reference_facts import Member, MemberGroup, MemberGroupSeat
from models.sector import Sector
from web.home.moves import LATELY
from web.labels import measure_types
from web.notices.rows import Row
from web.sectors.service import Share, read_rows, shares


@dataclass(frozen=True)
class Place:
    """A market: a Member's code, or ``g:`` and the name of a group."""

    code: str
    zh: str
    en: str
    all: int = 0
    open: int = 0
    new: int = 0


@dataclass(frozen=True)
class Portrait:
    """All that the page of a market shows."""

    place: Place
    groups: list[Place]
    members: list[Place]
    totals: Totals
    lately: int
    open_rows: list[Row]
    new_rows: list[Row]
    sectors: list[Share]
    measures: list[Share]
    source: str = ""


def read_members(session: Session, today: date) -> list[Place]:
    """The Members that have notified, those with most open first."""
    opened = func.count(case((Notice.deadline >= today, 1)))
    lately = func.count(case((Notice.distributed > today - LATELY, 1)))
    query = (
        select(Member.code, Member.zh, Member.en, func.count(), opened, lately)
        .join(NoticeMember, NoticeMember.member_code == Member.code)
        .join(Notice, Notice.id == NoticeMember.notice_id)
        .where(Notice.distributed <= today)
        .group_by(Member.code, Member.zh, Member.en)
        .order_by(opened.desc(), func.count().desc(), Member.code)
    )
    return [Place(*row) for row in session.execute(query)]


def read_groups(session: Session, today: date) -> list[Place]:
    """The groups of Members with what they have notified, each document once."""
    many = func.count(Notice.id.distinct())
    opened = func.count(case((Notice.deadline >= today, Notice.id)).distinct())
    lately = func.count(
        case((Notice.distributed > today - LATELY, Notice.id)).distinct()
    )
    query = (
        select(
            MemberGroup.id,
            MemberGroup.name_zh,
            MemberGroup.name_en,
            many,
            opened,
            lately,
        )
        .join(MemberGroupSeat, MemberGroupSeat.group_id == MemberGroup.id)
        .outerjoin(
            NoticeMember, NoticeMember.member_code == MemberGroupSeat.member_code
        )
        .outerjoin(
            Notice,
            (Notice.id == NoticeMember.notice_id) & (Notice.distributed <= today),
        )
        .group_by(MemberGroup.id, MemberGroup.name_zh, MemberGroup.name_en)
        .order_by(opened.desc(), MemberGroup.id)
    )
    places = (Place(*row) for row in session.execute(query))
    return [replace(place, code=GROUP + place.code) for place in places]


def read_portrait(
    session: Session, code: str, language: str, today: date
) -> Portrait | None:
    """The page of one market; None if it is neither a Member nor a group."""
    place, source = find_place(session, code)
    if place is None:
        return None
    every = NoticeFilter(markets=(code,), until=today)
    opened = NoticeFilter(markets=(code,), until=today, open_on=today)
    lately = NoticeFilter(markets=(code,), until=today, since=today - LATELY)
    return Portrait(
        place=place,
        groups=groups_of(session, code),
        members=members_of(session, code),
        totals=count_notices(session, every, today),
        lately=count_notices(session, lately, today).all,
        open_rows=read_rows(session, opened, Order.CLOSING, language, today),
        new_rows=read_rows(session, every, Order.NEWEST, language, today),
        sectors=shares(count_facet(session, every, "sectors"), sector_names(session)),
        measures=shares(count_facet(session, every, "measures"), measure_types()),
        source=source,
    )


def find_place(session: Session, code: str) -> tuple[Place | None, str]:
    """The market of a code, and for a group where its Members were read."""
    if code.startswith(GROUP):
        group = session.get(MemberGroup, code.removeprefix(GROUP))
        if group is None:
            return None, ""
        source = f"{group.source} ({group.as_of.isoformat()})"
        return Place(code, group.name_zh, group.name_en), source
    member = session.get(Member, code)
    return (Place(code, member.zh, member.en) if member else None), ""


def groups_of(session: Session, code: str) -> list[Place]:
    """The groups a Member sits in."""
    query = (
        select(MemberGroup)
        .join(MemberGroupSeat, MemberGroupSeat.group_id == MemberGroup.id)
        .where(MemberGroupSeat.member_code == code)
        .order_by(MemberGroup.id)
    )
    return [
        Place(GROUP + group.id, group.name_zh, group.name_en)
        for group in session.scalars(query)
    ]


def members_of(session: Session, code: str) -> list[Place]:
    """The Members of a group; none for a Member."""
    query = (
        select(Member.code, Member.zh, Member.en)
        .join(MemberGroupSeat, MemberGroupSeat.member_code == Member.code)
        .where(MemberGroupSeat.group_id == code.removeprefix(GROUP))
        .order_by(Member.code)
    )
    return [Place(*row) for row in session.execute(query)]


def sector_names(session: Session) -> dict[str, tuple[str, str]]:
    """Chinese and English names of sectors."""
    query = select(Sector.id, Sector.name_zh, Sector.name_en)
    return {key: (zh, en) for key, zh, en in session.execute(query)}
