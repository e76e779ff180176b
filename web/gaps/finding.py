"""Brings the holes up to date with the store; may be run again at any time."""

from collections.abc import Iterator
from datetime import date, datetime

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.gap import Gap, GapState
from models.gaps import (
    AllSeries,
    Reason,
    Series,
    highest,
    holes_of,
    is_follow_up,
    leaps,
    read_series,
    start_of,
    symbol_of,
)
from models.reference import member_by_name
from web.gaps.evidence import Evidence, read_evidence
from web.gaps.held import newest_day, read_held, read_history, stamp_of
from web.gaps.silence import EPING, last_heard
from web.gaps.summary import Line, Summary, write_summary

Key = tuple[str, int]


def find_gaps(session: Session, *, now: datetime, today: date) -> Summary:
    """Compare the numbers that are there with those that must be.

    New holes open, those whose number has come are found, and those with evidence
    are explained. An officer's explanation stays. Holes before the part that the
    store vouches for are no holes. Never commits.
    """
    stamp, known = stamp_of(session, today), read_history(session)
    found = read_series(read_held(session))
    codes = codes_of(found)
    starts = {name: start_of(found[name], found, known) for name in codes}
    holes = {
        (name, number): given
        for name in codes
        for number, given in holes_of(found[name], starts[name]).items()
    }
    rows = {(row.series, row.number): row for row in session.scalars(select(Gap))}
    close_found(session, rows, holes, found, now)
    for key in holes.keys() - rows.keys():
        rows[key] = new_gap(found[key[0]], codes[key[0]], key[1], now)
        session.add(rows[key])
    explain_all(session, rows, holes, today)
    session.flush()
    looked = update(Gap).where(Gap.state != GapState.FOUND).values(checked_at=now)
    session.execute(looked, execution_options={"synchronize_session": False})
    summary = Summary(
        stamp=stamp,
        checked_at=now,
        heard=last_heard(session, EPING),
        newest=newest_day(session),
        history=known,
        lines=list(lines_of(found, codes, starts)),
    )
    write_summary(session, summary)
    return summary


def explain_all(
    session: Session, rows: dict[Key, Gap], holes: dict[Key, date], today: date
) -> None:
    """Settle every hole by the evidence there is."""
    evidence = read_evidence(session) if holes else Evidence({}, {})
    for (name, number), given in holes.items():
        told = evidence.of(symbol_of(name, number), given, today)
        settle(rows[name, number], told)


def codes_of(found: AllSeries) -> dict[str, str]:
    """The Member of each series; one of an unknown Member is told and left out."""
    codes: dict[str, str] = {}
    for name, series in found.items():
        code = member_by_name(series.member)
        if code:
            codes[name] = code
        elif not is_follow_up(name):
            structlog.get_logger().warning("series of an unknown Member", series=name)
    return codes


def new_gap(series: Series, code: str, number: int, now: datetime) -> Gap:
    """A hole that is seen for the first time."""
    return Gap(
        series=series.name,
        number=number,
        agreement=series.agreement,
        member_code=code,
        state=GapState.OPEN,
        reason="",
        note="",
        seen_at=now,
        checked_at=now,
    )


def settle(row: Gap, explained: tuple[Reason, str] | None) -> None:
    """Bring the state of a hole up to date; an officer's word is left alone."""
    if row.state == GapState.FOUND:
        reopen(row)
    if row.state == GapState.EXPLAINED and row.author:
        return
    if explained:
        row.state = GapState.EXPLAINED
        row.reason, row.note = explained
    elif row.reason == Reason.LATE:
        reopen(row)


def reopen(row: Gap) -> None:
    """The number is missing, and nothing explains it any longer."""
    row.state, row.reason, row.note = GapState.OPEN, "", ""
    row.author = row.closed_at = None


def close_found(
    session: Session,
    rows: dict[Key, Gap],
    holes: dict[Key, date],
    found: AllSeries,
    now: datetime,
) -> None:
    """Close the holes whose number has come; drop those not vouched for any longer."""
    for (name, number), row in list(rows.items()):
        if (name, number) in holes:
            continue
        if name in found and number in found[name].held:
            if row.state != GapState.FOUND:
                row.state, row.closed_at, row.checked_at = GapState.FOUND, now, now
        elif not row.author:
            session.delete(row)
            del rows[name, number]


def lines_of(
    found: AllSeries, codes: dict[str, str], starts: dict[str, int | None]
) -> Iterator[Line]:
    """One line for each Member and agreement."""
    for name in sorted(codes):
        if is_follow_up(name):
            continue
        series = found[name]
        yield Line(
            series=name,
            agreement=series.agreement,
            member=codes[name],
            held=len(series.held),
            start=starts[name],
            highest=highest(series),
            doubtful=list(leaps(sorted(series.proven))),
        )
