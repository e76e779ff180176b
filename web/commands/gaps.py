"""gaps: which numbers are missing, Member by Member, and up to where none is."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from models import clock
from models.gaps import say_ranges
from models.reference import member_by_name
from web.commands.frame import Data, Offline, enter, finish, paper, say, stop
from web.gaps.finding import find_gaps
from web.gaps.service import (
    UNSETTLED,
    Account,
    Hole,
    Overview,
    Standing,
    overview_of,
)

OF_WHOLE = "The whole of the source was read; every series is checked from 1 on."
OF_DAYS = "Read without a break since {day}; each series is checked from there on."
OF_FILES = "Only files were read; each series is checked from its lowest number on."


def gaps(
    member: Annotated[str, typer.Option(help="One Member, by its code.")] = "",
    agreement: Annotated[str, typer.Option(help="TBT or SPS.")] = "",
    only_open: Annotated[
        bool, typer.Option("--open", help="Only series with unsettled holes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Which numbers are missing, and up to which number a series is complete."""
    code = member_by_name(member) if member else ""
    if code is None:
        raise stop(f"There is no Member called {member}; give a code such as USA.", 2)
    if agreement.upper() not in {"", "TBT", "SPS"}:
        raise stop(f"There is no agreement called {agreement}; give TBT or SPS.", 2)
    place = enter(data, offline)
    with place.sessions.begin() as session:
        summary = find_gaps(session, now=clock.now(), today=clock.today(session))
        overview = overview_of(session, summary)
    shown = chosen(overview, code, agreement.upper(), only_open=only_open)
    if as_json:
        typer.echo(json.dumps(as_report(overview, shown), ensure_ascii=False, indent=2))
        return
    say(basis(overview))
    paper.print(table_of(shown))
    finish(**totals(shown))


def chosen(
    overview: Overview, member: str, agreement: str, *, only_open: bool
) -> list[Account]:
    """The series that were asked for, in their order."""
    return [
        one
        for one in overview.accounts
        if member in {"", one.line.member}
        and agreement in {"", one.line.agreement}
        and (one.waits or not only_open)
    ]


def basis(overview: Overview) -> str:
    """From where on series are checked."""
    known = overview.summary.history
    if known.whole:
        return OF_WHOLE
    return OF_DAYS.format(day=known.since) if known.since else OF_FILES


def table_of(accounts: Sequence[Account]) -> Table:
    """A row for each series; follow-ups stand with their symbols."""
    table = Table(box=box.SIMPLE)
    table.add_column("series", no_wrap=True)
    for name in ("held", "from", "to", "complete to"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("open holes", ratio=1)
    table.add_column("may still come")
    for one in accounts:
        table.add_row(
            one.line.series,
            str(one.line.held),
            str(one.line.start or "—"),
            str(one.line.highest),
            str(one.complete_to or "—"),
            say_holes(one, Standing.OPEN),
            say_holes(one, Standing.LATE),
        )
    return table


def say_holes(account: Account, standing: Standing) -> str:
    """Missing numbers as ranges, then missing follow-ups without their Member."""
    own = say_ranges(hole.number for hole in account.those(standing))
    behind = [
        hole.symbol.removeprefix(f"{account.line.series}/")
        for hole in account.those(standing, follow_up=True)
    ]
    return ", ".join([*([own] if own else []), *behind])


def totals(accounts: Sequence[Account]) -> dict[str, int]:
    """The last line; what may still come counts as explained."""
    holes = [hole.standing for one in accounts for hole in one.holes]
    late = holes.count(Standing.LATE)
    return {
        "series": len(accounts),
        "complete": sum(one.is_complete for one in accounts),
        "open": holes.count(Standing.OPEN),
        "explained": holes.count(Standing.EXPLAINED) + late,
        "found": holes.count(Standing.FOUND),
    }


def as_report(overview: Overview, accounts: Sequence[Account]) -> dict[str, Any]:
    """All of it for a program."""
    known = overview.summary.history
    return {
        "as_of": overview.as_of.isoformat() if overview.as_of else None,
        "whole": known.whole,
        "since": known.since.isoformat() if known.since else None,
        **totals(accounts),
        "by_series": [series_as_json(one) for one in accounts],
    }


def series_as_json(account: Account) -> dict[str, Any]:
    """One series with its holes."""
    line = account.line
    told = {
        standing.value: [
            hole_as_json(hole) for hole in account.holes if hole.standing == standing
        ]
        for standing in (*UNSETTLED, Standing.EXPLAINED, Standing.FOUND)
    }
    return {
        "series": line.series,
        "agreement": line.agreement,
        "member": line.member,
        "held": line.held,
        "from": line.start,
        "highest": line.highest,
        "complete_to": account.complete_to,
        "doubtful": list(line.doubtful),
        **told,
    }


def hole_as_json(hole: Hole) -> dict[str, Any]:
    """One hole: its symbol, and what is known of it."""
    told: dict[str, Any] = {"symbol": hole.symbol}
    if hole.reason:
        told |= {"reason": hole.reason, "note": hole.note}
    if hole.closed_at:
        told["found_at"] = hole.closed_at.isoformat()
    return told
