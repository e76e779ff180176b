"""python -m crawler SOURCE | due | import FILE | starter"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from crawler.card import CARDS
from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.settings import Wishes, read_wishes
from crawler.starter.load import load_starter
from models import clock
from models.database import open_database
from models.source import RunState

DONE, FAILED = 0, 1
ENDED = {RunState.FAILED: "failed", RunState.SKIPPED: "skipped"}
FIGURES = ("rows", "documents", "new", "changed", "unchanged", "bad")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one piece of work; its last line of output is its figures."""
    given = parser().parse_args(arguments)
    asked = vars(given)
    wishes = read_wishes(asked.get("data"), offline=asked.get("offline", False))
    try:
        counts = do(given, wishes)
    except CrawlError as fault:
        say(fault)
        return FAILED
    figures = " ".join(f"{name}={value}" for name, value in counts.items())
    sys.stdout.write(f"{figures}\n")
    return FAILED if counts.get("failed") else DONE


def say(fault: CrawlError) -> None:
    """Tell a fault where it does not disturb the figures."""
    sys.stderr.write(f"{fault}\n")


def parser() -> argparse.ArgumentParser:
    """What may be asked."""
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
    for name in (*CARDS, "due"):
        one = works.add_parser(name, parents=[shared], help="call on a publisher")
        one.add_argument("--since", type=date.fromisoformat, help="from this day on")
        one.add_argument("--way", choices=("api", "website", "workbook"))
    return asked


def do(given: argparse.Namespace, wishes: Wishes) -> dict[str, int]:
    """Do what was asked; the figures of it."""
    sessions = open_database(wishes.database)
    if given.work == "starter":
        with sessions.begin() as session:
            return load_starter(session)
    if given.work == "import":
        return dict(import_file(sessions, given.file).counts())
    return crawl_all(sessions, wishes, given)


def crawl_all(
    sessions: sessionmaker[Session], wishes: Wishes, given: argparse.Namespace
) -> dict[str, int]:
    """Call on one publisher, or on all that are due; the figures of all together."""
    from crawler.crawling import call_on, due  # Scrapy takes a second to load

    slugs = due(sessions, clock.now()) if given.work == "due" else [given.work]
    totals = Counter(dict.fromkeys(FIGURES, 0))
    for slug in slugs:
        ending, tally = call_on(
            sessions, wishes, slug, since=given.since, way=given.way
        )
        if ending.fault:
            say(ending.fault)
        totals.update(tally.counts())
        if ending.state in ENDED:
            totals[ENDED[ending.state]] += 1
    return dict(totals)


if __name__ == "__main__":
    sys.exit(main())
