"""What changed this month for Hubei, in three sentences."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.facts.columns import Mask
from models.kinds import NoticeKind
from models.notice import Notice
from web.trends.names import name_in, sector_names
from web.trends.view import one_of

Days = tuple[date, date]

SOON = 14


def headline(session: Session, facts: Facts, today: date, language: str) -> list[str]:
    """Three sentences: how much came, whom it touches, what closes soon."""
    return [
        arrived(facts, today, language),
        touched(session, facts, today, language),
        closes(facts, today, language),
    ]


def has_any(session: Session) -> bool:
    """Whether there is anything to count."""
    query = select(Notice.id).where(Notice.kind == NoticeKind.NOTIFICATION).limit(1)
    return session.scalar(query) is not None


def within(facts: Facts, days: Days) -> Mask:
    """The WTO documents distributed in some days, none void."""
    first, last = (day.toordinal() for day in days)
    kind = facts.kind.among({NoticeKind.NOTIFICATION.value}) & ~facts.void
    return kind & (facts.distributed >= first) & (facts.distributed <= last)


def month_to(today: date) -> Days:
    """This month until today."""
    return today.replace(day=1), today


def same_days_before(today: date) -> Days:
    """The same days of the month before; shorter where that month is."""
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end.replace(day=min(end.day, today.day))


def arrived(facts: Facts, today: date, language: str) -> str:
    """How many documents came this month, beside the same days of the last."""
    number = int(within(facts, month_to(today)).sum())
    before = int(within(facts, same_days_before(today)).sum())
    zh = f"本月截至{today.month}月{today.day}日收到通报文件{number}件"
    en = f"{number} documents were circulated this month up to {today.day} {today:%B}"
    if not before:
        return one_of(
            language,
            f"{zh}；上月同期没有数据，不作比较。",
            f"{en}; there are no data for the same days of last month to compare with.",
        )
    return one_of(
        language,
        f"{zh}，上月同期{before}件。",
        f"{en}, against {before} on the same days of last month.",
    )


def touched(session: Session, facts: Facts, today: date, language: str) -> str:
    """How many of them touch Hubei, and which sector most."""
    mask = within(facts, month_to(today)) & (facts.sectors.many > 0)
    number, counts = int(mask.sum()), facts.sectors.count(mask)
    if not counts:
        return one_of(
            language,
            "其中没有确定或很可能涉及湖北行业的文件。",
            "None of them surely or likely touches a Hubei sector.",
        )
    names = sector_names(session, facts)
    order = {key: place for place, key in enumerate(names)}
    best = min(counts, key=lambda key: (-counts[key], order.get(key, 0)))
    (zh, en), most = name_in(names, best), counts[best]
    return one_of(
        language,
        f"其中{number}件确定或很可能涉及湖北行业，最多的是{zh}，{most}件。",
        f"{number} of them surely or likely touch Hubei sectors, most of all {en}"
        f" ({most}).",
    )


def closes(facts: Facts, today: date, language: str) -> str:
    """How many that touch Hubei can still be commented on, and what closes soon."""
    all_open = closing(facts, today, date.max)
    soon = closing(facts, today, today + timedelta(days=SOON))
    return one_of(
        language,
        f"涉及湖北行业、仍可评议的有{all_open}件，其中{soon}件在{SOON}天内截止。",
        f"{all_open} that touch Hubei sectors are still open for comment;"
        f" closing within {SOON} days: {soon}.",
    )


def closing(facts: Facts, first: date, last: date) -> int:
    """Documents that touch Hubei and whose deadline lies in these days."""
    mask = facts.kind.among({NoticeKind.NOTIFICATION.value}) & (facts.sectors.many > 0)
    days = (facts.deadline >= first.toordinal()) & (facts.deadline <= last.toordinal())
    return int(np.count_nonzero(mask & days))
