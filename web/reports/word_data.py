"""What a Word file carries to be proved by, and what a reader sees in it."""

from __future__ import annotations

import io
import json
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from web.reports.frozen import Sheet, canonical

DATA = PackURI("/customXml/chutong-report.json")
SEAL = PackURI("/customXml/chutong-report.seal")


def add_data(paper: Paper, sheet: Sheet) -> None:
    """Lay the figures into the file, so that it can be proved."""
    lay_part(paper, DATA, "application/json", canonical(sheet))


def lay_in(content: bytes, seal: str) -> bytes:
    """A file with the seal of what it says laid in."""
    paper = Document(io.BytesIO(content))
    lay_part(paper, SEAL, "application/octet-stream", seal.encode())
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def lay_part(paper: Paper, name: PackURI, kind: str, content: bytes) -> None:
    """Lay a part of our own into a file."""
    part = Part(name, kind, content, paper.part.package)
    paper.part.relate_to(part, KINDS.CUSTOM_XML)


def read_data(content: bytes) -> dict[str, Any] | None:
    """The figures that a file carries; None where it carries none."""
    told = read_part(content, DATA)
    found: dict[str, Any] | None = json.loads(told) if told else None
    return found


def read_seal(content: bytes) -> str:
    """The seal that a file carries; '' where it carries none."""
    return read_part(content, SEAL).decode("ascii", "replace")


def read_part(content: bytes, name: PackURI) -> bytes:
    """A part of our own; nothing where a file has none."""
    paper = Document(io.BytesIO(content))
    for relation in paper.part.rels.values():
        if relation.reltype == KINDS.CUSTOM_XML and not relation.is_external:
            part = relation.target_part
            if part.partname == name:
                return bytes(part.blob)
    return b""


def words_of(content: bytes) -> list[str]:
    """All that a reader sees in a file, in order: paragraphs and cells."""
    paper = Document(io.BytesIO(content))
    found = [line.text for line in paper.paragraphs]
    for table in paper.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    return found
