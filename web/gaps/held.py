"""What the store holds of the WTO's notifications, and how far back it vouches."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.gaps import History
from models.notice import Notice, NoticeMember
from models.source import Run, Source
from models.symbols import Symbol, read_symbol, split_symbols
from web.gaps.silence import CRAWL, EPING, HEARD
from web.gaps.summary import read_summary

OURS = (Notice.source_slug == EPING, Notice.provisional.is_(False))
"""The publisher's own documents: the archive that comes with the program is none."""


def is_checked(session: Session, today: date) -> bool:
    """Whether nothing came since the last check that could change its findings."""
    summary = read_summary(session)
    return summary is not None and summary.stamp == stamp_of(session, today)


def stamp_of(session: Session, today: date) -> str:
    """Names the state of the store: the day, and the last run that ended."""
    query = select(func.max(Run.ended_at)).where(Run.source_slug == EPING)
    ended = session.scalar(query)
    return f"{today.isoformat()} {ended.isoformat() if ended else ''}"


def read_history(session: Session) -> History:
    """How far back the store can vouch for the source.

    What an earlier check knew still holds when the record of its runs is gone.
    """
    source = session.get(Source, EPING)
    before = read_summary(session)
    days = [before.history.since] if before and before.history.since else []
    query = select(Run.counts).where(
        Run.source_slug == EPING, Run.job == CRAWL, Run.state.in_(HEARD)
    )
    for counts in session.scalars(query):
        if counts.get("since"):
            days.append(date.fromisoformat(counts["since"]))
    whole = source is not None and source.reconciled_at is not None
    return History(whole, min(days, default=None))


def read_held(session: Session) -> Iterator[tuple[Symbol, date]]:
    """Every symbol that a document of the publisher carries, with its day.

    A joint document carries one of each of its Members.
    """
    day = func.coalesce(NoticeMember.distributed, Notice.distributed)
    copies = (
        select(func.coalesce(NoticeMember.symbol, ""), day)
        .join(Notice, Notice.id == NoticeMember.notice_id)
        .where(*OURS, NoticeMember.symbol.is_not(None))
    )
    days: dict[str, date] = {}
    for symbol, distributed in session.execute(copies):
        days[symbol] = min(distributed, days.get(symbol, distributed))
    whole = select(Notice.source_key, Notice.distributed).where(*OURS)
    for key, distributed in session.execute(whole):
        for symbol in split_symbols(key) if "," in key else (key,):
            days.setdefault(symbol, distributed)
    for text, distributed in days.items():
        found = read_symbol(text)
        if found:
            yield found, distributed


def newest_day(session: Session) -> date | None:
    """The day of the newest document of the publisher."""
    return session.scalar(select(func.max(Notice.distributed)).where(*OURS))
