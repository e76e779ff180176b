"""Files in the data folder: each lies under its hash, whole or not at all.

``files/<first two letters>/<sha256>``. The same bytes handed in twice are one file;
a row that refers to one keeps its hash, and what it is called.
"""

import os
import re
import tempfile
from hashlib import file_digest, sha256
from pathlib import Path

FOLDER = "files"
EARLIER = "uploads"
"""Where some files lay before all of them went to one folder; still read."""
HASH = re.compile(r"[0-9a-f]{64}")


def name_of(content: bytes) -> str:
    """The name that bytes lie under: their SHA-256, in hex."""
    return sha256(content).hexdigest()


def path_of(folder: Path, name: str) -> Path:
    """Where the bytes of a hash lie in a data folder, or would."""
    return folder / FOLDER / name[:2] / name


def find(folder: Path, name: str) -> Path | None:
    """The file of a hash; None if it is lost, or the name is no hash."""
    if not HASH.fullmatch(name):
        return None
    places = (path_of(folder, name), folder / EARLIER / name[:2] / name)
    return next((path for path in places if path.is_file()), None)


def lay(folder: Path, content: bytes) -> str:
    """Write bytes under their hash, and say it; what lies there already is the same.

    OSError if the disk does not take them; then nothing of them is left.
    """
    name = name_of(content)
    if find(folder, name) is None:
        write_whole(place_for(folder, name), content)
    return name


def place_for(folder: Path, name: str) -> Path:
    """Where the bytes of a hash go; the folder above is made."""
    path = path_of(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def is_whole(path: Path) -> bool:
    """Whether a kept file still holds the bytes that it is called by."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == path.name


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears when it is complete, also if two write it at once."""
    handle, half = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        Path(half).replace(path)
    finally:
        Path(half).unlink(missing_ok=True)
