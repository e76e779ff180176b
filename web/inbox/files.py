"""Files of firms: what is taken, by content and not by name, and where it lies."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from web.marks import N_
from web.refused import RefusedError

FOLDER = "files"
LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
LONGEST_NAME = 120
PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"
MAGIC = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
PARTS = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
}
"""What an Office file of a kind has inside."""
ENDINGS = {
    PDF: ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    PARTS["word/document.xml"]: ".docx",
    PARTS["xl/workbook.xml"]: ".xlsx",
}


@dataclass(frozen=True)
class Upload:
    """A file that was taken: its name, what it is, and the hash it lies under."""

    name: str
    kind: str
    size: int
    sha256: str


def take(folder: Path, name: str, content: bytes) -> Upload:
    """Check a file and lay it under its hash; RefusedError says what is wrong."""
    if not content:
        raise RefusedError(N_("请选择一个文件，空文件不收。"))
    if len(content) > LARGEST:
        raise RefusedError(
            N_("文件超过 %(most)d MB，请压缩后再传。"), most=LARGEST // 1024 // 1024
        )
    kind = kind_of(content)
    if kind is None:
        raise RefusedError(N_("只收 PDF、PNG、JPEG、DOCX 和 XLSX 文件。"))
    sha256 = hashlib.sha256(content).hexdigest()
    lay(path_of(folder, sha256), content)
    return Upload(clean_name(name, kind), kind, len(content), sha256)


def kind_of(content: bytes) -> str | None:
    """What a file is, by its content; None if it is nothing we take."""
    known = (kind for magic, kind in MAGIC.items() if content.startswith(magic))
    found = next(known, None)
    if found or not content.startswith(b"PK\x03\x04"):
        return found
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for part, kind in PARTS.items() if part in names), None)


def clean_name(name: str, kind: str) -> str:
    """A name that is safe to show and to save, with the ending of what it is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = "".join(one for one in last if one.isprintable() and one not in '<>:"|?*')
    ending = ENDINGS[kind]
    stem = stem.strip(". ")
    dot = stem.rfind(".")
    if dot > 0 and len(stem) - dot <= len(".jpeg"):
        stem = stem[:dot]
    return (stem[:LONGEST_NAME].strip(". ") or "file") + ending


def path_of(folder: Path, sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return folder / FOLDER / sha256[:2] / sha256


def lay(path: Path, content: bytes) -> None:
    """Write the bytes whole, or not at all; what is there is the same."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
