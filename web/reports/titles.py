"""How an issue is called on its cover and foot, in one language."""

from __future__ import annotations

import re
from datetime import date

from models.deadlines import HERE
from models.report import Report, ReportState
from web.cases.findings import zh_day
from web.reports.periods import FIRST
from web.trends.view import one_of

NOT_STATED = ("原文未载明", "Not stated in the source")
COVER = "cover"
"""The text that is the table of the cover: a fact a line, its name before a colon."""
STATES = {
    ReportState.DRAFT: ("草稿，未发布", "Draft, not released"),
    ReportState.REVIEW: ("送审稿，未发布", "Under review, not released"),
    ReportState.RELEASED: ("", ""),
    ReportState.WITHDRAWN: ("本期已撤回", "This issue was withdrawn"),
}


def head_of(report: Report, language: str) -> list[tuple[str, str]]:
    """The table of the cover, a line each; without one there is none.

    A fact that its source lacks says so.
    """
    covers = [one for one in report.blocks if one.key == COVER]
    text = one_of(language, covers[0].zh, covers[0].en) if covers else ""
    pairs = (re.split("[：:]", line, maxsplit=1) for line in text.splitlines())
    nothing = one_of(language, *NOT_STATED)
    return [(pair[0].strip(), pair[-1].strip() or nothing) for pair in pairs if pair[0]]


def issue_name(report: Report, language: str) -> str:
    """Which issue it is, and the number of one that was made again."""
    again = one_of(language, f"（第{report.number}次发布）", f" (no. {report.number})")
    own = report.key.removesuffix(f"-{report.sector_id}")
    name = "" if report.kind == "special" else own
    return name + (again if report.number > 1 else "")


def say_days(since: date, until: date, language: str) -> str:
    """The days that it covers; of all days since the first only the last is told."""
    if since == FIRST:
        return one_of(language, f"截至{zh_day(until)}", f"As of {until.isoformat()}")
    if language == "en":
        last = until.isoformat()
        return last if since == until else f"{since.isoformat()} to {last}"
    first, last = zh_day(since), zh_day(until)
    return first if since == until else f"{first}至{last}"


def foot_of(report: Report, language: str) -> str:
    """Who stands for it, and by what name it is proved."""
    if not report.sha256:
        return one_of(language, *STATES[ReportState(report.state)])
    at = report.released_at
    day = at.astimezone(HERE).date().isoformat() if at else ""
    return one_of(
        language,
        f"发布于{day} · 校验码 {report.sha256[:16]}",
        f"Released {day} · checksum {report.sha256[:16]}",
    )


def figure_names(report: Report, language: str) -> dict[str, str]:
    """Number and name of each figure, by its key."""
    return {
        one.key: one_of(language, f"图{place} ", f"Figure {place}: ")
        + str(one.counted["name"][language])
        for place, one in enumerate(report.figures, start=1)
    }
