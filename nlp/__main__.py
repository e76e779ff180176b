"""python -m nlp tag | match | score | calibrate | train: words understood, no web."""

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console

from models.database import open_database
from nlp.calibrating import calibrate, write_knots
from nlp.calibration import expected_error
from nlp.classifier.command import add_train, run_train
from nlp.rounds import match_all, tag_all
from nlp.score import ScoreError, score_files


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 failed with one sentence, 2 wrong use."""
    options = parser().parse_args(arguments)
    if options.command in ("score", "calibrate"):
        return run_figures(options)
    if options.command == "train":
        say(run_train(options))
        return 0
    work = {"tag": tag_all, "match": match_all}[options.command]
    if not options.database:
        print_error("Name the database with --database or CHUTONG_DATABASE_URL.")
        return 2
    counts = work(open_database(options.database))
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
    score.add_argument("--title-only", action="store_true")
    score.add_argument("--json", action="store_true")
    fitting = commands.add_parser("calibrate")
    fitting.add_argument("--records", type=Path, nargs="+", required=True)
    fitting.add_argument("--labels", type=Path, nargs="+", required=True)
    fitting.add_argument("--write", action="store_true")
    add_train(commands)
    return top


def run_figures(options: argparse.Namespace) -> int:
    """Print what labelled files say; 1 with a sentence if they cannot be read."""
    run = {"score": run_score, "calibrate": run_calibrate}[options.command]
    try:
        run(options)
    except ScoreError as error:
        print_error(str(error))
        return 1
    return 0


def run_score(options: argparse.Namespace) -> None:
    """Print the figures as JSON or as tables."""
    report = score_files(
        options.records,
        options.labels,
        without_codes=options.without_codes,
        title_only=options.title_only,
    )
    if options.json:
        say(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        return
    for table in report.tables():
        Console().print(table)
    for line in report.lines():
        say(line)


def run_calibrate(options: argparse.Namespace) -> None:
    """Print the knots and how they do on unseen records; write them where asked."""
    knots, tenths = calibrate(options.records, options.labels)
    for weight, said in knots:
        say(f"{weight} {said}")
    for one in tenths:
        say(json.dumps(one.as_json()))
    if options.write:
        write_knots(knots)
    count = sum(one.count for one in tenths)
    say(f"knots={len(knots)} judged={count} error={expected_error(tenths):.4f}")


def say(words: str) -> None:
    """One line of output."""
    sys.stdout.write(words + "\n")


def print_error(words: str) -> None:
    """One sentence about what went wrong."""
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
