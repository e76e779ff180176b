"""What the pages of reports ask first: which report, and what its form says."""

from __future__ import annotations

from flask import request

from models.report import Report
from web.cases.asking import missing
from web.refused import RefusedError
from web.reports import service
from web.reports.writing import Written
from web.rights import Right, may
from web.store import session


def asked_report(report_id: int) -> Report:
    """The report of an address; missing (404) where who asks may not see it."""
    try:
        return service.find_report(session(), report_id, everything=may(Right.CENTRE))
    except RefusedError as error:
        missing(error)


def held_report(report_id: int) -> Report:
    """The same, held: nobody else changes it until this request has ended."""
    report = asked_report(report_id)
    service.hold(session(), report)
    return report


def asked_texts(report: Report) -> dict[str, Written]:
    """The texts of a form, by their places."""
    form = request.form
    return {
        one.key: Written(
            (form[f"zh-{one.key}"], form.get(f"en-{one.key}", "")),
            form.get(f"seen-{one.key}", ""),
        )
        for one in report.blocks
        if f"zh-{one.key}" in form
    }
