"""Office files are zip packages: what is in one, opened with care."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from crawler.documents.found import DamagedError, RefusedFileError, UnreadableError
from crawler.documents.markup import parse_xml

MOST_PARTS = 5000
LARGEST_PART = 64 * 2**20
LARGEST_UNPACKED = 512 * 2**20
SMALL_PART = 4 * 2**20
STEEPEST = 150
"""A part larger than a small one that is packed more tightly than this is a bomb."""
MACROS = ("vbaproject.bin", "vbadata.xml")
PIECE = 2**20
BROKEN = (
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""All that a broken or hostile package has been seen to raise."""


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """A package, once its list of parts shows no bomb and no macro."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise DamagedError("damaged", reason=str(error)) from error
    with package:
        check(package)
        yield package


def check(package: zipfile.ZipFile) -> None:
    """Look at the list of parts before anything is unpacked."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise RefusedFileError("bomb", reason=f"{len(parts)} parts")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise RefusedFileError("bomb", reason=f"more than {LARGEST_UNPACKED >> 20} MB")
    for part in parts:
        if part.filename.casefold().endswith(MACROS):
            raise RefusedFileError("macros", part=part.filename)
        if part.flag_bits & 1:
            raise UnreadableError("encrypted")
        if is_steep(part.file_size, part.compress_size):
            raise RefusedFileError("bomb", reason=part.filename)


def is_steep(size: int, packed: int) -> bool:
    """Whether a part is packed as no document ever is."""
    return size > SMALL_PART and size > STEEPEST * max(packed, 1)


def names(package: zipfile.ZipFile) -> dict[str, str]:
    """The parts by their names in small letters, without a leading stroke."""
    return {name.lstrip("/").casefold(): name for name in package.namelist()}


def unpack(package: zipfile.ZipFile, name: str) -> bytes:
    """A part, unpacked piece by piece: the list may lie about its size."""
    found = bytearray()
    packed = package.getinfo(name).compress_size
    try:
        with package.open(name) as part:
            while piece := part.read(PIECE):
                found += piece
                if len(found) > LARGEST_PART or is_steep(len(found), packed):
                    raise RefusedFileError("bomb", reason=name)
    except BROKEN as error:
        raise DamagedError("damaged", reason=f"{name}: {error}") from error
    return bytes(found)


def parse(package: zipfile.ZipFile, name: str) -> etree._Element:
    """A part as XML."""
    return parse_xml(unpack(package, name), name)
