"""What kind of file some bytes are: read off the bytes, never off a header."""

import re
import zipfile

from crawler.documents import packages
from crawler.documents.found import (
    DamagedError,
    RefusedFileError,
    UnreadableError,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC, PDF, RTF = "application/msword", "application/pdf", "application/rtf"
HTML, XML, JSON, PLAIN = "text/html", "text/xml", "application/json", "text/plain"
ZIP, OLE, UNKNOWN = "application/zip", "application/x-ole", "application/octet-stream"
XLS, PPT = "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
OFFICE = "application/vnd.openxmlformats-officedocument."
LOCKED = "application/x-ole-encrypted"
HEAD = 2048
MAGIC = (
    (b"PK\x03\x04", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
)
STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
)
"""Streams of an OLE file that tell its kind; they are named in UTF-16."""
PARTS = (
    ("word/document", DOCX),
    ("xl/", f"{OFFICE}spreadsheetml.sheet"),
    ("ppt/", f"{OFFICE}presentationml.presentation"),
)
WORDS = frozenset({DOCX, DOC, RTF, LOCKED})
ODT = "application/vnd.oasis.opendocument.text"
PROMISES = {
    "docx": WORDS | {ODT},
    "doc": WORDS | {ODT},
    "docm": WORDS,
    "odt": WORDS | {ODT},
    "rtf": WORDS,
    "pdf": frozenset({PDF}),
}
"""What an address with such an ending may bring; any other may bring anything."""
PAGES = frozenset({HTML, XML, JSON, PLAIN})
TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|meta|script)[\s>/]", re.I)
TITLE = re.compile(rb"<title[^>]*>(.{1,200}?)<", re.I | re.S)
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(content: bytes) -> str:
    """The kind of a file; an empty or hostile one raises UnreadableError."""
    if not content.strip(b"\0 \t\r\n"):
        raise RefusedFileError("empty_file_came")
    if b"%PDF-" in content[:1024]:
        return PDF
    kind = next((kind for mark, kind in MAGIC if content.startswith(mark)), None)
    if kind == ZIP:
        return sniff_package(content)
    if kind == OLE:
        return sniff_ole(content)
    return kind or sniff_text(content)


def sniff_package(content: bytes) -> str:
    """The kind of a zip package, by its parts."""
    with packages.opened(content) as package:
        parts = packages.names(package)
        if parts.get("mimetype"):
            told = packages.unpack(package, parts["mimetype"])[:100]
            return told.decode("ascii", "replace").strip()
        check_types(package, parts)
    for begin, kind in PARTS:
        if any(name.startswith(begin) for name in parts):
            return kind
    return ZIP


def check_types(package: zipfile.ZipFile, parts: dict[str, str]) -> None:
    """Refuse a package that calls itself one with macros."""
    listed = parts.get("[content_types].xml")
    if listed and b"macroenabled" in packages.unpack(package, listed).lower():
        raise RefusedFileError("macros", part=listed)


def sniff_ole(content: bytes) -> str:
    """The kind of an older Office file; one with macros is refused."""
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise RefusedFileError("macros", part="_VBA_PROJECT")
    for name, kind in STREAMS:
        if name.encode("utf-16-le") in content:
            return kind
    return OLE


def sniff_text(content: bytes) -> str:
    """The kind of a text: a page, XML, JSON, plain, or no text at all."""
    head = content[:HEAD]
    if head.startswith(UTF16):
        head = head.decode("utf-16", "ignore").encode()
    if b"\0" in head:
        return UNKNOWN
    if TAG.search(head):
        return HTML
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin == b"<":
        return XML if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] == b"<?xml" else HTML
    return JSON if begin in {b"{", b"["} else PLAIN


def check_promise(content: bytes, kind: str, name: str) -> None:
    """Refuse what is not the kind of file that its name promises."""
    ending = name.rpartition(".")[2].casefold()
    promised = PROMISES.get(ending)
    if promised is None or kind in promised:
        return
    if kind in PAGES:
        raise DamagedError("page_instead", name=name, title=title_of(content))
    raise RefusedFileError("wrong_kind", name=name, kind=kind)


def title_of(content: bytes) -> str:
    """What a page that came in place of a file calls itself."""
    match = TITLE.search(content[: 16 * HEAD])
    words = match[1] if match else content[:80]
    return " ".join(words.decode("utf-8", "replace").split())


def refuse_kind(kind: str, name: str) -> UnreadableError:
    """The fault of a kind that is never read."""
    if kind == LOCKED:
        return UnreadableError("encrypted")
    if kind.startswith(("image/", "application/x-")) or kind == UNKNOWN:
        return RefusedFileError("wrong_kind", name=name, kind=kind)
    return UnreadableError("unread_kind", kind=kind)
