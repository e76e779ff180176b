"""The lists of a report: what closes soon, and what was decided, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.events import EventKind
from models.facts import Facts, facts_of
from models.facts.columns import Mask
from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Notice
from models.report import Report
from web.notices.rows import Row, make_rows

AHEAD = timedelta(days=14)
FINAL = {
    EventKind.ADOPTED.value: ("批准", "adopted"),
    EventKind.PUBLISHED.value: ("公布", "published"),
    EventKind.IN_FORCE.value: ("生效", "in force"),
}
MOST = 20
"""So many measures are named in a text; the rest are counted."""
Pair = tuple[str, str]
NOTHING_NEW = (
    "本期没有涉及湖北行业的新通报。",
    "Nothing that touches Hubei was notified.",
)
NOTHING_DUE = (
    "未来十四天没有涉及湖北行业的评议截止日。",
    "Nothing that touches Hubei closes within fourteen days.",
)
NOTHING_FINAL = (
    "本期没有涉及湖北行业的措施批准、公布或生效。",
    "Nothing that touches Hubei was adopted, published or came into force.",
)


def list_new(session: Session, report: Report) -> Pair:
    """What was notified in the days of the issue and touches Hubei, newest first."""
    facts = facts_of(session)
    mask = (facts.distributed >= report.since.toordinal()) & (
        facts.distributed <= report.until.toordinal()
    )
    mask &= facts.kind.among({NoticeKind.NOTIFICATION.value}) & ~facts.void
    mask &= touching(facts, report)
    ids = [int(one) for one in facts.ids[mask]]
    query = select(Notice).where(Notice.id.in_(ids))
    newest = query.order_by(Notice.distributed.desc(), Notice.id.desc())
    notices = session.scalars(newest.limit(MOST)).all()
    told = [
        (new_zh(row, report.until), new_en(other, report.until))
        for row, other in both(session, notices, report.until)
    ]
    return listed(told, len(ids), NOTHING_NEW)


def touching(facts: Facts, report: Report) -> Mask:
    """The notices that touch Hubei, or the sector of the issue."""
    if report.sector_id:
        return facts.sectors.among({report.sector_id})
    return facts.sectors.many > 0


def new_zh(row: Row, day: date) -> str:
    """A new notice and until when it can be commented on, in Chinese."""
    closes = row.deadline
    head = f"{members_of(row, 'zh')}《{row.title}》（{row.symbol}）"
    if closes is None:
        return f"{head}，截止日未载明。"
    year = "" if closes.year == day.year else f"{closes.year}年"
    return f"{head}，{year}{closes.month}月{closes.day}日截止。"


def new_en(row: Row, day: date) -> str:
    """A new notice and until when it can be commented on, in English."""
    closes = row.deadline
    head = f"{members_of(row, 'en')}: {row.title} ({row.symbol})"
    if closes is None:
        return f"{head}, no deadline stated."
    year = "" if closes.year == day.year else f" {closes.year}"
    return f"{head}, closes {closes.day} {closes:%B}{year}."


def list_due(session: Session, report: Report) -> Pair:
    """The measures that touch Hubei and close within fourteen days of the issue."""
    facts = facts_of(session)
    mask = (facts.deadline >= report.until.toordinal()) & (
        facts.deadline <= (report.until + AHEAD).toordinal()
    )
    mask &= touching(facts, report)
    ids = [int(one) for one in facts.ids[mask]]
    query = select(Notice).where(Notice.id.in_(ids))
    notices = session.scalars(
        query.order_by(Notice.deadline, Notice.id).limit(MOST)
    ).all()
    told = [
        (close_zh(row, report.until), close_en(other, report.until))
        for row, other in both(session, notices, report.until)
    ]
    return listed(told, len(ids), NOTHING_DUE)


def close_zh(row: Row, day: date) -> str:
    """When a measure closes, in Chinese."""
    closes = row.deadline or day
    left = (closes - day).days
    when = f"还有{left}天" if left else "当日截止"
    return (
        f"{members_of(row, 'zh')}《{row.title}》（{row.symbol}），"
        f"{closes.month}月{closes.day}日截止，{when}。"
    )


def close_en(row: Row, day: date) -> str:
    """When a measure closes, in English."""
    closes = row.deadline or day
    left = (closes - day).days
    when = f"{left} days left" if left > 1 else "1 day left" if left else "last day"
    return (
        f"{members_of(row, 'en')}: {row.title} ({row.symbol}), "
        f"closes {closes.day} {closes:%B}, {when}."
    )


def list_events(session: Session, report: Report) -> Pair:
    """What touches Hubei and was adopted, published or came into force in its days."""
    facts = facts_of(session)
    ours = {int(one) for one in facts.ids[touching(facts, report)]}
    query = (
        select(Event.notice_id, Event.kind, Event.day)
        .where(Event.kind.in_(FINAL), Event.day.between(report.since, report.until))
        .order_by(Event.day, Event.notice_id, Event.kind)
    )
    found = [row for row in session.execute(query) if row.notice_id in ours]
    shown = [session.get_one(Notice, row.notice_id) for row in found[:MOST]]
    pairs = both(session, shown, report.until)
    told = [
        (event_of(zh, kind, day, "zh"), event_of(en, kind, day, "en"))
        for (zh, en), (_id, kind, day) in zip(pairs, found, strict=False)
    ]
    return listed(told, len(found), NOTHING_FINAL)


def event_of(row: Row, kind: str, day: date, language: str) -> str:
    """What happened to a measure on a day."""
    zh, en = FINAL[kind]
    if language == "zh":
        return (
            f"{day.month}月{day.day}日{zh}："
            f"{members_of(row, 'zh')}《{row.title}》（{row.symbol}）。"
        )
    name = f"{members_of(row, 'en')}: {row.title} ({row.symbol})"
    return f"{day.day} {day:%B}, {en}: {name}."


def both(
    session: Session, notices: Sequence[Notice], day: date
) -> list[tuple[Row, Row]]:
    """The rows of some notices in Chinese and in English."""
    first, second = (make_rows(session, notices, one, day) for one in ("zh", "en"))
    return list(zip(first, second, strict=True))


def members_of(row: Row, language: str) -> str:
    """The Members of a notice; of a long list the first."""
    names = [one.zh if language == "zh" else one.en for one in row.members]
    if len(names) > 3:
        return names[0] + ("等" if language == "zh" else " and others")
    return ("、" if language == "zh" else ", ").join(names)


def name_of(session: Session, notice: Notice) -> Pair:
    """A measure by its Member, title and symbol, as a text names it."""
    ((zh, en),) = both(session, [notice], notice.distributed)
    return (
        f"{members_of(zh, 'zh')}《{zh.title}》（{zh.symbol}）。",
        f"{members_of(en, 'en')}: {en.title} ({en.symbol}).",
    )


def listed(rows: Sequence[Pair], many: int, none: Pair) -> Pair:
    """Rows as lines, the first of them named and the rest counted."""
    if not rows:
        return none
    rest = many - len(rows)
    more = [(f"另有{rest}件。", f"{rest} more.")] if rest > 0 else []
    every = [*rows, *more]
    return "\n".join(zh for zh, _en in every), "\n".join(en for _zh, en in every)
