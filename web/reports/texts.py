"""What the figures of a report say, in sentences that a person may rewrite."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.report import Report
from web.digest.service import read_overview
from web.digest.words import paragraph
from web.reports.lists import Pair, list_due, list_events, list_new
from web.reports.special import describe
from web.trends.catalogue import VIEWS
from web.trends.view import Counted, one_of

SAYS = {
    "summary": ("notifications", "members"),
    "hubei": ("sectors", "exposure", "exposure-index"),
    "windows": ("windows",),
    "centre": ("funnel", "responses", "acceptance"),
    "data": ("health",),
}
"""Which figures a text is made of, in order."""


def make_texts(
    session: Session, report: Report, answers: dict[str, Counted]
) -> dict[str, Pair]:
    """The proposed texts by key, each in Chinese and English."""
    made = {
        key: (say(keys, answers, "zh"), say(keys, answers, "en"))
        for key, keys in SAYS.items()
    }
    if report.kind == "daily":
        day = read_overview(session, report.until, report.created_at)
        made["summary"] = (paragraph(day, "zh"), paragraph(day, "en"))
    if report.kind == "weekly":
        made["new"] = list_new(session, report)
        made["due"] = list_due(session, report)
        made["events"] = list_events(session, report)
    if report.measure_id:
        made |= describe(session, report)
    return made


def say(keys: tuple[str, ...], answers: dict[str, Counted], language: str) -> str:
    """The sentences of some figures, one after the other."""
    told = [VIEWS[key].say(answers[key], language) for key in keys if key in answers]
    stop = one_of(language, "。", ". ")
    return stop.join(told) + one_of(language, "。", ".") if told else ""
