"""python -m crawler SOURCE | due | documents | import FILE | starter"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from crawler.exports.columns import is_exports
from crawler.exports.storing import import_exports
from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.runs import BusyError
from crawler.settings import Wishes, read_wishes
from crawler.starter.load import load_starter
from models import clock
from models.database import open_database
from models.source import RunState

DONE, FAILED = 0, 1
ENDED = {RunState.FAILED: "failed", RunState.SKIPPED: "skipped"}
FIGURES = ("rows", "documents", "new", "changed", "unchanged", "bad", "dropped")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one piece of work; its last line of output is its figures."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    given = parser(words).parse_args(words)
    asked = vars(given)
    try:
        wishes = read_wishes(asked.get("data"), offline=asked.get("offline", False))
        counts = do(given, wishes)
    except BusyError as fault:
        say(fault)
        if given.work == "import":
            return FAILED
        counts = {"skipped": 1}
    except CrawlError as fault:
        say(fault)
        return FAILED
    figures = " ".join(f"{name}={value}" for name, value in counts.items())
    sys.stdout.write(f"{figures}\n")
    return FAILED if counts.get("failed") else DONE


def say(fault: CrawlError) -> None:
    """Tell a fault where it does not disturb the figures."""
    sys.stderr.write(f"{fault}\n")


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """What may be asked; the publishers are looked up only where one is named."""
    shared = argparse.ArgumentParser(add_help=False)
    absent = argparse.SUPPRESS
    shared.add_argument("--data", type=Path, default=absent, help="the data folder")
    shared.add_argument(
        "--offline", action="store_true", default=absent, help="call nobody"
    )
    asked = argparse.ArgumentParser(prog="python -m crawler", parents=[shared])
    works = asked.add_subparsers(dest="work", required=True)
    works.add_parser("starter", parents=[shared], help="load the starter archive")
    file = works.add_parser("import", parents=[shared], help="read a user's file")
    file.add_argument("file", type=Path)
    file.add_argument("--by", default="command", help="whose file it is")
    file.add_argument("--exports", action="store_true", help="it holds exports")
    texts = works.add_parser("documents", parents=[shared], help="fetch attachments")
    texts.add_argument("--limit", type=int, help="ask for so many at most")
    texts.add_argument(
        "--due", action="store_true", help="unless CHUTONG_SOURCES leaves them out"
    )
    if not {"starter", "import", "documents"} & set(words):
        add_crawls(works, shared)
    return asked


def add_crawls(
    works: "argparse._SubParsersAction[argparse.ArgumentParser]",
    shared: argparse.ArgumentParser,
) -> None:
    """The publishers that may be called on, and all that are due."""
    from crawler.sources import all_cards  # Scrapy takes a second to load

    for name in (*all_cards(), "due"):
        one = works.add_parser(name, parents=[shared], help="call on a publisher")
        one.add_argument("--since", type=date.fromisoformat, help="from this day on")
        if name != "due":
            one.add_argument("--way", choices=all_cards()[name].ways)
            one.add_argument("--instead-of", help="the way that failed before")


def do(given: argparse.Namespace, wishes: Wishes) -> dict[str, int]:
    """Do what was asked; the figures of it."""
    sessions = open_database(wishes.database)
    if given.work == "starter":
        with sessions.begin() as session:
            return load_starter(session)
    if given.work == "import" and (given.exports or is_exports(given.file)):
        return import_exports(sessions, given.file, given.by)
    if given.work == "import":
        return dict(import_file(sessions, given.file).counts())
    if given.work == "documents":
        return documents(sessions, wishes, given)
    return crawl(sessions, wishes, given)


def crawl(
    sessions: sessionmaker[Session], wishes: Wishes, given: argparse.Namespace
) -> dict[str, int]:
    """Call on one publisher, or on all that are due; the figures of all together."""
    from crawler.sources import all_cards, usable_ways  # Scrapy is slow to load
    from crawler.turns import Turn, due, in_child, take

    nothing = dict.fromkeys(FIGURES, 0)
    if given.work == "due":
        turns = due(sessions, wishes, clock.now())
        return {**nothing, **take(turns, in_child(wishes, given.since))}
    card = all_cards()[given.work]
    if given.way or wishes.offline:
        return crawl_once(sessions, wishes, given)
    ways = tuple(usable_ways(card, wishes)) or card.ways[:1]
    turn = Turn(card.slug, ways)
    return {**nothing, **take([turn], in_child(wishes, given.since))}


def documents(
    sessions: sessionmaker[Session], wishes: Wishes, given: argparse.Namespace
) -> dict[str, int]:
    """Fetch and read the attachments that are due; that one is missing is no failure.

    So the figure of those that failed has a name of its own.
    """
    from crawler.documents.fetching import JOB, LIMIT, fetch_documents

    if given.due and wishes.sources is not None and JOB not in wishes.sources:
        return {"skipped": 1}
    limit = LIMIT if given.limit is None else given.limit
    ending, tally = fetch_documents(sessions, wishes, limit=limit)
    if ending.fault:
        say(ending.fault)
    counts = dict(tally.counts())
    counts["missed"] = counts.pop("failed")
    if ending.state in ENDED:
        counts[ENDED[ending.state]] = 1
    return counts


def crawl_once(
    sessions: sessionmaker[Session], wishes: Wishes, given: argparse.Namespace
) -> dict[str, int]:
    """One crawl by one way, in this process."""
    from crawler.crawling import call_on  # Scrapy takes a second to load

    ending, tally = call_on(
        sessions,
        wishes,
        given.work,
        since=given.since,
        way=given.way,
        instead_of=given.instead_of,
    )
    if ending.fault:
        say(ending.fault)
    counts = dict(tally.counts())
    if ending.state in ENDED:
        counts[ENDED[ending.state]] = 1
    return counts


if __name__ == "__main__":
    sys.exit(main())
