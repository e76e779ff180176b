"""python -m crawler SOURCE | due | import FILE | starter"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from crawler.card import CARDS
from crawler.crawling import call_on, due
from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.settings import Wishes, read_wishes
from crawler.starter.load import load_starter
from models import clock
from models.database import open_database
from models.source import RunState

DONE, FAILED = 0, 1
FIGURES = ("rows", "documents", "new", "changed", "unchanged", "bad")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one piece of work; its last line of output is its figures."""
    given = parser().parse_args(arguments)
    wishes = read_wishes(given.data, offline=given.offline)
    try:
        counts = do(given, wishes)
    except CrawlError as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return FAILED
    print(" ".join(f"{name}={value}" for name, value in counts.items()))  # noqa: T201
    return FAILED if counts.get("failed") else DONE


def parser() -> argparse.ArgumentParser:
    """What may be asked."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, help="the data folder")
    shared.add_argument("--offline", action="store_true", help="call nobody")
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
    slugs = due(sessions, clock.now()) if given.work == "due" else [given.work]
    totals = Counter(dict.fromkeys(FIGURES, 0))
    for slug in slugs:
        totals.update(crawl(sessions, wishes, slug, given))
    return dict(totals)


def crawl(
    sessions: sessionmaker[Session],
    wishes: Wishes,
    slug: str,
    given: argparse.Namespace,
) -> dict[str, int]:
    """Call on one publisher and say how it went."""
    state, tally, fault = call_on(
        sessions, wishes, slug, since=given.since, way=given.way
    )
    if fault:
        print(fault, file=sys.stderr)  # noqa: T201
    ended = {RunState.FAILED: "failed", RunState.SKIPPED: "skipped"}
    figures = {name: tally.counts()[name] for name in FIGURES if name in tally.counts()}
    return {**figures, **({ended[state]: 1} if state in ended else {})}


if __name__ == "__main__":
    sys.exit(main())
