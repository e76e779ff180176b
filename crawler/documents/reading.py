"""The one way into the readers: bytes in, what was found in them out."""

from collections.abc import Callable
from dataclasses import replace

from crawler.documents import sniffing
from crawler.documents.found import Found, UnreadableError, read, unreadable

READER = "2"
"""The version of the readers; another one reads all stored files again."""


def read_bytes(content: bytes, *, media_type: str | None, name: str) -> Found:
    """Read a file: its kind, its text in blocks, its pages and its language.

    ``media_type`` is the header of the answer, which may tell a charset and is not
    believed for anything else; ``name`` is the last piece of the address, whose
    ending tells what should have come. Never raises for what the file is; it may
    take long or much memory, so hostile files belong in ``apart.read_apart``.
    """
    return with_language(read_plain(content, media_type=media_type, name=name))


def with_language(found: Found) -> Found:
    """The finding, with the language of its text."""
    from crawler.documents.languages import language_of

    return replace(found, language=language_of(found.text))


def read_plain(content: bytes, *, media_type: str | None, name: str) -> Found:
    """Read a file, all but its language."""
    kind = sniffing.UNKNOWN
    try:
        kind = sniffing.sniff(content)
        sniffing.check_promise(content, kind, name)
        return reader_of(kind, name)(content, media_type)
    except UnreadableError as fault:
        return unreadable(fault, kind)


def reader_of(kind: str, name: str) -> Callable[[bytes, str | None], Found]:
    """The reader of a kind of file; a kind without one is a fault."""
    readers = {
        sniffing.DOCX: read_docx,
        sniffing.PDF: read_pdf,
        sniffing.HTML: read_html,
        sniffing.XML: read_xml,
        sniffing.DOC: read_doc,
        sniffing.PLAIN: read_text,
    }
    if kind not in readers:
        raise sniffing.refuse_kind(kind, name)
    return readers[kind]


def read_docx(content: bytes, _media_type: str | None) -> Found:
    """A Word file."""
    from crawler.documents.docx import read_docx

    return read(read_docx(content), sniffing.DOCX)


def read_pdf(content: bytes, _media_type: str | None) -> Found:
    """A PDF."""
    from crawler.documents.pdf import read_pdf

    return read_pdf(content)


def read_html(content: bytes, media_type: str | None) -> Found:
    """A web page."""
    from crawler.documents.html import read_html

    return read_html(content, media_type)


def read_xml(content: bytes, _media_type: str | None) -> Found:
    """A text in XML."""
    from crawler.documents.xml import read_xml

    return read_xml(content)


def read_doc(content: bytes, _media_type: str | None) -> Found:
    """An older Word file."""
    from crawler.documents.word import read_doc

    return read_doc(content)


def read_text(content: bytes, media_type: str | None) -> Found:
    """Plain text, a line a block."""
    from crawler.documents.blocks import Block
    from crawler.documents.charsets import decode
    from crawler.documents.ticks import with_ticks

    lines = with_ticks(decode(content, media_type)).splitlines()
    return read([Block((line.strip(),)) for line in lines], sniffing.PLAIN)
