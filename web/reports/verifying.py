"""Whether a released report still follows from the data: each figure asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.report import Report, ReportFigure, ReportState
from web.reports.asked_views import view_of
from web.reports.assembling import recount
from web.reports.frozen import Sheet, freeze, sha256, unpack_marks
from web.reports.record import withdrawn_on
from web.reports.releasing import whole
from web.reports.verdict import Found, UnreadableError, Verdict
from web.trends.view import Words


def verify(session: Session, sheet: Sheet) -> Verdict:
    """Check what a file says: against what was released, and against the data."""
    report = find_report(session, sheet)
    return Verdict(
        report,
        [check_figure(session, one) for one in report.figures],
        tuple(compare_files(report, sheet)),
        withdrawn_on(session, report),
    )


def find_report(session: Session, sheet: Sheet) -> Report:
    """The released report that a file says it is."""
    head = sheet.get("report")
    if not isinstance(head, Mapping):
        raise UnreadableError(
            "文件里没有楚通报告的数据。", "The file carries no report of Chutong."
        )
    kind, key, number = (head.get(name) for name in ("kind", "key", "number"))
    query = select(Report).where(
        Report.kind == str(kind),
        Report.key == str(key),
        Report.number == (number if isinstance(number, int) else 0),
    )
    report = session.scalar(query)
    if report is None or report.state not in {
        ReportState.RELEASED,
        ReportState.WITHDRAWN,
    }:
        name = f"{kind} {key} no. {number}"
        raise UnreadableError(
            f"这里没有发布过这份报告：{name}。",
            f"This database holds no released report {name}.",
        )
    return report


PARTS = {"report": Words("报头", "report"), "texts": Words("文字", "texts")}
"""What a sheet holds beside its figures."""


def compare_files(report: Report, sheet: Sheet) -> Iterator[Words]:
    """What a file, or the database, says differently from what was released."""
    released = whole(report)
    if sha256(released) != report.sha256:
        yield Words(
            "数据库里的这份报告在发布后被改动过。",
            "The report in the database was changed after its release.",
        )
    for name, part in PARTS.items():
        if sheet.get(name) != released[name]:
            yield Words(
                f"文件所附的{part.zh}与发布时不同。",
                f"The file's {part.en} differ from what was released.",
            )
    said = figures_of(sheet)
    for figure in released["figures"]:
        if said.pop(figure["key"], None) != figure:
            yield Words(
                f"{figure['key']}：文件所附数据与发布时不同。",
                f"{figure['key']}: the file says something else than was released.",
            )
    for key in said:
        yield Words(
            f"{key}：发布的报告里没有这张图。",
            f"{key}: the file has a figure that was not released.",
        )


def figures_of(sheet: Sheet) -> dict[str, Any]:
    """What a file says of each figure; what is no figure is left aside."""
    found = sheet.get("figures")
    rows = found if isinstance(found, list) else []
    return {str(one.get("key")): one for one in rows if isinstance(one, Mapping)}


def moved_since(session: Session, report: Report) -> list[str]:
    """The figures of a report that the data no longer give as they were counted."""
    found = (check_figure(session, one) for one in report.figures)
    return [one.key for one in found if not one.holds]


def check_figure(session: Session, figure: ReportFigure) -> Found:
    """Ask a figure again and compare its cells and the rows it comes from."""
    if view_of(figure.view) is None:
        lost = Words("已没有这个图表", f"the view {figure.view} is no longer known")
        return Found(figure.key, fault=lost)
    view, counted, choice = recount(figure, session)
    now, before = counted.basis.marks(), unpack_marks(figure.marks)
    return Found(
        key=figure.key,
        cells=differences(figure.counted, freeze(view, counted, choice)),
        changed=sorted(k for k in now.keys() & before.keys() if now[k] != before[k]),
        gone=sorted(before.keys() - now.keys()),
        new=sorted(now.keys() - before.keys()),
    )


def differences(before: Sheet, now: Sheet) -> list[str]:
    """The cells that say something else, with both values."""
    names = [one["key"] for one in before["columns"]]
    old = {row["key"]: row["cells"] for row in before["rows"]}
    new = {row["key"]: row["cells"] for row in now["rows"]}
    found = [] if names == [one["key"] for one in now["columns"]] else ["columns"]
    for key in [*old, *(one for one in new if one not in old)]:
        pairs = zip(names, old.get(key, ()), new.get(key, ()), strict=False)
        if key not in old or key not in new:
            found.append(f"row {key} {'is new' if key not in old else 'is gone'}")
        found += [
            f"{key}/{name} {plain(a)} -> {plain(b)}" for name, a, b in pairs if a != b
        ]
    return found


def plain(cell: Any) -> str:
    """A cell as a word."""
    return str(cell["zh"]) if isinstance(cell, dict) else str(cell)
