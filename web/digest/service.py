"""What came on a day: how many, of which Members, for which sectors of Hubei."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.notice import Notice, NoticeMember
from models.reference_facts import Member
from models.sector import Match, Sector
from web.alerts.touching import CERTAIN
from web.gaps.silence import EPING, Silence, proof_of_silence
from web.notices.rows import Row, make_rows

GENEVA = ZoneInfo("Europe/Zurich")
"""Days of circulation are those of the WTO."""
SHOWN = 100
"""So many notices stand on the page of a day; a busy one has about forty."""


@dataclass(frozen=True)
class Count:
    """How many on a name."""

    zh: str
    en: str
    count: int
    id: str = ""


@dataclass(frozen=True)
class Overview:
    """A day in numbers.

    ``documents`` counts a joint notification once, ``copies`` once for each of its
    Members. ``complete`` is whether a later crawl proves that nothing is missing.
    """

    day: date
    documents: int
    copies: int
    tbt: int
    sps: int
    members: Sequence[Count]
    sectors: Sequence[Count]
    touching: int
    first_close: date | None
    silence: Silence
    complete: bool

    @property
    def is_joint(self) -> bool:
        """Whether a joint notification makes the two counts differ."""
        return self.copies > self.documents


def read_overview(session: Session, day: date, now: datetime) -> Overview:
    """What the WTO circulated on a day."""
    came = (Notice.kind == NoticeKind.NOTIFICATION.value, Notice.distributed == day)
    agreements = dict(
        session.execute(
            select(Notice.agreement, func.count()).where(*came).group_by("agreement")
        ).all()
    )
    members = list(count_members(session, day))
    silence = proof_of_silence(session, EPING, now)
    heard = silence.at.astimezone(GENEVA).date() if silence.at else None
    return Overview(
        day=day,
        documents=sum(agreements.values()),
        copies=sum(one.count for one in members),
        tbt=agreements.get("TBT", 0),
        sps=agreements.get("SPS", 0),
        members=members,
        sectors=list(count_sectors(session, day)),
        touching=count_touching(session, day),
        first_close=first_close(session, day),
        silence=silence,
        complete=silence.proven and heard is not None and heard > day,
    )


def count_members(session: Session, day: date) -> Sequence[Count]:
    """The copies of a day by Member, the highest first."""
    query = (
        select(Member.zh, Member.en, func.count(), Member.code)
        .join(NoticeMember, NoticeMember.member_code == Member.code)
        .join(Notice, Notice.id == NoticeMember.notice_id)
        .where(Notice.kind == NoticeKind.NOTIFICATION.value, Notice.distributed == day)
        .group_by(Member.code)
        .order_by(func.count().desc(), Member.code)
    )
    return [Count(*row) for row in session.execute(query)]


def count_sectors(session: Session, day: date) -> Sequence[Count]:
    """The documents of a day by sector of Hubei, the highest first."""
    query = (
        select(
            Sector.name_zh,
            Sector.name_en,
            func.count(Match.notice_id.distinct()).label("many"),
            Sector.id,
        )
        .join(Match, Match.sector_id == Sector.id)
        .join(Notice, Notice.id == Match.notice_id)
        .where(
            Notice.kind == NoticeKind.NOTIFICATION.value,
            Notice.distributed == day,
            Match.certainty.in_(CERTAIN),
        )
        .group_by(Sector.id)
        .order_by(func.count(Match.notice_id.distinct()).desc(), Sector.position)
    )
    return [Count(*row) for row in session.execute(query)]


def first_close(session: Session, day: date) -> date | None:
    """The first deadline among the documents of a day that touch Hubei."""
    query = (
        select(func.min(Notice.deadline))
        .join(Match, Match.notice_id == Notice.id)
        .where(
            Notice.kind == NoticeKind.NOTIFICATION.value,
            Notice.distributed == day,
            Notice.deadline >= day,
            Match.certainty.in_(CERTAIN),
        )
    )
    return session.scalar(query)


def count_touching(session: Session, day: date) -> int:
    """How many documents of a day touch a sector of Hubei."""
    query = (
        select(func.count(Match.notice_id.distinct()))
        .join(Notice, Notice.id == Match.notice_id)
        .where(
            Notice.kind == NoticeKind.NOTIFICATION.value,
            Notice.distributed == day,
            Match.certainty.in_(CERTAIN),
        )
    )
    return session.scalar(query) or 0


def rows_of_day(session: Session, day: date, language: str, today: date) -> list[Row]:
    """The notices of a day, those that touch Hubei and close soonest first."""
    query = (
        select(Notice)
        .where(Notice.kind == NoticeKind.NOTIFICATION.value, Notice.distributed == day)
        .order_by(Notice.id)
        .limit(SHOWN)
    )
    rows = make_rows(session, session.scalars(query).all(), language, today)
    return sorted(rows, key=lambda row: (not touches(row), row.deadline or date.max))


def touches(row: Row) -> bool:
    """Whether a notice surely or likely touches a sector of Hubei."""
    return any(chip.certainty in CERTAIN for chip in row.chips)
