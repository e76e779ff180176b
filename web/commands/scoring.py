"""score: how well tags and matches agree with labels, or with officers' verdicts."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from web.commands.frame import Data, Offline, enter, finish, paper, say, stop

HEADLINES = ("precision", "recall", "f1")


def score(
    records: Annotated[
        Path | None, typer.Option(help="Records, one JSON object a line.")
    ] = None,
    labels: Annotated[Path | None, typer.Option(help="Labels, by symbol.")] = None,
    without_codes: Annotated[
        bool, typer.Option("--without-codes", help="Hide every stated code.")
    ] = False,
    title_only: Annotated[
        bool,
        typer.Option("--title-only", help="Show title and description alone."),
    ] = False,
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="Score against officers' verdicts.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Compare what is found in records with what their labels say."""
    if from_feedback:
        if records or labels or without_codes or title_only:
            raise stop("--from-feedback takes no records and no labels.", 2)
        score_feedback(data, offline, as_json=as_json)
    elif records is None:
        raise stop("Name the records with --records, or give --from-feedback.", 2)
    else:
        hidden = {"without_codes": without_codes, "title_only": title_only}
        score_records(records, labels, hidden, as_json=as_json)


def score_records(
    records: Path, labels: Path | None, hidden: dict[str, bool], *, as_json: bool
) -> None:
    """Tag and match the records of a file, and print the figures."""
    from nlp.score import ScoreError, score_files  # takes seconds to load

    try:
        report = score_files(records, labels, **hidden)
    except ScoreError as error:
        raise stop(str(error)) from error
    shown = report.as_json()
    if as_json:
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for table in report.tables():
        paper.print(table)
    for line in report.lines():
        typer.echo(line)
    finish(records=report.records, **headline(shown))


def score_feedback(data: Path | None, offline: bool, *, as_json: bool) -> None:
    """Print how the matches stand up to the verdicts that are stored."""
    from nlp.judging import tally_verdicts
    from nlp.report import by_verdicts

    with enter(data, offline).sessions() as session:
        judged, tally = tally_verdicts(session)
    shown = {"records": judged, "sectors": tally.as_json("by_sector")}
    if as_json:
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    if not judged:
        say("No officer has judged a match yet; verdicts are given on a notice's page.")
    paper.print(by_verdicts(shown))
    finish(records=judged, **headline(shown))


def headline(figures: dict[str, Any]) -> dict[str, float]:
    """The figures worth a last line."""
    sectors = figures.get("sectors", {})
    return {name: sectors[name] for name in HEADLINES if name in sectors}
