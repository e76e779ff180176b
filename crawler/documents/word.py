"""Older Word files (.doc): read by the program antiword, where it is installed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

from lxml import etree

from crawler.documents.blocks import Block
from crawler.documents.found import DamagedError, Found, UnreadableError, read
from crawler.documents.markup import parse_xml
from crawler.documents.sniffing import DOC
from crawler.documents.ticks import with_ticks

PROGRAM = "antiword"
OPTIONS = ("-m", "UTF-8.txt", "-x", "db")
"""A book in XML, for in plain text it breaks the rows of tables by width."""
TYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")
WALK = ("start", "end")
WHOLE = frozenset({"row", "bookinfo"})
"""What is read at once, or not at all."""
INLINE = frozenset({"emphasis", "superscript", "subscript", "ulink"})
SECONDS = 30


def read_doc(content: bytes) -> Found:
    """The text of an older Word file."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnreadableError("no_program", program=PROGRAM)
    # The program wants a file; this one lies in memory and ends with us.
    file = os.memfd_create("document")
    try:
        with open(file, "wb", closefd=False) as written:
            written.write(content)
        told = call(program, f"/proc/self/fd/{file}", file)
    finally:
        os.close(file)
    return read(list(blocks_in(told)), DOC)


def call(program: str, path: str, file: int) -> bytes:
    """What the program says; it inherits the limits of this process."""
    try:
        done = subprocess.run(
            [program, *OPTIONS, path],
            capture_output=True,
            pass_fds=[file],
            timeout=SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("too_slow", seconds=SECONDS) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").replace(path, "").strip(" :\n")
        if "encrypt" in reason.casefold() or "password" in reason.casefold():
            raise UnreadableError("encrypted")
        raise DamagedError("damaged", reason=reason or f"status {done.returncode}")
    return done.stdout


def blocks_in(told: bytes) -> Iterator[Block]:
    """Paragraphs and rows in what the program says, which is a book in XML.

    Its document type, the same for all books, is taken off before it is parsed.
    """
    line: list[str] = []
    events = etree.iterwalk(parse_xml(TYPE.sub(b"", told, count=1), DOC), WALK)
    for event, node in events:
        if event == "start" and node.tag in WHOLE:
            events.skip_subtree()
        if node.tag not in INLINE:
            yield from block_of(line)
        if event == "start" and node.tag == "row":
            yield Block(tuple(words_in(cell) for cell in node.iterfind("entry")))
        elif event == "start" and node.tag not in WHOLE:
            line.append(node.text or "")
        elif event == "end":
            line.append(node.tail or "")
    yield from block_of(line)


def block_of(line: list[str]) -> Iterator[Block]:
    """The paragraph that has been read, if any; the next one begins."""
    text = " ".join(with_ticks("".join(line)).split())
    line.clear()
    if text:
        yield Block((text,))


def words_in(node: etree._Element) -> str:
    """The words of a cell."""
    return " ".join(with_ticks("".join(node.itertext())).split())
