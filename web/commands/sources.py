"""sources: how well each publisher is heard, source by source."""

from collections.abc import Iterator

import typer
from rich import box
from rich.table import Table

from models import clock
from web.commands.frame import Data, Offline, enter, finish, paper
from web.gaps.silence import in_english
from web.sources.crawls import Call
from web.sources.held import Hold, Why
from web.sources.rhythm import Delay, Rhythm
from web.sources.service import Health, Station, read_stations
from web.wording import clock as say_clock

DAYS = ("last success", "newest")
COLUMNS = ("state", "last success", "newest", "delay", "silent", "new")
NOTE = (
    "Delay: days to the store, half of the documents and nine in ten."
    " Silent: days without news, and the usual limit. New: today; ? where no crawl"
    " proves that there is none."
)
HOLDS = {
    Why.UNPROVEN: "Its answers were never checked; an administrator can turn it on.",
    Why.BY_HAND: "Turned off by an administrator.",
    Why.NO_KEY: "{setting} is not set.",
    Why.NOT_NAMED: "{setting} does not name it.",
}
LEFT_OUT = ("bad", "dropped")


def sources(data: Data = None, offline: Offline = False) -> None:
    """How each source is: its state and last success, what is usual, what is wrong."""
    place = enter(data, offline)
    table = Table(box=box.SIMPLE)
    table.add_column("source", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, min_width=10 if name in DAYS else 3)
    with place.sessions() as session:
        stations = read_stations(
            session, place.settings, now=clock.now(), today=clock.today(session)
        )
    for station in stations:
        table.add_row(*row_of(station))
    paper.print(table)
    typer.echo(NOTE)
    for station in stations:
        told = " ".join(sentences_of(station))
        typer.echo(f"{station.source.slug}: {told}")
    states = [station.health for station in stations]
    finish(
        sources=len(stations),
        failing=states.count(Health.FAILED),
        late=states.count(Health.LATE),
        quiet=states.count(Health.QUIET),
        off=states.count(Health.OFF),
    )


def row_of(station: Station) -> list[str]:
    """The figures of a source, column by column."""
    none = "0" if station.silence.proven else "?"
    return [
        station.source.slug,
        station.health.value,
        say_clock(station.record.last_success),
        station.newest.isoformat() if station.newest else "—",
        say_delay(station.delay),
        say_rhythm(station.rhythm),
        str(station.came_today) if station.came_today else none,
    ]


def sentences_of(station: Station) -> Iterator[str]:
    """Why a source is not called, or what is wrong, left out and known of it."""
    if station.hold:
        yield say_hold(station.hold)
        return
    yield from say_fault(station.call)
    yield from say_left_out(station.call)
    told = in_english(station.silence, say_clock(station.silence.at))
    yield f"{told[0].upper()}{told[1:]}."


def say_delay(delay: Delay | None) -> str:
    """Days from publication to the store: the median, and nine in ten."""
    return f"{delay.half}/{delay.most} d" if delay else "—"


def say_rhythm(rhythm: Rhythm) -> str:
    """How long nothing new was published, and beyond which time that is unusual."""
    if rhythm.stretch is None:
        return "—"
    return f"{rhythm.stretch}/{'?' if rhythm.limit is None else rhythm.limit} d"


def say_hold(hold: Hold) -> str:
    """Why a source is not called."""
    return HOLDS[hold.why].format(setting=hold.setting)


def say_left_out(call: Call | None) -> Iterator[str]:
    """Rows of the last call that could not be used, or are none of our business."""
    counts = (call.last.counts or {}) if call else {}
    found = [f"{name}={counts[name]}" for name in LEFT_OUT if counts.get(name)]
    if found:
        yield f"Left out: {' '.join(found)}."


def say_fault(call: Call | None) -> Iterator[str]:
    """What went wrong in the last call, by its last way or by those before it."""
    if call is None:
        return
    if call.failed:
        yield call.last.error or ""
        return
    ways = ", ".join(run.way or "" for run in call.failed_before)
    if ways:
        yield f"{ways} failed; {call.last.way} was taken instead."
