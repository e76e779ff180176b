"""How a file is kept: checked, laid under its hash, and what a row remembers of it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models import kept as store
from web.marks import N_
from web.refused import RefusedError
from web.uploads.kinds import clean_name, is_old_office, kind_of

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
"""Bytes of one file."""
LONGEST = 80
EMPTY = N_("“%(name)s”是空文件，请重新选择。")
TOO_BIG = N_("“%(name)s”超过%(most)d MB，请压缩或拆分后再传。")
UNKNOWN = N_(
    "“%(name)s”不是可接受的文件，请改用PDF、DOCX、XLSX、CSV、PNG或JPEG（不含宏）。"
)
OLD = N_("“%(name)s”是旧版或加密的Office文件，请另存为不加密的DOCX或XLSX再传。")
NO_ROOM = N_("“%(name)s”没能存下来，请稍后再试；若仍不行，请联系咨询中心。")


@dataclass(frozen=True)
class Upload:
    """A file as a form gives it; nothing is checked yet."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kept:
    """A file that lies in the data folder: its name, media type, bytes and hash."""

    name: str
    kind: str
    size: int
    sha256: str


def keep(folder: Path, upload: Upload | None) -> Kept | None:
    """Check a file and lay it in the data folder; None if there is none.

    RefusedError says in one sentence why a file is not taken.
    """
    if upload is None:
        return None
    name, content = upload.name[-LONGEST:], upload.content
    if not content:
        raise RefusedError(EMPTY, name=name)
    if len(content) > MOST_BYTES:
        raise too_big(name)
    kind = kind_of(content, upload.name)
    if kind is None:
        raise RefusedError(OLD if is_old_office(content) else UNKNOWN, name=name)
    try:
        sha256 = store.lay(folder, content)
    except OSError as error:
        raise RefusedError(NO_ROOM, name=name) from error
    return Kept(clean_name(upload.name, kind), kind, len(content), sha256)


def too_big(name: str) -> RefusedError:
    """What is said to a file beyond the bound."""
    return RefusedError(TOO_BIG, name=name[-LONGEST:], most=MOST_BYTES // MEGABYTE)


def row_of(kept: Kept | None) -> dict[str, Any]:
    """What a row remembers of a file; none is {}."""
    return asdict(kept) if kept else {}
