"""Files as publishers, and others, make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import docx
from docx.document import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MAIN = "word/document.xml"
SPACES = (
    f'xmlns:w="{W}" xmlns:w14="{W14}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
FORM = (
    ("1.", "Notifying Member: VIET NAM"),
    ("4.", "Products covered: Primary cells and primary batteries (HS 8506)"),
    ("10.", "Final date for comments: 1 August 2026"),
)


def save(document: Document) -> bytes:
    """The bytes of a Word file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def form(rows: Sequence[tuple[str, str]] = FORM, *lines: str) -> bytes:
    """A notification as the WTO's template lays it out: a table of numbered rows."""
    document = docx.Document()
    for line in lines or ("G/TBT/N/VNM/301",):
        document.add_paragraph(line)
    table = document.add_table(len(rows), 2)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return save(document)


def word(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this XML as its body, and further parts."""
    return package({MAIN: main_part(body), **(parts or {})})


def main_part(body: str) -> str:
    """The main part of a Word file with this XML as its body."""
    return f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"


def package(
    parts: Mapping[str, str | bytes], packed: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip package."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def run(text: str) -> str:
    """A run of letters."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str, marks: str = "") -> str:
    """A row of a table; each cell is its XML."""
    columns = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{marks}{columns}</w:tr>"


def pdf(pages: Iterable[Sequence[str] | None], password: str | None = None) -> bytes:
    """A PDF of these lines by page; None draws a picture of a page."""
    file = io.BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    paper = canvas.Canvas(file, encrypt=lock)
    for lines in pages:
        if lines is None:
            paper.rect(50, 50, 400, 600, fill=1)
        for number, line in enumerate(lines or ()):
            paper.drawString(50, 780 - 14 * number, line)
        paper.showPage()
    paper.save()
    return file.getvalue()


def long_pdf(pages: int) -> bytes:
    """A PDF of so many pages that all show the same line."""
    line = b"BT /F1 12 Tf 50 700 Td (Article of a very long regulation) Tj ET"
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(line), line),
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    return assemble([*bodies, *[page] * pages])


def assemble(bodies: Sequence[bytes]) -> bytes:
    """The objects of a PDF with their table of places."""
    found = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    for place in places:
        found += b"%010d 00000 n \n" % place
    found += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(bodies) + 1)
    return bytes(found) + b"startxref\n%d\n%%%%EOF\n" % start


CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    b"<body><p>Checking your browser before you go on.</p></body></html>"
)
