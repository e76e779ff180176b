"""python -m nlp tag | match | score: understanding, without the web."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from models.database import open_database
from nlp.score import ScoreError, ScoreReport, score_files
from nlp.work import Counts, match_pending, tag_pending

BATCH = 200
Work = Callable[[Session, int | None], Counts]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 failed with one sentence, 2 wrong use."""
    options = parser().parse_args(arguments)
    if options.command == "score":
        return run_score(options)
    work = {"tag": tag_pending, "match": match_pending}[options.command]
    if not options.database:
        print_error("Name the database with --database or CHUTONG_DATABASE_URL.")
        return 2
    counts = run_work(work, options.database)
    say(f"notices={counts.notices} rows={counts.rows}")
    return 0


def parser() -> argparse.ArgumentParser:
    """What may stand on the command line."""
    top = argparse.ArgumentParser(prog="python -m nlp", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    for name in ("tag", "match"):
        each = commands.add_parser(name)
        each.add_argument(
            "--database", default=os.environ.get("CHUTONG_DATABASE_URL", "")
        )
    score = commands.add_parser("score")
    score.add_argument("--records", type=Path, required=True)
    score.add_argument("--labels", type=Path)
    score.add_argument("--without-codes", action="store_true")
    score.add_argument("--json", action="store_true")
    return top


def run_work(work: Work, address: str) -> Counts:
    """Do all pending work, a batch and a commit at a time."""
    notices = rows = 0
    with open_database(address)() as session:
        while (done := work(session, BATCH)).notices:
            session.commit()
            notices, rows = notices + done.notices, rows + done.rows
    return Counts(notices, rows)


def run_score(options: argparse.Namespace) -> int:
    """Print the figures as JSON or as a table."""
    try:
        report = score_files(
            options.records, options.labels, without_codes=options.without_codes
        )
    except ScoreError as error:
        print_error(str(error))
        return 1
    if options.json:
        say(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        Console().print(as_table(report))
    return 0


def as_table(report: ScoreReport) -> Table:
    """The report for a terminal."""
    table = Table("", "precision", "recall", "F1")
    for row in report.rows():
        table.add_row(*row)
    return table


def say(words: str) -> None:
    """One line of output."""
    sys.stdout.write(words + "\n")


def print_error(words: str) -> None:
    """One sentence about what went wrong."""
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
