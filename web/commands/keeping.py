"""backup, restore, check: whether all is well, and how it is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models import backup as keeper
from models import kept
from models.alert import Message, MessageState
from models.database import current_revision, newest_revision
from models.exposure import ExportTable, Exposure, FirmExport
from models.kept_rows import find_named
from models.notice import Notice, Version
from models.source import Source
from web.commands.frame import Data, Offline, enter, finish, say, stop
from web.papers.pdf import lacking

WITHOUT = {
    "weasyprint": "Papers cannot be PDF: pip install 'chutong[pdf]'.",
    "pango": "Papers cannot be PDF: install Pango (Debian: libpango-1.0-0).",
    "font": "Papers cannot be PDF: install a Chinese font (Debian: fonts-noto-cjk).",
}
"""What a machine may do without; it is told, and is no fault."""
File = Annotated[Path, typer.Argument(help="The file of the backup.")]


def backup(file: File, data: Data = None, offline: Offline = False) -> None:
    """Write the database and what was handed in into one file, while all goes on."""
    place = enter(data, offline)
    if file.exists():
        raise stop(f"{file} is there already; choose another name.", 2)
    if not file.resolve().parent.is_dir():
        raise stop(f"There is no folder {file.resolve().parent}.", 2)
    moved = keeper.backup(place.engine, file, place.settings.data)
    tell(moved, bytes=file.stat().st_size)


def restore(
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the database holds.")
    ] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Bring back the database and the files of a backup; stop the service first."""
    if not file.is_file():
        raise stop(f"There is no file {file}.", 2)
    place = enter(data, offline)
    try:
        moved = keeper.restore(place.engine, file, place.settings.data, force=replace)
    except ValueError as error:
        hint = "" if replace else " (--replace replaces it)"
        raise stop(f"{str(error).rstrip('.')}{hint}.") from error
    tell(moved)


def tell(moved: keeper.Moved, **more: int) -> None:
    """Say what went into a backup or out of it, and which files did not."""
    for sentence in moved.faults:
        say(sentence)
    rows = sum(moved.rows.values())
    finish(tables=len(moved.rows), rows=rows, files=moved.files, **more)


def check(
    topic: Annotated[
        str, typer.Argument(help="`totals` adds up the tables and years.")
    ] = "",
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Look for what is broken, and say it in sentences; name what a PDF still needs."""
    if topic not in {"", "totals"}:
        raise stop(f"There is nothing called {topic} to check; try `totals`.", 2)
    place = enter(data, offline)
    with place.sessions() as session:
        found = [*problems(session), *lost_files(session, place.settings.data)]
        counts = dict(totals(session)) if topic else {}
        if topic:
            show_totals(session)
    for sentence in found:
        say(sentence)
    if lacks := lacking():
        say(WITHOUT[lacks])
    finish(**counts, problems=len(found))
    if found:
        raise typer.Exit(1)


def show_totals(session: Session) -> None:
    """The years that are held beside those that the WTO publishes."""
    from web.commands.yearly import show_years  # takes long to load
    from web.trends.yearly import check_totals

    show_years(check_totals(session))


def problems(session: Session) -> Iterator[str]:
    """Each thing that is wrong, as a sentence."""
    if current_revision(session.connection()) != newest_revision():
        yield "The tables are not those of this program."
    if session.get_bind().dialect.name == "sqlite":
        told = session.scalar(text("PRAGMA integrity_check"))
        if told != "ok":
            yield f"The database file is damaged: {told}."
        strays = len(session.execute(text("PRAGMA foreign_key_check")).all())
        if strays:
            yield f"{strays} rows point at rows that are not there."
    bare = select(func.count()).select_from(Notice).where(~Notice.versions.any())
    if count := session.scalar(bare):
        yield f"{count} notices have no version of their text."
    failed = select(func.count()).select_from(Message)
    if count := session.scalar(failed.where(Message.state == MessageState.FAILED)):
        yield f"{count} messages could not be delivered."
    for source in session.scalars(select(Source).where(Source.last_error.is_not(None))):
        yield f"The source {source.slug} fails: {source.last_error}"


def lost_files(session: Session, folder: Path) -> Iterator[str]:
    """Each kept file that a row refers to and that is not there, as a sentence."""
    for sha256, called in find_named(session.connection()).items():
        if kept.find(folder, sha256) is None:
            yield f"The file “{called}” ({sha256}) is missing from {folder}."


def totals(session: Session) -> Iterator[tuple[str, int]]:
    """How many rows there are of what is counted elsewhere."""
    for name, table in (
        ("notices", Notice),
        ("versions", Version),
        ("export_tables", ExportTable),
        ("exports", Exposure),
        ("firm_exports", FirmExport),
    ):
        yield name, session.scalar(select(func.count()).select_from(table)) or 0
