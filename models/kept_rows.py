"""Which kept files the rows refer to, and how those files go into a backup and out.

A JSON column called ``file`` or ``files``, or ending so, holds what its row remembers
of files: each a mapping with its hash and its name, however deep. Columns of other
names that hold some too stand in ``ELSEWHERE``.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import JSON, Column, Connection, Table, select

from models import kept
from models.handling import HandlingFile
from models.tables import metadata

FILES = re.compile(r"(?:^|_)files?$")
ELSEWHERE = {("concern", "dispute")}
PLACE = "files/"
"""Where they lie in a backup."""
LARGEST = 256 * 1024 * 1024
"""Bytes; no file that is handed in comes near, so a forged backup ends here."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
"""What reading a damaged part of a zip may raise; RuntimeError: it is encrypted."""


def columns() -> Iterator[tuple[Table, Column[object]]]:
    """The columns that hold what rows remember of files."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            named = FILES.search(column.name) and isinstance(column.type, JSON)
            if named or (table.name, column.name) in ELSEWHERE:
                yield table, column


def find_named(connection: Connection) -> dict[str, str]:
    """The hash of every file that a row refers to, and what it is called."""
    rows = connection.execute(select(HandlingFile.sha256, HandlingFile.name))
    named: dict[str, str] = {row.sha256: row.name for row in rows}
    for _table, column in columns():
        for value in connection.scalars(select(column)):
            named |= dict(files_in(value))
    return named


def files_in(value: object) -> Iterator[tuple[str, str]]:
    """The hash and the name of each file that a value of JSON speaks of."""
    if isinstance(value, Mapping):
        name = str(value.get("sha256") or value.get("hash") or "")
        if kept.HASH.fullmatch(name):
            yield name, str(value.get("name", ""))
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from files_in(one)


def pack(
    archive: zipfile.ZipFile, folder: Path, named: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Put files of a data folder into a backup; the hashes, and a sentence a fault."""
    packed, faults = [], []
    for sha256, called in sorted(named.items()):
        path = kept.find(folder, sha256)
        if path is None:
            faults.append(f"The file “{called}” ({sha256}) is missing from {folder}.")
        elif not kept.is_whole(path):
            faults.append(f"The file “{called}” is damaged and left out: {path}.")
        else:
            archive.write(path, f"{PLACE}{sha256}", zipfile.ZIP_STORED)
            packed.append(sha256)
    return packed, faults


def unpack(
    archive: zipfile.ZipFile, folder: Path, named: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Bring back the files that rows refer to; how many, and a sentence a fault.

    What lies in the data folder whole counts too; OSError if the disk takes no more.
    """
    count, faults = 0, []
    for sha256, called in sorted(named.items()):
        content, path = read_packed(archive, sha256), kept.find(folder, sha256)
        if path is not None and kept.is_whole(path):
            count += 1
        elif content is not None and kept.name_of(content) == sha256:
            kept.write_whole(path or kept.place_for(folder, sha256), content)
            count += 1
        else:
            state = "missing from" if content is None else "damaged in"
            faults.append(f"The file “{called}” ({sha256}) is {state} the backup.")
    return count, faults


def read_packed(archive: zipfile.ZipFile, sha256: str) -> bytes | None:
    """The bytes of a hash in a backup, none if they cannot be read; None: not there."""
    try:
        entry = archive.getinfo(f"{PLACE}{sha256}")
    except KeyError:
        return None
    if entry.file_size > LARGEST:
        return b""
    try:
        return archive.read(entry)
    except BROKEN:
        return b""
