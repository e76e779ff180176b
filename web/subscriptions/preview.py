"""What a subscription would have brought in the last twelve months."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import CTE, select
from sqlalchemy.orm import Session

from models.kinds import kinds_of
from models.measure import Event
from models.notice import Notice, NoticeMember
from web.alerts.touching import touches
from web.notices.rows import Row, make_rows
from web.subscriptions.keys import ANY
from web.subscriptions.service import keys_of
from web.subscriptions.wish import Wish, event_kinds

YEAR = timedelta(days=365)
SHOWN = 5


@dataclass(frozen=True)
class Preview:
    """How many notices, how many a month, and the latest of them."""

    count: int
    monthly: float
    rows: list[Row]


def preview(session: Session, wish: Wish, language: str, today: date) -> Preview:
    """Look back a year with the very rules that alert."""
    terms, markets = keys_of(session, wish)
    happened = events(wish, today)
    touched = touches(happened, terms)
    touching = (
        select(happened.c.notice_id)
        .join(touched, touched.c.event_id == happened.c.event_id)
        .where(touched.c.term.in_(terms))
    )
    query = (
        select(Notice)
        .where(Notice.id.in_(touching))
        .order_by(Notice.distributed.desc(), Notice.id.desc())
    )
    if markets != [ANY]:
        member = NoticeMember.member_code.in_(markets)
        query = query.where(Notice.members.any(member))
    found = [one for one in session.scalars(query) if not is_kept_out(one, wish)]
    rows = make_rows(session, found[:SHOWN], language, today)
    return Preview(len(found), round(len(found) / 12, 1), rows)


def events(wish: Wish, today: date) -> CTE:
    """Every event of the kinds wanted, of the wanted documents of the last year."""
    query = (
        select(Event.id.label("event_id"), Event.notice_id)
        .join(Notice, Notice.id == Event.notice_id)
        .where(
            Notice.distributed > today - YEAR,
            Notice.distributed <= today,
            Notice.kind.in_(kinds_of(wish.documents)),
        )
    )
    kinds = event_kinds(wish)
    if kinds:
        query = query.where(Event.kind.in_(kinds))
    return query.cte("happened")


def is_kept_out(notice: Notice, wish: Wish) -> bool:
    """Whether a notice has one of the excluded words."""
    text = f"{notice.title} {notice.content.get('products', '')}".casefold()
    return any(word.casefold() in text for word in wish.excluded)
