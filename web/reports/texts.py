"""What the figures of a report say, in sentences that a person may rewrite."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.events import EventKind
from models.facts import facts_of
from models.measure import Event
from models.notice import Notice
from models.report import Report
from web.trends.catalogue import VIEWS
from web.trends.view import Counted, one_of

AHEAD = timedelta(days=14)
FINAL = (EventKind.ADOPTED, EventKind.PUBLISHED, EventKind.IN_FORCE)
SAYS = {
    "summary": ("notifications", "members"),
    "hubei": ("sectors", "exposure", "exposure-index"),
    "windows": ("windows",),
    "centre": ("funnel", "responses", "acceptance"),
    "data": ("health",),
}
"""Which figures a text is made of, in order."""
MOST = 20
"""So many measures are named in a text; the rest are counted."""
Pair = tuple[str, str]


def make_texts(
    session: Session, report: Report, answers: dict[str, Counted]
) -> dict[str, Pair]:
    """The proposed texts by key, each in Chinese and English."""
    made = {
        key: (say(keys, answers, "zh"), say(keys, answers, "en"))
        for key, keys in SAYS.items()
    }
    made["due"] = list_due(session, report)
    made["events"] = list_events(session, report)
    return made


def say(keys: tuple[str, ...], answers: dict[str, Counted], language: str) -> str:
    """The sentences of some figures, one after the other."""
    told = [VIEWS[key].say(answers[key], language) for key in keys if key in answers]
    stop = one_of(language, "。", ". ")
    return stop.join(told) + one_of(language, "。", ".") if told else ""


def list_due(session: Session, report: Report) -> Pair:
    """The measures that touch Hubei and close within fourteen days of the issue."""
    facts = facts_of(session)
    last = (report.until + AHEAD).toordinal()
    mask = (facts.deadline >= report.until.toordinal()) & (facts.deadline <= last)
    mask &= facts.sectors.many > 0
    if report.sector_id:
        mask &= facts.sectors.among({report.sector_id})
    ids = [int(one) for one in facts.ids[mask]]
    columns = (Notice.symbol, Notice.deadline)
    query = select(*columns).where(Notice.id.in_(ids)).order_by(Notice.deadline)
    rows = [f"{symbol} {day}" for symbol, day in session.execute(query)]
    return listed(
        rows,
        "未来十四天没有涉及湖北行业的截止日。",
        "Nothing that touches Hubei closes within fourteen days.",
    )


def list_events(session: Session, report: Report) -> Pair:
    """What was adopted, published or came into force in the days of the issue."""
    query = (
        select(Notice.symbol, Event.kind, Event.day)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Event.kind.in_(FINAL), Event.day.between(report.since, report.until))
        .order_by(Event.day, Notice.symbol)
    )
    rows = [f"{symbol} {kind} {day}" for symbol, kind, day in session.execute(query)]
    return listed(
        rows,
        "本期没有批准、公布或生效的措施。",
        "Nothing was adopted, published or came into force.",
    )


def listed(rows: list[str], none_zh: str, none_en: str) -> Pair:
    """Rows as lines, the first of them named and the rest counted."""
    if not rows:
        return none_zh, none_en
    rest = len(rows) - MOST
    more_zh = [f"另有{rest}件。"] if rest > 0 else []
    more_en = [f"{rest} more."] if rest > 0 else []
    return "\n".join(rows[:MOST] + more_zh), "\n".join(rows[:MOST] + more_en)
