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


def add_data(paper: Paper, sheet: Sheet) -> None:
    """Lay the figures into the file, so that it can be proved."""
    package = paper.part.package
    part = Part(DATA, "application/json", canonical(sheet), package)
    paper.part.relate_to(part, KINDS.CUSTOM_XML)


def read_data(content: bytes) -> dict[str, Any] | None:
    """The figures that a file carries; None where it carries none."""
    paper = Document(io.BytesIO(content))
    for relation in paper.part.rels.values():
        if relation.reltype == KINDS.CUSTOM_XML and not relation.is_external:
            part = relation.target_part
            if part.partname == DATA:
                found: dict[str, Any] = json.loads(part.blob)
                return found
    return None


def words_of(content: bytes) -> list[str]:
    """All that a reader sees in a file, in order: paragraphs and cells."""
    paper = Document(io.BytesIO(content))
    found = [line.text for line in paper.paragraphs]
    for table in paper.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    return found
