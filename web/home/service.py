"""What the first page shows, as of a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.notice import Notice
from models.notice_filter import NoticeFilter
from models.notice_list import Order, list_notices
from models.sector import Match
from models.source import Source
from web.home.moves import CERTAIN, Move, read_moves
from web.home.spread import spread
from web.levels.rules import HOME
from web.notices.rows import Row, rows_of

READ = 120
SHOWN = 8
NEW = timedelta(days=7)
WEEK = 7
BUSY = 5
NOTIFIED = Notice.kind == NoticeKind.NOTIFICATION.value


@dataclass(frozen=True)
class Due:
    """How many deadlines fall on a day."""

    day: date
    count: int


@dataclass(frozen=True)
class Facts:
    """Open notifications, those touching Hubei, the first to close; drafts apart."""

    open: int
    touching: int
    first: date | None
    drafts: int = 0

    @property
    def all(self) -> int:
        """Everything that may be commented on."""
        return self.open + self.drafts


@dataclass(frozen=True)
class Front:
    """The first page; ``day`` is today, or the past day that it shows."""

    day: date
    is_past: bool
    facts: Facts
    open: list[Row]
    new: list[Row]
    moves: list[Move]
    week: list[Due]
    newest: date | None
    refreshed: datetime | None
    is_example: bool


def read_front(session: Session, language: str, today: date) -> Front:
    """The first page; where nothing is open, that of the last busy day."""
    facts = count_open(session, today)
    newest = newest_day(session, today)
    past = None if facts.all else busy_day(session)
    day = past or today
    shown = read_open(session, language, day)
    own = {row.id for row in shown}
    return Front(
        day=day,
        is_past=past is not None and past != today,
        facts=count_open(session, day) if past else facts,
        open=shown,
        new=[row for row in read_new(session, language, day) if row.id not in own],
        moves=read_moves(session, day),
        week=read_week(session, day),
        newest=newest,
        refreshed=session.scalar(select(func.max(Source.last_success_at))),
        is_example=is_example(session),
    )


def newest_day(session: Session, today: date) -> date | None:
    """The newest day of a notification; where there is none, of any document."""
    newest = select(func.max(Notice.distributed)).where(Notice.distributed <= today)
    return session.scalar(newest.where(NOTIFIED)) or session.scalar(newest)


def is_example(session: Session) -> bool:
    """Whether all notifications are of the archive that comes with the program."""
    some = select(Notice.id).where(NOTIFIED).limit(1)
    real = some.where(Notice.provisional.is_(False))
    return session.scalar(some) is not None and session.scalar(real) is None


def count_open(session: Session, day: date) -> Facts:
    """What is open on a day: how many, how many touch Hubei, the first to close."""
    is_open = (Notice.deadline >= day, Notice.distributed <= day)
    many, first, every = session.execute(
        select(
            func.count(case((NOTIFIED, Notice.id))),
            func.min(case((NOTIFIED, Notice.deadline))),
            func.count(Notice.id),
        ).where(*is_open)
    ).one()
    touching = session.scalar(
        select(func.count(distinct(Match.notice_id)))
        .join(Notice, Notice.id == Match.notice_id)
        .where(*is_open, NOTIFIED, Match.certainty.in_(CERTAIN))
    )
    return Facts(many, touching or 0, first, every - many)


def busy_day(session: Session) -> date | None:
    """The last day on which several notices came, else the last on which any came."""
    query = (
        select(Notice.distributed)
        .where(NOTIFIED)
        .group_by(Notice.distributed)
        .order_by((func.count() >= BUSY).desc(), Notice.distributed.desc())
    )
    return session.scalar(query.limit(1))


def read_open(session: Session, language: str, day: date) -> list[Row]:
    """What closes soonest, of different sectors."""
    question = NoticeFilter(open_on=day, until=day)
    page = list_notices(session, question, today=day, order=Order.CLOSING, limit=READ)
    rows = rows_of(session, page.lines, language, day)
    return spread([row for row in rows if not is_ours(row)], SHOWN)


def is_ours(row: Row) -> bool:
    """Whether only China itself notified it: no measure of a foreign market."""
    return {party.code for party in row.members} == HOME


def read_new(session: Session, language: str, day: date) -> list[Row]:
    """What came in the last week, of different sectors."""
    question = NoticeFilter(since=day - NEW, until=day)
    page = list_notices(session, question, today=day, limit=READ)
    return spread(rows_of(session, page.lines, language, day), 4 * SHOWN)


def read_week(session: Session, day: date) -> list[Due]:
    """The deadlines of the next seven days, today first."""
    last = day + timedelta(days=WEEK - 1)
    query = (
        select(Notice.deadline, func.count())
        .where(Notice.deadline.between(day, last), Notice.distributed <= day)
        .group_by(Notice.deadline)
    )
    counts = {row[0]: row[1] for row in session.execute(query)}
    days = [day + timedelta(days=n) for n in range(WEEK)]
    return [Due(one, counts.get(one, 0)) for one in days]
