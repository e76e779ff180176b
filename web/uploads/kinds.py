"""What a file is, by its content and not by its name, and what it may be called."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = f"{OFFICE}.wordprocessingml.document"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
CSV = "text/csv"
ENDINGS = {
    PDF: ".pdf",
    DOCX: ".docx",
    XLSX: ".xlsx",
    CSV: ".csv",
    PNG: ".png",
    JPEG: ".jpg",
}
"""The kinds that are taken, and how a file of each is saved."""
ACCEPT = ",".join([*ENDINGS.values(), ".jpeg"])
"""What the form of a browser offers first; nothing rests on it."""
STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
ZIP = b"PK\x03\x04"
PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
"""What an Office file of a kind has inside."""
MACROS = "vbaproject"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of .doc and .xls, and of any Office file under a password."""
MOST_NAMES = 5000
LONGEST = 80
"""Characters of a name, without its ending: even in Chinese a disk takes it."""
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CODINGS = ("utf-8-sig", "gb18030")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def kind_of(content: bytes, name: str = "") -> str | None:
    """The kind of a file by its content; None if it is none that is taken.

    Only a table in plain text needs its name too, for text bears no mark.
    """
    found = next((kind for start, kind in STARTS if content.startswith(start)), None)
    if found:
        return found
    if content.startswith(ZIP):
        return kind_of_office(content)
    return CSV if name.lower().endswith(ENDINGS[CSV]) and is_table(content) else None


def kind_of_office(content: bytes) -> str | None:
    """The kind of an Office file; None if it is another zip, or has macros."""
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if len(names) > MOST_NAMES or any(MACROS in name.lower() for name in names):
        return None
    return next((kind for part, kind in PARTS if part in names), None)


def is_table(content: bytes) -> bool:
    """Whether bytes are text that a person could have typed, and no page of markup."""
    text = text_of(content)
    if text is None or CONTROL.search(text):
        return False
    return bool(text.strip()) and not text.lstrip().startswith("<")


def text_of(content: bytes) -> str | None:
    """Bytes as text, in the codings of the tables that people here have."""
    marked = [coding for mark, coding in MARKS if content.startswith(mark)]
    for coding in marked or CODINGS:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def is_old_office(content: bytes) -> bool:
    """Whether a file is of the old Office, or under a password."""
    return content.startswith(OLD_OFFICE)


def clean_name(name: str, kind: str) -> str:
    """A name to show and to save under, with the ending of what the file is."""
    last = re.split(r"[/\\]", name)[-1]
    printable = "".join(one if one.isprintable() else " " for one in last)
    stem = ENDING.sub("", re.sub(r'[<>:"|?*]+', " ", printable).strip())
    return (shorten(stem) or "file") + ENDINGS[kind]


def shorten(stem: str) -> str:
    """A name without its ending, on one line and not too long; no dots at its ends."""
    return " ".join(stem.split())[:LONGEST].strip(". ")
