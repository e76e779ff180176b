"""The table of transit days: read for the page, and changed by officers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.reference_facts import Member
from models.shipment import Mode
from models.transit import Line, TransitDays, read_lines
from web.audit import note
from web.marks import N_
from web.refused import RefusedError

MOST_DAYS, MOST_BUFFER = 200, 90
MOST_SOURCE = 200


@dataclass(frozen=True)
class Asked:
    """What an officer wrote of one market and mode."""

    member: str
    mode: str
    days: str
    buffer: str
    source: str
    as_of: str


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
    if day > now.astimezone(HERE).date():
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
