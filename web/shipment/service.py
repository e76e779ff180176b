"""The last safe shipment days of a notice, and the table of transit days."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.alert import Alert
from models.kinds import INCIDENTS
from models.notice import Notice
from models.reference_facts import Member, MemberGroupSeat
from models.shipment import (
    Lack,
    Mode,
    Shipment,
    Transit,
    is_short,
    last_shipment,
)
from models.transit import UNION, Line, Lines, TransitDays, read_lines, union, ways_to
from models.user import User
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.shipment.dates import Days, Told, days_of, read_told
from web.subscriptions.keys import GROUP

MOST_DAYS, MOST_BUFFER = 200, 90
MOST_SOURCE = 200
RECENT = 60
"""So many of a person's latest notices are looked through."""


@dataclass(frozen=True)
class Answer:
    """What can be said to one market; ``lack`` tells what is missing, if anything."""

    member: Member
    ways: Sequence[Shipment]
    lack: Lack | None
    days: Days
    short: bool | Lack


@dataclass(frozen=True)
class Asked:
    """What an officer wrote of one market and mode."""

    member: str
    mode: str
    days: str
    buffer: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Coming:
    """A notice one was alerted to, with what concerns one's own markets."""

    notice: Notice
    answers: Sequence[Answer]

    @property
    def first(self) -> date:
        """The earliest last safe day."""
        return min(way.last for answer in self.answers for way in answer.ways)


def answers_of(session: Session, notice: Notice, today: date) -> list[Answer]:
    """For each Member of a notice, the last safe days or what is missing.

    An incident binds nobody by a day, and nothing is shipped to China: none.
    """
    if notice.kind in INCIDENTS:
        return []
    told, lines = read_told(session, notice), read_lines(session)
    codes = [one.member_code for one in notice.members]
    query = select(Member).where(Member.code.in_(codes), Member.code != "CHN")
    return [
        answer_for(one, told, lines, today)
        for one in session.scalars(query.order_by(Member.en))
    ]


def answer_for(member: Member, told: Told, lines: Lines, today: date) -> Answer:
    """What can be said to one Member's market."""
    days = days_of(told.of(member.code), today)
    ways = ways_to(member.code, lines)
    asked: list[Transit | None] = [*ways] or [None]
    found = [last_shipment(days.in_force, way) for way in asked]
    lacks = [one for one in found if isinstance(one, Lack)]
    return Answer(
        member,
        [one for one in found if isinstance(one, Shipment)],
        lacks[0] if lacks else None,
        days,
        is_short(days.start, days.in_force),
    )


def own_markets(session: Session, user: User) -> frozenset[str]:
    """The Members that a person's firm sells to; a group stands for its Members."""
    firm = user.organisation
    if firm is None:
        return frozenset()
    named = [one.removeprefix(GROUP) for one in firm.markets if one.startswith(GROUP)]
    query = select(MemberGroupSeat.member_code).where(
        MemberGroupSeat.group_id.in_(named)
    )
    plain = {one for one in firm.markets if not one.startswith(GROUP)}
    found = plain.union(session.scalars(query))
    if UNION in found:
        return frozenset(found | union())
    return frozenset(found | {UNION} if found & union() else found)


def coming_up(session: Session, user: User, today: date) -> list[Coming]:
    """The measures still to bind that one was alerted to, the most pressing first.

    Where the firm has named markets, only those count.
    """
    markets = own_markets(session, user)
    newest = (
        select(Alert.notice_id)
        .where(Alert.user_id == user.id)
        .group_by(Alert.notice_id)
        .order_by(func.max(Alert.id).desc())
        .limit(RECENT)
    )
    query = select(Notice).where(Notice.id.in_(session.scalars(newest).all()))
    notices = session.scalars(query.options(selectinload(Notice.members)))
    found = [coming(session, one, markets, today) for one in once(notices)]
    return sorted((one for one in found if one.answers), key=lambda one: one.first)


def once(notices: Any) -> Iterator[Notice]:
    """One document of each measure, the latest."""
    latest = sorted(notices, key=lambda one: (one.distributed, one.id), reverse=True)
    seen = set()
    for one in latest:
        if one.measure_id is None or one.measure_id not in seen:
            seen.add(one.measure_id)
            yield one


def coming(
    session: Session, notice: Notice, markets: Collection[str], today: date
) -> Coming:
    """A notice with its answers for some markets whose day is still to come."""
    answers = answers_of(session, notice, today)
    wanted = [one for one in answers if not markets or one.member.code in markets]
    return Coming(notice, [one for one in wanted if one.ways and is_ahead(one, today)])


def is_ahead(answer: Answer, today: date) -> bool:
    """Whether the measure is still to bind."""
    force = answer.days.in_force
    return force is not None and force.day > today


def for_alert(session: Session, notice: Notice, today: date) -> list[dict[str, Any]]:
    """The same as kept with an alert: plain values, one entry for each Member."""
    return [kept(one) for one in answers_of(session, notice, today)]


def kept(answer: Answer) -> dict[str, Any]:
    """One Member's answer in plain values."""
    force = answer.days.in_force
    return {
        "member": answer.member.code,
        "in_force": force.day.isoformat() if force else None,
        "basis": str(force.origin) if force else None,
        "ways": [
            {
                "mode": str(one.transit.mode),
                "days": one.transit.days,
                "buffer": one.transit.buffer,
                "last": one.last.isoformat(),
            }
            for one in answer.ways
        ],
        "lack": str(answer.lack) if answer.lack else None,
        "short": None if isinstance(answer.short, Lack) else answer.short,
    }


def list_lines(session: Session) -> list[tuple[Member, Line]]:
    """The table of transit days as it counts, by market."""
    lines = read_lines(session)
    names = {one.code: one for one in session.scalars(select(Member))}
    order = list(Mode)
    rows = [(names[one.transit.member], one) for one in lines.values()]
    return sorted(rows, key=lambda r: (r[0].en, order.index(r[1].transit.mode)))


def put_line(session: Session, asked: Asked, actor: str, now: datetime) -> Member:
    """Write an officer's row, which wins over the estimate; audited."""
    member = session.get(Member, asked.member.strip().upper())
    if member is None or member.code == "CHN":
        raise RefusedError(N_("请从列表中选择市场。"))
    if asked.mode not in set(Mode):
        raise RefusedError(N_("请选择运输方式。"))
    days = read_count(asked.days, MOST_DAYS, N_("在途天数"))
    buffer = read_count(asked.buffer, MOST_BUFFER, N_("余量天数"))
    source = " ".join(asked.source.split())
    if not source or len(source) > MOST_SOURCE:
        raise RefusedError(N_("请写明依据，不超过 %(most)d 字。"), most=MOST_SOURCE)
    row = TransitDays(
        member_code=member.code,
        mode=asked.mode,
        days=days,
        buffer=buffer,
        source=source,
        as_of=read_as_of(asked.as_of, now),
        edited_by=actor,
        edited_at=now,
    )
    session.merge(row)
    subject = ("transit", f"{member.code}:{asked.mode}")
    told = {"days": str(days), "buffer": str(buffer), "source": source}
    note(session, actor, "transit.changed", subject, **told)
    return member


def read_count(text: str, most: int, name: str) -> int:
    """A number of days; RefusedError says which field is wrong."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal() and int(plain[:9]) <= most):
        raise RefusedError(
            N_("“%(name)s”请填 0 到 %(most)d 之间的整数。"), name=name, most=most
        )
    return int(plain)


def read_as_of(text: str, now: datetime) -> date:
    """The day of the source; not one that is still to come."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise RefusedError(N_("“截至日期”请按 2026-11-30 的格式填写。")) from error
    if day > now.date():
        raise RefusedError(N_("“截至日期”不能晚于今天。"))
    return day


def put_back(session: Session, member: str, mode: str, actor: str) -> None:
    """Take an officer's row away, so that the shipped estimate counts; audited."""
    row = session.get(TransitDays, (member, mode))
    if row is None:
        raise RefusedError(N_("这一行没有人工修改，无需恢复。"))
    was = {"days": str(row.days), "buffer": str(row.buffer), "source": row.source}
    session.delete(row)
    note(session, actor, "transit.reset", ("transit", f"{member}:{mode}"), **was)
