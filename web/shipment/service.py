"""The last safe shipment days of a notice, and of what one was alerted to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.alert import Alert
from models.kinds import INCIDENTS
from models.notice import Notice
from models.reference_facts import Member, MemberGroupSeat
from models.shipment import (
    Lack,
    Shipment,
    Transit,
    is_short,
    last_shipment,
)
from models.transit import UNION, Lines, read_lines, union, ways_to
from models.user import User
from web.shipment.dates import Days, Told, days_of, read_all_told
from web.subscriptions.keys import GROUP

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
class Coming:
    """A notice one was alerted to, with what concerns one's own markets."""

    notice: Notice
    answers: Sequence[Answer]

    @property
    def first(self) -> date:
        """The earliest last safe day."""
        return min(way.last for answer in self.answers for way in answer.ways)


def answers_of(session: Session, notice: Notice, today: date) -> list[Answer]:
    """For each Member of a notice, the last safe days or what is missing."""
    return answers_of_all(session, [notice], today)[notice.id]


def answers_of_all(
    session: Session, notices: Sequence[Notice], today: date
) -> dict[int, list[Answer]]:
    """The same for some notices, by their numbers.

    An incident binds nobody by a day, and nothing is shipped to China: none.
    """
    told, lines = read_all_told(session, notices), read_lines(session)
    seats = {one.id: {each.member_code for each in one.members} for one in notices}
    codes = {code for each in seats.values() for code in each} - {"CHN"}
    query = select(Member).where(Member.code.in_(codes)).order_by(Member.en)
    members = session.scalars(query).all()
    return {
        one.id: [
            answer_for(member, told[one.id], lines, today)
            for member in members
            if member.code in seats[one.id] and one.kind not in INCIDENTS
        ]
        for one in notices
    }


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
    latest = list(once(notices))
    answers = answers_of_all(session, latest, today)
    found = [coming(one, answers[one.id], markets, today) for one in latest]
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
    notice: Notice, answers: Iterable[Answer], markets: Collection[str], today: date
) -> Coming:
    """A notice with its answers for some markets whose day is still to come."""
    wanted = [one for one in answers if not markets or one.member.code in markets]
    return Coming(notice, [one for one in wanted if one.ways and is_ahead(one, today)])


def is_ahead(answer: Answer, today: date) -> bool:
    """Whether the measure is still to bind."""
    force = answer.days.in_force
    return force is not None and force.day > today


def for_alerts(
    session: Session, notices: Sequence[Notice], today: date
) -> dict[int, list[dict[str, Any]]]:
    """What is kept with alerts to some notices, by their numbers: plain values.

    There is one entry for each Member.
    """
    found = answers_of_all(session, notices, today)
    return {one: [kept(answer) for answer in each] for one, each in found.items()}


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
