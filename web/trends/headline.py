"""What changed this month for Hubei, in three sentences."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from web.trends.counting import Period, busiest_sector, closing, documents
from web.trends.figure import speak

SOON = 14


def headline(session: Session, today: date, language: str) -> list[str]:
    """Three sentences: how much came, whom it touches, what closes soon."""
    return [
        arrived(session, today, language),
        touched(session, today, language),
        closes(session, today, language),
    ]


def month_to(today: date) -> Period:
    """This month until today."""
    return Period(today.replace(day=1), today)


def same_days_before(today: date) -> Period:
    """The same days of the month before; shorter where that month is."""
    end = today.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end.replace(day=min(end.day, today.day)))


def arrived(session: Session, today: date, language: str) -> str:
    """How many documents came this month, beside the same days of the last."""
    number = documents(session, month_to(today))
    before = documents(session, same_days_before(today))
    zh = f"本月截至{today.month}月{today.day}日收到通报文件{number}件"
    en = f"{number} documents were circulated this month up to {today.day} {today:%B}"
    if not before:
        return speak(
            language,
            f"{zh}；上月同期没有数据，不作比较。",
            f"{en}; there are no data for the same days of last month to compare with.",
        )
    return speak(
        language,
        f"{zh}，上月同期{before}件。",
        f"{en}, against {before} on the same days of last month.",
    )


def touched(session: Session, today: date, language: str) -> str:
    """How many of them touch Hubei, and which sector most."""
    number = documents(session, month_to(today), touch=True)
    sector = busiest_sector(session, month_to(today))
    if sector is None:
        return speak(
            language,
            "其中没有确定或很可能涉及湖北行业的文件。",
            "None of them surely or likely touches a Hubei sector.",
        )
    zh, en, most = sector
    return speak(
        language,
        f"其中{number}件确定或很可能涉及湖北行业，最多的是{zh}，{most}件。",
        f"{number} of them surely or likely touch Hubei sectors, most of all {en}"
        f" ({most}).",
    )


def closes(session: Session, today: date, language: str) -> str:
    """How many that touch Hubei can still be commented on, and what closes soon."""
    all_open = closing(session, today)
    soon = closing(session, today, today + timedelta(days=SOON))
    return speak(
        language,
        f"涉及湖北行业、仍可评议的有{all_open}件，其中{soon}件在{SOON}天内截止。",
        f"{all_open} that touch Hubei sectors are still open for comment;"
        f" closing within {SOON} days: {soon}.",
    )
