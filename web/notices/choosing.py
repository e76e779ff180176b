"""Which notices a list shows, in which order."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from models.notice import Notice, NoticeMember
from models.reference_facts import MemberGroupSeat
from models.sector import Match
from models.tag import Tag
from web.notices.filters import Filters

PAGE = 30


def conditions(
    session: Session, chosen: Filters, today: date
) -> list[ColumnElement[bool]]:
    """What every notice of the list must fulfil."""
    found: list[ColumnElement[bool]] = []
    if chosen.open:
        found.append(Notice.deadline >= today)
    if chosen.agreement:
        found.append(Notice.agreement == chosen.agreement)
    if chosen.type:
        found.append(Notice.type.in_(chosen.type))
    if chosen.since:
        found.append(Notice.distributed >= chosen.since)
    if chosen.until:
        found.append(Notice.distributed <= chosen.until)
    if chosen.sector:
        own = select(Match.notice_id).where(Match.sector_id.in_(chosen.sector))
        found.append(Notice.id.in_(own))
    if chosen.market:
        codes = members_of(session, chosen.market)
        of = select(NoticeMember.notice_id).where(NoticeMember.member_code.in_(codes))
        found.append(Notice.id.in_(of))
    for scheme in ("measure", "objective"):
        values = getattr(chosen, scheme)
        if values:
            tags = select(Tag.notice_id).where(
                Tag.scheme == scheme, Tag.code.in_(values)
            )
            found.append(Notice.id.in_(tags))
    for word in chosen.q.split():
        found.append(
            or_(Notice.search_text.contains(word), Notice.title.icontains(word))
        )
    return found


def members_of(session: Session, markets: tuple[str, ...]) -> list[str]:
    """The Members among markets, groups taken apart."""
    groups = [name[2:] for name in markets if name.startswith("g:")]
    seats = select(MemberGroupSeat.member_code).where(
        MemberGroupSeat.group_id.in_(groups)
    )
    return [*markets, *session.scalars(seats)]


def ordered(
    query: Select[tuple[Notice]], chosen: Filters, today: date
) -> Select[tuple[Notice]]:
    """Newest first; or what closes soonest first, closed ones last."""
    if chosen.sort == "closing":
        gone = or_(Notice.deadline.is_(None), Notice.deadline < today)
        return query.order_by(gone, Notice.deadline, Notice.id)
    return query.order_by(Notice.distributed.desc(), Notice.id.desc())


def choose(
    session: Session, chosen: Filters, today: date
) -> tuple[list[Notice], int, int]:
    """The notices of one page, how many there are, and how many of them are open."""
    where = and_(True, *conditions(session, chosen, today))
    total = session.scalar(select(func.count(Notice.id)).where(where)) or 0
    opened = select(func.count(Notice.id)).where(where, Notice.deadline >= today)
    query = ordered(select(Notice).where(where), chosen, today)
    page = query.limit(PAGE).offset((chosen.page - 1) * PAGE)
    return list(session.scalars(page)), total, session.scalar(opened) or 0
