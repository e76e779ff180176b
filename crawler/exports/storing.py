"""A file of exports: read whole, and stored whole or not at all."""

import hashlib
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from crawler.exports.adding import Sums, add_up, doubles
from crawler.exports.columns import Columns, find_table
from crawler.exports.notes import BadTableError
from crawler.exports.reading import Table, read_table
from crawler.exports.years import Years, find_years
from crawler.faults import CrawlError
from crawler.runs import Tally, recorded
from crawler.sheets import read_sheets
from models import clock
from models.export_tables import put_table
from models.exposure import ExportTable
from models.hs_editions import CURRENT, edition_of
from models.source import RunState

INVENTED = "虚构"
"""A source that says so makes the figures invented ones."""
MOST_REMARKS = 60


def import_exports(
    sessions: sessionmaker[Session], path: Path, by: str
) -> dict[str, int]:
    """Store a table of exports; its figures.

    ``rows`` were read, ``stored`` are new, ``cut`` had longer or other codes than are
    kept, and ``unknown`` name a partner or code that nobody knows. A fault raises
    CrawlError, and then nothing was stored. The same file again changes nothing.
    """
    tally = Tally()
    with recorded(sessions, ("import", None, "exports"), tally) as ending:
        table, columns = read_file(path)
        tally.rows = table.rows
        row, sums = make_table(path, table, columns)
        tally.warn("", table.notes.remarks())
        row.imported_by = by
        with sessions.begin() as session:
            stored = put_table(session, row, sums)
        ending.state = RunState.OK
    return {
        "rows": table.rows,
        "stored": stored,
        "cut": table.notes.counts["export_cut"],
        "unknown": table.notes.unknown,
    }


def read_file(path: Path) -> tuple[Table, Columns]:
    """All rows of a file, checked one by one."""
    sheets = read_sheets(path)  # the file is closed when nobody holds them
    columns, rows = find_table(sheets, path.name)
    table = read_table(columns, rows)
    table.notes.problems.extend(doubles(table.lines))
    check(path, table)
    if not table.lines:
        raise CrawlError("export_empty", file=path.name)
    if columns.unknown:
        headings = "、".join(columns.unknown)
        table.notes.others.append(CrawlError("export_other_columns", headings=headings))
    return table, columns


def make_table(path: Path, table: Table, columns: Columns) -> tuple[ExportTable, Sums]:
    """The row of a table, and its values."""
    if table.unit is None:
        raise CrawlError("export_no_unit")
    years = find_years(table.lines, table.notes)
    edition = read_edition(table, years)
    sums = add_up(table.lines, years, table.unit.size, edition, table.notes)
    check(path, table)
    if not sums:
        raise CrawlError("export_empty", file=path.name)
    tell_edition(table, edition, sums)
    source = table.same.get("source")
    if not source:
        table.notes.others.append(CrawlError("export_no_source"))
    row = ExportTable(
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        source=source or path.name,
        retrieved=table.retrieved,
        currency=table.unit.currency,
        unit=table.unit.size,
        hs_edition=edition,
        invented=INVENTED in (source or ""),
        imported_at=clock.now(),
        until=years.until,
        remarks=[one.told() for one in table.notes.remarks()][:MOST_REMARKS],
    )
    return row, sums


def read_edition(table: Table, years: Years) -> str:
    """The edition that is stated, else that of China's tariff in the latest year."""
    stated: str | None = table.same.get("hs_edition")
    if stated:
        return stated
    latest = max(year for found in years.of.values() for year in found)
    edition = edition_of(latest)
    if edition is None:
        raise CrawlError("export_edition", row=table.lines[0].row, words="")
    told = CrawlError("export_edition_by_year", edition=edition)
    table.notes.others.append(told)
    return edition


def tell_edition(table: Table, edition: str, sums: Sums) -> None:
    """Say how many codes were converted."""
    if edition != CURRENT:
        told = CrawlError("export_converted", rows=len(sums), edition=edition)
        table.notes.others.append(told)


def check(path: Path, table: Table) -> None:
    """Refuse a table in which anything is wrong."""
    if table.notes.problems:
        problems = sorted(table.notes.problems, key=lambda one: one.values["row"])
        raise BadTableError(path.name, problems)
