"""The `chutong` command."""

import os
import sys
from collections.abc import Sequence

import typer

from web.commands import (
    bench,
    gaps,
    keeping,
    passes,
    people,
    report,
    scoring,
    serving,
    sources,
)
from web.commands.frame import say, tell_crash
from web.refused import RefusedError

app = typer.Typer(
    name="chutong",
    help="Watches technical trade measures for Hubei's exporters.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    serving.up,
    passes.run,
    passes.crawl,
    passes.tag,
    passes.match,
    passes.alert,
    passes.deliver,
    sources.sources,
    gaps.gaps,
    scoring.score,
    bench.bench,
    keeping.backup,
    keeping.restore,
    keeping.check,
):
    app.command()(command)
app.command("import")(passes.import_file)
app.add_typer(people.app, name="users")
app.add_typer(report.app, name="report")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process: 0 done, 1 failed, 2 wrong use."""
    sys.excepthook = tell_crash
    os.umask(0o077)  # the database, the log and the letters are for their owner
    try:
        typer.main.get_command(app)(arguments, prog_name="chutong")
    except RefusedError as error:
        say(str(error))
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
