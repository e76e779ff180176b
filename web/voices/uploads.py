"""Files that people hand in: bounded, known by their content, kept under their hash.

Nothing is opened but the list of names in a zip; a file is given back as it came,
as an attachment, under its cleaned name.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from web.marks import N_
from web.refused import RefusedError

FOLDER = "uploads"
MOST_BYTES = 10 * 1024 * 1024
MOST_NAMES = 5000
LONGEST = 80
STARTS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
OFFICE = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACCEPT = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
TOO_BIG = N_("附件超过10 MB，请压缩或分开提交。")
UNKNOWN = N_("附件“%(name)s”不是可接受的文件，请用PDF、PNG、JPG、DOCX或XLSX。")
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Upload:
    """A file as a form gives it."""

    name: str
    content: bytes


def keep(folder: Path, upload: Upload | None) -> dict[str, Any]:
    """Keep a file in the data folder and say what a row remembers; none gives {}.

    RefusedError if it is too big or of no kind that is taken.
    """
    if upload is None or not upload.content:
        return {}
    if len(upload.content) > MOST_BYTES:
        raise RefusedError(TOO_BIG)
    kind = kind_of(upload.content)
    if kind is None:
        raise RefusedError(UNKNOWN, name=upload.name[:LONGEST])
    mark = hashlib.sha256(upload.content).hexdigest()
    path = path_of(folder, mark)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        half.write_bytes(upload.content)
        half.replace(path)
    name = clean_name(upload.name, kind)
    return {"hash": mark, "name": name, "kind": kind, "size": len(upload.content)}


def kind_of(content: bytes) -> str | None:
    """The kind of a file by its content; None if it is none that we take."""
    found = next((kind for start, kind in STARTS if content.startswith(start)), None)
    if found or not content.startswith(b"PK\x03\x04"):
        return found
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if len(names) > MOST_NAMES or any("vbaproject" in one.lower() for one in names):
        return None
    return next((kind for part, kind in OFFICE if part in names), None)


def clean_name(name: str, kind: str) -> str:
    """A name to show and to save under, with the ending of what the file is."""
    last = re.split(r"[/\\]", name)[-1]
    printable = "".join(one if one.isprintable() else " " for one in last)
    stem = re.sub(r'[<>:"|?*]+', " ", printable.rpartition(".")[0] or printable)
    return f"{' '.join(stem.split())[:LONGEST] or 'file'}.{kind}"


def path_of(folder: Path, mark: str) -> Path:
    """Where the file of a hash lies."""
    return folder / FOLDER / mark[:2] / mark


def find_kept(folder: Path, file: Mapping[str, Any]) -> Path | None:
    """The path of what a row remembers; None if there is none, or it is lost."""
    mark = str(file.get("hash", ""))
    if not HASH.fullmatch(mark):
        return None
    path = path_of(folder, mark)
    return path if path.is_file() else None
