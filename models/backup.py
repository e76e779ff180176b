"""Backups: database and kept files in one file that either database can take back.

The file is a zip: a manifest (format, revision of the tables, rows of each table,
hashes of the files); for each table its rows as JSON, one a line; and under ``files``
what people handed in. Official documents can be fetched again and are left out.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, exists, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from models.backup_rows import fill, freeze, raise_sequences, write_table
from models.clock import now
from models.database import (
    alone,
    current_revision,
    downgrade,
    known_revisions,
    newest_revision,
    prepare,
    upgrade,
)
from models.kept_rows import find_named, pack, unpack
from models.tables import metadata

FORMAT = "chutong-backup-1"
MANIFEST = "manifest.json"
BROKEN = (
    SQLAlchemyError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
)
"""What reading a damaged or forged file may raise; RuntimeError: it is encrypted."""
FRESH = {
    "data_stamp",
    "level_rule",
    "member",
    "member_group",
    "member_group_seat",
    "hs_code",
    "ics_code",
    "objective",
    "setting",
    "sector",
    "sector_term",
    "source",
    "run",
    "run_problem",
    "fetch",
}
"""What a database may hold and still count as empty: we fill these by ourselves."""


@dataclass(frozen=True)
class Moved:
    """What a backup took up or gave back: rows by table, and files.

    ``faults`` names each file that is missing or damaged, in a sentence.
    """

    rows: dict[str, int]
    files: int
    faults: list[str]


def backup(engine: Engine, path: Path, folder: Path) -> Moved:
    """Write the whole database, as it stands at one moment, and its kept files.

    ``folder`` is the data folder that the files lie in. Others may go on writing
    meanwhile. The backup appears when it is complete, and only its owner may read it.
    Tables of another revision raise ValueError.
    """
    unfinished = path.with_name(path.name + ".part")
    unfinished.touch(mode=0o600)
    with engine.connect() as connection:
        freeze(connection)
        if current_revision(connection) != newest_revision():
            raise ValueError("The database must be migrated before it is backed up.")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            counts = {
                table.name: write_table(connection, table, archive)
                for table in metadata.sorted_tables
            }
            files, faults = pack(archive, folder, find_named(connection))
            manifest = {
                "format": FORMAT,
                "revision": newest_revision(),
                "made_at": now().isoformat(),
                "rows": counts,
                "files": files,
            }
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    unfinished.replace(path)
    return Moved(counts, len(files), faults)


def restore(engine: Engine, path: Path, folder: Path, *, force: bool = False) -> Moved:
    """Take a database back from a backup, and its files into a data folder.

    It must be empty, or with ``force`` is replaced. A file that is no backup, is cut
    off or comes from a newer program raises ValueError, and nothing is changed.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} is no backup of Chutong: {error}.") from error
    with archive:
        manifest = read_manifest(archive, path)
        if not force and (held := first_held(engine)):
            raise ValueError(
                f"The database is not empty: it holds rows in {held}. Restore into an"
                " empty one, or have this one replaced."
            )
        try:
            counts = replace(engine, archive, manifest)
        except BROKEN as error:
            raise ValueError(f"{path} is damaged: {error}.") from error
        prepare(engine)
        with engine.connect() as connection:
            named = find_named(connection)
        return Moved(counts, *unpack(archive, folder, named))


def read_manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The manifest of a backup that this program can take back."""
    if MANIFEST not in archive.namelist():
        raise ValueError(f"{path} is no backup of Chutong: it has no {MANIFEST}.")
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except BROKEN as error:
        raise ValueError(f"{path} is damaged: {error}.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ValueError(f"{path} is no backup of Chutong: its format is unknown.")
    revision = str(manifest.get("revision"))
    if revision not in known_revisions():
        raise ValueError(
            f"{path} was made by a newer Chutong (tables {revision});"
            " update this one first."
        )
    return manifest


def first_held(engine: Engine) -> str | None:
    """A table with rows that did not come there by themselves."""
    there = set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            query = select(exists(select(table)))
            if table.name in there - FRESH and connection.scalar(query):
                return table.name
    return None


def replace(
    engine: Engine, archive: zipfile.ZipFile, manifest: Mapping[str, Any]
) -> dict[str, int]:
    """Make the tables anew as they were then, fill them, and migrate them."""
    with alone(engine) as connection:
        downgrade(connection)
        upgrade(connection, manifest["revision"])
        tables = MetaData()
        tables.reflect(connection, only=list(manifest["rows"]))
        counts = {
            table.name: fill(connection, table, archive)
            for table in tables.sorted_tables
        }
        if counts != manifest["rows"]:
            raise KeyError("it holds fewer rows than its manifest says")
        if engine.dialect.name == "postgresql":
            raise_sequences(connection, tables)
        upgrade(connection)
    return counts
