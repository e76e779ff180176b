"""crawl, import, tag, match, alert, deliver, and run: one full pass of them all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from models import clock
from models.locks import hold
from web import children, jobs
from web.commands.frame import Data, Offline, Place, enter, finish, say, screen, stop
from web.gaps.silence import EPING, in_english, proof_of_silence
from web.wording import clock as say_clock

TURN = "turn"
PATIENCE = 3600
TAGGING = timedelta(minutes=10)
"""A whole history takes longer: the pass goes on, and the next one tags the rest."""
LOCKS = "locks"
SKIPPED = "Offline: no source was called."
Counts = dict[str, object]


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Let no other pass run beside this one; wait for one that does."""
    folder = place.settings.data / LOCKS
    with hold(place.engine, folder, TURN, PATIENCE) as held:
        if not held:
            raise stop("Another pass has been running for an hour; look at the log.")
        yield


def crawl(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Slugs of sources.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Those that are due.")] = False,
    since: Annotated[str | None, typer.Option(help="From this day on.")] = None,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Call on sources; without a name, on those that are due."""
    if due and sources:
        raise stop("Name sources or give --due, not both.", 2)
    place = enter(data, offline)
    if place.settings.offline:
        say(SKIPPED)
        finish(new=0, skipped=1)
        return
    totals, failed = call_each(sources or ["due"], since, place)
    if not totals.get("new"):
        tell_silence(place, sources or [EPING])
    finish(**{"new": 0, **totals})
    if failed:
        sentence = f"Failed: {', '.join(failed)}; see `chutong sources`."
        raise stop(sentence, min(failed.values()))


def call_each(
    sources: list[str], since: str | None, place: Place
) -> tuple[dict[str, int], dict[str, int]]:
    """Call on sources, then fetch the documents they name: figures, and what failed."""
    totals: dict[str, int] = {}
    failed: dict[str, int] = {}
    extra = ["--since", since] if since else []
    for source in sources:
        ended = call([source, *extra], place)
        add(totals, ended.counts)
        if ended.code:
            failed[source] = ended.code
    if code := fetch_documents(place):
        failed["documents"] = code
    return totals, failed


def call(arguments: list[str], place: Place) -> children.Ended:
    """Run the crawler and pass on what it says."""
    ended = children.run(children.CRAWLER, arguments, place.settings)
    for text in ended.lines[: -1 if ended.counts else None]:
        say(text)
    return ended


def fetch_documents(place: Place) -> int:
    """Fetch the official texts that notices name, and compare; the status of it.

    Offline, what is here already is read and compared. Their figures are those of
    their own run, and no figures of notices.
    """
    return call(["documents", "--due"], place).code


def add(totals: dict[str, int], counts: dict[str, str]) -> None:
    """Add the figures of one source."""
    for name, value in counts.items():
        if value.isdecimal():
            totals[name] = totals.get(name, 0) + int(value)


def import_file(
    file: Annotated[Path, typer.Argument(help="A workbook or export, .xlsx or .csv.")],
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Read an ePing workbook or search export."""
    if not file.is_file():
        raise stop(f"There is no file {file}.", 2)
    place = enter(data, offline)
    ended = call(["import", str(file.resolve())], place)
    if ended.code:
        raise stop(f"{file.name} could not be imported.", ended.code)
    finish(**ended.counts)


def tag(data: Data = None, offline: Offline = False) -> None:
    """Find products, codes, markets and kinds of measure in new texts."""
    place = enter(data, offline)
    with alone(place):
        finish(**shown("Tagging", lambda told: jobs.tag(place.sessions, told)))


def match(data: Data = None, offline: Offline = False) -> None:
    """Match tagged notices to Hubei's export sectors."""
    place = enter(data, offline)
    with alone(place):
        finish(**shown("Matching", lambda told: jobs.match(place.sessions, told)))


def tell_silence(place: Place, sources: Sequence[str]) -> None:
    """Say of each source what proves that nothing is new, or that nothing does."""
    with place.sessions() as session:
        for source in sources:
            told = proof_of_silence(session, source, clock.now())
            say(f"{source}: {in_english(told, say_clock(told.at))}")


def shown(what: str, work: Callable[[jobs.Progress], jobs.Counts]) -> jobs.Counts:
    """Do some work; on a terminal, show how far it is."""
    with Progress(
        console=screen, transient=True, disable=not screen.is_terminal
    ) as bar:
        task = bar.add_task(what, total=None)
        return work(lambda done, of: bar.update(task, completed=done, total=of))


def alert(data: Data = None, offline: Offline = False) -> None:
    """Make alerts and messages for what is new."""
    place = enter(data, offline)
    with alone(place):
        finish(**jobs.alert(place.sessions, place.links))


def deliver(data: Data = None, offline: Offline = False) -> None:
    """Send the messages that wait."""
    place = enter(data, offline)
    done = jobs.send(place.sessions, place.settings, place.links)
    finish(sent=done.sent, failed=done.failed)
    if done.errors:
        raise stop(done.errors[0])


def run(
    no_crawl: Annotated[
        bool, typer.Option("--no-crawl", help="Leave the sources alone.")
    ] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """One full pass: crawl what is due, tag, match, alert, deliver."""
    place = enter(data, offline)
    with alone(place), jobs.recorded(place.sessions, "run") as counts:
        errors = list(one_pass(place, counts, crawls=not no_crawl))
        if errors:
            counts["error"] = " ".join(errors)
    finish(**counts)
    if errors:
        raise stop(" ".join(errors))


def one_pass(place: Place, counts: Counts, *, crawls: bool) -> Iterator[str]:
    """Every step in turn, whatever became of the one before; what failed."""
    counts.update(new=0, alerts=0, messages=0)
    if crawls and place.settings.offline:
        say(SKIPPED)
    elif crawls:
        ended = call(["due"], place)
        counts["new"] = int(ended.counts.get("new", 0))
        if ended.code:
            yield "A source failed; see `chutong sources`."
    if crawls and fetch_documents(place):
        yield "The official texts could not be fetched; look at the log."
    jobs.check_numbers(place.sessions)
    if not counts["new"]:
        tell_silence(place, [EPING])
    shown("Reading", lambda told: jobs.understand(place.sessions, told, TAGGING))
    jobs.seek(place.sessions)
    made = jobs.alert(place.sessions, place.links)
    made["messages"] += jobs.plan(place.sessions, place.links)
    jobs.draft_reports(place.sessions)
    jobs.tidy(place.sessions, place.settings.data)
    if crawls and not place.settings.offline:
        made["messages"] += jobs.watch(place.sessions, place.settings, place.links)
    counts.update(made)
    done = jobs.send(place.sessions, place.settings, place.links)
    yield from done.errors[:1]
    if stopped := jobs.translate(place.sessions, place.settings):
        say(stopped)
