"""A report as PDF, where WeasyPrint and a Chinese font are installed."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any

from jinja2 import Environment, PackageLoader
from pypdfium2 import PdfDocument, PdfiumError

from web.cases.paper_head import UNPRINTABLE
from web.papers.pdf import LACKING, lacking
from web.refused import RefusedError
from web.reports.frozen import Sheet, canonical
from web.reports.printed import Drawn, Printed
from web.reports.word_table import MANY, MOST_ROOM, letters, shares
from web.trends.pictures import draw_png, draw_svg, size_of

DATA = "chutong-report.json"
"""The attachment that a released report is proved by."""
SCHEME = "figure:"
LARGEST = 64 * 1024 * 1024
"""Bytes; no sheet of ours is near it."""
MOST_PAGES = 500
LANGUAGES = {"zh": "zh-Hans", "en": "en"}
CHART_DOTS = 640
"""From so many dots a chart fills the page's width."""


def write_pdf(printed: Printed, sheet: Sheet | None, language: str) -> bytes:
    """The file; ``sheet`` is what a released report carries to be proved by.

    RefusedError names what must be installed first.
    """
    lacks = lacking()
    if lacks:
        raise RefusedError(LACKING[lacks])
    from weasyprint import HTML, Attachment  # type: ignore[import-untyped]  # an extra

    drawn = figures_of(printed)
    page = paper().render(
        printed=printed,
        language=language,
        lang=LANGUAGES[language],
        widths={key: width_of(one) for key, one in drawn.items()},
        shares={one.key: shares_of(one) for one in drawn_in(printed)},
    )
    made: bytes = HTML(
        string=UNPRINTABLE.sub("", page), url_fetcher=lambda url: fetch(url, drawn)
    ).write_pdf(
        attachments=[Attachment(string=canonical(sheet), name=DATA)] if sheet else [],
        pdf_identifier=b"chutong",
    )
    return made


@lru_cache(maxsize=1)
def paper() -> Any:
    """The template of the paper; it needs no page of the site."""
    loader = PackageLoader("web.reports", "templates")
    return Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    ).get_template("reports/paper.html")


def drawn_in(printed: Printed) -> list[Drawn]:
    """All figures, in order."""
    parts = (part for section in printed.sections for part in section.parts)
    return [one for one in parts if isinstance(one, Drawn)]


def figures_of(printed: Printed) -> dict[str, Drawn]:
    """The figures that have a chart."""
    return {one.key: one for one in drawn_in(printed) if one.chart is not None}


def shares_of(drawn: Drawn) -> list[int]:
    """How the columns of a table of many columns or long texts share the page, in
    per cent; none for another, which finds its widths by itself."""
    long = any(letters(cell) > MOST_ROOM for row in drawn.rows for cell in row)
    if not long and len(drawn.heads) <= MANY:
        return []
    return [round(100 * one) for one in shares(drawn)]


def width_of(drawn: Drawn) -> int:
    """How much of the page's width a chart takes, in per cent."""
    width, _height = size_of(draw_svg(drawn.chart or {}))
    return min(100, round(100 * width / CHART_DOTS))


def fetch(url: str, drawn: dict[str, Drawn]) -> Any:
    """The picture of a figure; no other address is ever called."""
    figure = drawn.get(url.removeprefix(SCHEME))
    if not url.startswith(SCHEME) or figure is None:
        raise ValueError(f"A report fetches nothing: {url[:80]}")
    picture, kind = draw_png(figure.chart or {}), "image/png"
    response = getattr(import_module("weasyprint.urls"), "URLFetcherResponse", None)
    if response is None:  # before its edition 68
        return {"string": picture, "mime_type": kind}
    return response(url, picture, {"Content-Type": kind})


def read_pdf(content: bytes) -> tuple[Sheet | None, list[str]]:
    """The figures that a file carries (None: no file of ours), and its lines.

    PdfiumError or ValueError where it cannot be read.
    """
    paper = PdfDocument(content)
    try:
        if len(paper) > MOST_PAGES:
            raise ValueError("it has more pages than a report")
        return carried(paper), lines_of(paper)
    finally:
        paper.close()


def carried(paper: PdfDocument) -> Sheet | None:
    """The sheet that is attached to a file."""
    content = attached(paper, DATA)
    if len(content) > LARGEST:
        raise ValueError("the sheet is too large")
    found = json.loads(content) if content else None
    return found if isinstance(found, dict) else None


def attached(paper: PdfDocument, name: str) -> bytes:
    """An attachment by its name; nothing where there is none."""
    for place in range(paper.count_attachments()):
        one = paper.get_attachment(place)
        if one.get_name() == name:
            return bytes(one.get_data())
    return b""


def attach(content: bytes, name: str, told: bytes) -> bytes:
    """A file with a further attachment."""
    paper, made = PdfDocument(content), BytesIO()
    try:
        paper.new_attachment(name).set_data(told)
        paper.save(made)
    finally:
        paper.close()
    return made.getvalue()


def read_attached(content: bytes, name: str) -> bytes:
    """An attachment of a file by its name; nothing where there is none."""
    paper = PdfDocument(content)
    try:
        return attached(paper, name)
    finally:
        paper.close()


def lines_of(paper: PdfDocument) -> list[str]:
    """What a reader sees, page by page, without blanks at the ends of lines."""
    found = []
    for page in paper:
        text = page.get_textpage().get_text_bounded()
        found += [line.strip() for line in text.splitlines() if line.strip()]
    return found


__all__ = ["DATA", "PdfiumError", "attach", "read_attached", "read_pdf", "write_pdf"]
