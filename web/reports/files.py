"""The forms in which a report is given: Word, PDF, and the sheet of its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy.orm import object_session

from models.report import Report
from web.marks import N_
from web.refused import RefusedError
from web.reports.frozen import Sheet, canonical
from web.reports.links import targets_of
from web.reports.pdf import write_pdf
from web.reports.printed import Printed, print_report
from web.reports.releasing import whole
from web.reports.word import write_docx
from web.uploads.kinds import DOCX, PDF

JSON = "application/json"
NO_SHEET = N_("数据表随报告发布，这份报告还没有发布。")


class Form(NamedTuple):
    """What a file is, and how it is made in a language; our pages stand under an
    address."""

    kind: str
    write: Callable[[Report, str, str], bytes]


def carried(report: Report) -> Sheet | None:
    """What its files carry to be proved by: nothing before it is released."""
    return whole(report) if report.sha256 else None


def linked(report: Report, language: str, base: str) -> Printed:
    """A report whose notices lead to their pages and documents."""
    held = object_session(report)
    targets = targets_of(held, report, base) if held else {}
    return print_report(report, language, targets=targets)


def docx_of(report: Report, language: str, base: str = "") -> bytes:
    """The Word file."""
    return write_docx(linked(report, language, base), carried(report), language)


def pdf_of(report: Report, language: str, base: str = "") -> bytes:
    """The PDF; RefusedError names what must be installed first."""
    return write_pdf(linked(report, language, base), carried(report), language)


def json_of(report: Report, _language: str, _base: str = "") -> bytes:
    """The sheet of a released report."""
    sheet = carried(report)
    if sheet is None:
        raise RefusedError(NO_SHEET)
    return canonical(sheet)


FORMS = {
    "docx": Form(DOCX, docx_of),
    "pdf": Form(PDF, pdf_of),
    "json": Form(JSON, json_of),
}
