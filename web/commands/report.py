"""report verify: whether a released report still follows from the data."""

from pathlib import Path
from typing import Annotated

import typer

from web.commands.frame import Data, Offline, enter, finish, say, stop
from web.config import session_key

app = typer.Typer(help="Released reports.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A released report: DOCX, PDF or JSON.")]


@app.callback()
def reports() -> None:
    """Released reports."""


@app.command()
def verify(file: File, data: Data = None, offline: Offline = False) -> None:
    """Derive every figure of a released report again and name those that differ."""
    from web.reports.altered import altered_words  # takes long to load
    from web.reports.reading import read_file
    from web.reports.verdict import UnreadableError
    from web.reports.verifying import verify as check

    place = enter(data, offline)
    try:
        carried = read_file(file)
        with place.sessions() as session:
            verdict = check(session, carried.sheet)
            key = session_key(place.settings)
            altered = altered_words(verdict.report, carried, key)
    except UnreadableError as error:
        raise stop(str(error)) from error
    gone = verdict.withdrawn
    told = [*([gone] if gone else []), *altered]
    sentences = [*(one.en for one in told), *verdict.sentences()]
    for sentence in sentences:
        say(sentence)
    differing = sum(not one.holds for one in verdict.figures)
    finish(
        report=f"{verdict.report.kind}-{verdict.report.key}",
        figures=len(verdict.figures),
        differ=differing,
        altered=len(altered) + len(verdict.tampered),
        **({"withdrawn": str(verdict.day or "yes")} if gone else {}),
    )
    if sentences:
        raise typer.Exit(1)
