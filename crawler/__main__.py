"""python -m crawler SOURCE | due | import FILE | starter"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crawler.card import CARDS
from crawler.faults import CrawlError
from crawler.importing import import_file
from crawler.settings import Wishes, read_wishes
from crawler.starter.load import load_starter
from models.database import open_database

DONE, FAILED, WRONG_USE = 0, 1, 2


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
    return dict(import_file(sessions, given.file).counts())


if __name__ == "__main__":
    sys.exit(main())
