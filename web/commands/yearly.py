"""How the published yearly totals are shown beside what is held."""

import typer
from rich import box
from rich.table import Table

from web.commands.frame import paper
from web.trends.yearly import Check, Total, Verdict, said_of

VERDICTS = {
    Verdict.AGREES: "agrees",
    Verdict.BY_MEMBER: "per Member",
    Verdict.DIFFERS: "differs",
    Verdict.PARTIAL: "not whole",
}


def show_years(check: Check) -> None:
    """A row for each published total, then all of it in a sentence."""
    table = Table(box=box.SIMPLE)
    table.add_column("year", no_wrap=True)
    for name in ("published", "held", "records", "off"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("source", no_wrap=True)
    for one in check.totals:
        table.add_row(*cells_of(one))
    paper.print(table)
    typer.echo(said_of(check).en)
    typer.echo("Per Member: agrees if a joint document counts for each. ?: unverified.")


def cells_of(one: Total) -> tuple[str, ...]:
    """One total; a figure that the WTO itself does not say is marked with ?."""
    partial = one.verdict is Verdict.PARTIAL
    return (
        f"{one.agreement} {one.name}",
        f"{one.published:,}",
        f"{one.documents:,}",
        f"{one.records:,}",
        "—" if partial else f"{one.difference:+.1%}",
        VERDICTS[one.verdict],
        one.source if one.stated else f"{one.source} ?",
    )
