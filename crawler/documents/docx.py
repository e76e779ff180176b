"""Word files (.docx): paragraphs, tables, notes and text boxes, in their order.

Deleted text is left out and inserted text kept, as one who accepts all changes reads
the document. What is drawn twice for older programs is read once.
"""

import posixpath
import zipfile
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Node

from crawler.documents import packages
from crawler.documents.blocks import Block
from crawler.documents.found import DamagedError
from crawler.documents.runs import (
    Paragraph,
    chosen,
    local,
    read_paragraph,
    says_anything,
    value_of,
)
from crawler.documents.ticks import with_ticks

MAIN = "word/document.xml"
WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body"}
"""What only stands around paragraphs and tables."""
NOTES = ("footnotes", "endnotes")
SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(content: bytes) -> list[Block]:
    """The blocks of a Word file: header, body, notes.

    A broken or hostile one raises UnreadableError.
    """
    with packages.opened(content) as package:
        parts = packages.names(package)
        main = parts.get(MAIN) or target_of(package, parts)
        related = relations(package, parts, main)
        try:
            body = packages.parse(package, main)
            blocks = list(headers(package, parts, related))
            blocks += blocks_in(next(body.iter("{*}body"), body))
            return blocks + list(notes(package, parts, related))
        except RecursionError as error:
            raise DamagedError("damaged", reason="nested without end") from error


def target_of(package: zipfile.ZipFile, parts: dict[str, str]) -> str:
    """The main part, where it does not have its usual name."""
    for kind, target in relations(package, parts, ""):
        if kind == "officeDocument" and target.casefold() in parts:
            return parts[target.casefold()]
    raise DamagedError("damaged", reason=f"there is no {MAIN}")


def relations(
    package: zipfile.ZipFile, parts: dict[str, str], of: str
) -> list[tuple[str, str]]:
    """What a part leads to: the last word of each kind, and the name of the part."""
    folder, name = posixpath.split(of)
    listed = parts.get(f"{folder}/_rels/{name}.rels".lstrip("/").casefold())
    if listed is None:
        return []
    found = []
    for one in packages.parse(package, listed):
        if one.get("TargetMode") != "External":
            kind = (one.get("Type") or "").rpartition("/")[2]
            target = posixpath.join(folder, one.get("Target") or "")
            found.append((kind, posixpath.normpath(target).lstrip("/")))
    return found


def headers(
    package: zipfile.ZipFile, parts: dict[str, str], related: list[tuple[str, str]]
) -> Iterator[Block]:
    """What the page headers say, each line once: the symbol may stand only there."""
    told = set()
    for target in sorted(target for kind, target in related if kind == "header"):
        if target.casefold() in parts:
            root = packages.parse(package, parts[target.casefold()])
            for block in blocks_in(root):
                if block.text.strip() and block.text not in told:
                    told.add(block.text)
                    yield block


def notes(
    package: zipfile.ZipFile, parts: dict[str, str], related: list[tuple[str, str]]
) -> Iterator[Block]:
    """Footnotes, then endnotes, each with its number."""
    number = 0
    for wanted in NOTES:
        for kind, target in related:
            if kind == wanted and target.casefold() in parts:
                for note in packages.parse(package, parts[target.casefold()]):
                    if value_of(note, "type") in SEPARATORS:
                        continue
                    number += 1
                    yield Block((f"Note {number}: {lines_of(blocks_in(note))}",))


def blocks_in(node: Node) -> Iterator[Block]:
    """The paragraphs and rows in a body, a cell, a box or a note."""
    for child in node:
        name = local(child)
        if name == "p":
            yield from paragraph_blocks(read_paragraph(child))
        elif name == "tbl":
            yield from table_blocks(child)
        elif name in WRAPPERS:
            yield from blocks_in(child)
        elif name == "AlternateContent":
            yield from (one for kind in chosen(child) for one in blocks_in(kind))


def paragraph_blocks(paragraph: Paragraph) -> Iterator[Block]:
    """A paragraph, then the text boxes that hang on it."""
    text = with_ticks(paragraph.text).strip()
    if text:
        yield Block((text,))
    for box in paragraph.boxes:
        yield from blocks_in(box)


def table_blocks(table: Node) -> Iterator[Block]:
    """The rows of a table; one that only frames another table is looked through."""
    for row in rows_in(table):
        cells = [one for one in within(row, "tc") if not is_marked(one, "cellDel")]
        filled = [one for one in cells if says_anything(one)]
        if len(filled) == 1 and next(within(filled[0], "tbl"), None) is not None:
            yield from blocks_in(filled[0])
            continue
        texts = tuple(text_in(cell) for cell in cells)
        if any(texts):
            yield Block(texts)


def text_in(cell: Node) -> str:
    """What a cell says; one that the cell above it covers says nothing."""
    merged = cell.find("{*}tcPr/{*}vMerge")
    if merged is not None and value_of(merged) != "restart":
        return ""
    return lines_of(blocks_in(cell))


def is_marked(cell: Node, mark: str) -> bool:
    """Whether the marks of a cell hold this one."""
    return cell.find(f"{{*}}tcPr/{{*}}{mark}") is not None


def rows_in(table: Node) -> Iterator[Node]:
    """The rows that have not been deleted."""
    for row in within(table, "tr"):
        marks = row.find("{*}trPr")
        if marks is None or marks.find("{*}del") is None:
            yield row


def within(node: Node, wanted: str) -> Iterator[Node]:
    """The children of a name, also those in wrappers."""
    for child in node:
        name = local(child)
        if name == wanted:
            yield child
        elif name in WRAPPERS:
            yield from within(child, wanted)


def lines_of(blocks: Iterable[Block]) -> str:
    """Blocks as the lines of one cell."""
    return "\n".join(block.text for block in blocks if block.text.strip())
