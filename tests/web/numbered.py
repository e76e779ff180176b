"""Numbered notices, written straight into the tables, and a source that vouches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models.gap import Gap
from models.notice import Notice, NoticeMember
from models.source import Run, RunState, Source
from models.symbols import read_symbols
from tests.web.small_world import add_source
from web.gaps.finding import find_gaps
from web.gaps.summary import Summary

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)
LONG_AGO = date(2026, 6, 1)


def source_of(session: Session, *, whole: bool = True) -> Source:
    """The publisher, read as a whole or not."""
    add_source(session)
    source = session.get_one(Source, "wto_eping")
    source.reconciled_at = NOW if whole else None
    session.flush()
    return source


def hold(
    session: Session, *written: str, day: date = LONG_AGO, **columns: Any
) -> list[Notice]:
    """Documents under these symbols; a joint one has them joined by a comma."""
    found = []
    for text in written:
        symbols = read_symbols(text)
        given = {
            "source_slug": "wto_eping",
            "agreement": symbols[0].agreement,
            "title": text,
            "content": {},
            **columns,
        }
        notice = Notice(
            source_key=",".join(sorted(one.text for one in symbols)),
            symbol=text,
            type=symbols[0].kind,
            distributed=day,
            content_hash="c0ffee",
            created_at=NOW,
            updated_at=NOW,
            members=[
                NoticeMember(member_code=one.member, symbol=one.text, distributed=day)
                for one in symbols
            ],
            **given,
        )
        session.add(notice)
        found.append(notice)
    session.flush()
    return found


def hold_many(session: Session, series: str, numbers: Iterable[int]) -> None:
    """Many documents of one Member at once, a week for ten numbers."""
    agreement = series.split("/")[1]
    rows = [
        {
            "source_slug": "wto_eping",
            "source_key": f"{series}/{number}",
            "symbol": f"{series}/{number}",
            "agreement": agreement,
            "type": "regular",
            "title": f"Draft {number}",
            "distributed": date(2024, 1, 1) + timedelta(weeks=place // 10),
            "content": {},
            "content_hash": "c0ffee",
            "created_at": NOW,
            "updated_at": NOW,
        }
        for place, number in enumerate(numbers)
    ]
    session.execute(insert(Notice), rows)


def ran(session: Session, state: RunState = RunState.OK, **columns: Any) -> Run:
    """A crawl of the publisher that ended an hour ago."""
    ended = NOW - timedelta(hours=1)
    given = {"counts": {}, "ended_at": ended, "started_at": ended, **columns}
    run = Run(job="crawl", source_slug="wto_eping", way="api", state=state, **given)
    session.add(run)
    session.flush()
    return run


def check(session: Session, today: date = TODAY, now: datetime = NOW) -> Summary:
    """Look for missing numbers."""
    return find_gaps(session, now=now, today=today)


def gaps(session: Session) -> dict[str, Gap]:
    """All holes by series and number, parted by a colon."""
    rows = session.scalars(select(Gap).order_by(Gap.series, Gap.number))
    return {f"{row.series}:{row.number}": row for row in rows}


def states(session: Session) -> dict[str, tuple[str, str]]:
    """How each hole stands, and why."""
    return {name: (row.state, row.reason) for name, row in gaps(session).items()}


def usa(*numbers: int) -> list[str]:
    """Symbols of the United States."""
    return [f"G/TBT/N/USA/{number}" for number in numbers]
