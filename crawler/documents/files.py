"""The stored bytes: ``documents/<two letters>/<sha256>``, written whole or not at all.

They can be fetched again, so a backup leaves them out.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

FOLDER = "documents"
ROOM = 2**30
SHARE = 0.05
"""Bytes, and the part of the disk, that are left free for everything else."""
HALF = ".half"
"""The folder of files that are not whole yet; what a killed run left is swept."""


def folder_in(data: Path) -> Path:
    """The folder of the stored bytes, made where it is missing."""
    folder = data / FOLDER
    (folder / HALF).mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def room_in(folder: Path) -> int | None:
    """None while the disk has room for more files; else the bytes that are free."""
    disk = shutil.disk_usage(folder)
    return disk.free if disk.free < max(ROOM, SHARE * disk.total) else None


def name_of(content: bytes) -> str:
    """The name of some bytes: their SHA-256, in hex."""
    return sha256(content).hexdigest()


def path_of(folder: Path, name: str) -> Path:
    """Where the bytes of a name lie, or would."""
    return folder / name[:2] / name


@contextmanager
def at_hand(folder: Path, content: bytes) -> Iterator[Path]:
    """Some bytes as a file, for as long as they are looked at.

    Only its owner may read it. ``keep`` may move it to its place; else it goes.
    """
    handle, path = tempfile.mkstemp(dir=folder / HALF)
    half = Path(path)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        yield half
    finally:
        half.unlink(missing_ok=True)


def keep(folder: Path, half: Path, name: str) -> None:
    """Put a file that is whole into its place; the same bytes may lie there already."""
    path = path_of(folder, name)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    half.replace(path)
    place = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def sweep(folder: Path) -> None:
    """Take away what an earlier run left half written."""
    for half in (folder / HALF).iterdir():
        half.unlink(missing_ok=True)
