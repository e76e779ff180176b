"""score: how well tags and matches agree with labelled records."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from web.commands.frame import Data, Offline, finish, paper, stop


def score(
    records: Annotated[Path, typer.Option(help="Records, one JSON object a line.")],
    labels: Annotated[Path | None, typer.Option(help="Labels, by symbol.")] = None,
    without_codes: Annotated[
        bool, typer.Option("--without-codes", help="Hide every stated code.")
    ] = False,
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="Not yet there.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Compare what is found in records with what their labels say."""
    if from_feedback:
        raise stop("Readers' answers are not kept yet; give --labels instead.", 2)
    from nlp.score import ScoreError, score_files  # takes seconds to load

    try:
        report = score_files(records, labels, without_codes=without_codes)
    except ScoreError as error:
        raise stop(str(error)) from error
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        return
    table = Table("", "precision", "recall", "F1")
    for row in report.rows():
        table.add_row(*row)
    paper.print(table)
    finish(records=report.records, **headline(report.as_json()))


def headline(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """The figures worth a last line."""
    sectors = figures.get("sectors", {})
    return {name: sectors[name] for name in ("precision", "recall") if name in sectors}
