"""Whether a released report still follows from the data: each figure asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.report import Report, ReportFigure, ReportState
from web.reports.assembling import recount
from web.reports.frozen import Sheet, freeze, sha256, unpack_marks
from web.reports.releasing import whole
from web.trends.catalogue import VIEWS

MOST = 5
"""So many rows or cells are named; the rest are counted."""


class UnreadableError(ValueError):
    """A file that is no report of ours, or belongs to none that is held here."""


@dataclass(frozen=True)
class Found:
    """What became of a figure: its cells that differ, and the rows behind it that
    changed, vanished or came."""

    key: str
    cells: Sequence[str] = ()
    changed: Sequence[str] = ()
    gone: Sequence[str] = ()
    new: Sequence[str] = ()
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure still follows from the data."""
        parts = (self.cells, self.changed, self.gone, self.new, self.fault)
        return not any(parts)

    def sentence(self) -> str:
        """What differs, in one line."""
        if self.fault:
            return f"{self.key}: {self.fault}"
        parts = (
            ("numbers differ", self.cells),
            ("rows changed", self.changed),
            ("rows gone", self.gone),
            ("new rows", self.new),
        )
        told = [f"{name}: {some(rows)}" for name, rows in parts if rows]
        return f"{self.key}: " + "; ".join(told)


@dataclass(frozen=True)
class Verdict:
    """What a check of a report found."""

    report: Report
    figures: Sequence[Found]
    tampered: Sequence[str] = field(default_factory=tuple)
    """What the file says differently from what was released."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was released."""
        return not self.tampered and all(one.holds for one in self.figures)

    def sentences(self) -> list[str]:
        """Everything that differs, a line each."""
        return [*self.tampered, *(f.sentence() for f in self.figures if not f.holds)]


def some(names: Sequence[str]) -> str:
    """The first of some names, and how many more."""
    rest = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {rest} more" if rest > 0 else "")


def verify(session: Session, sheet: Sheet) -> Verdict:
    """Check what a file says: against what was released, and against the data."""
    report = find_report(session, sheet)
    return Verdict(
        report,
        [check_figure(session, one) for one in report.figures],
        tuple(compare_files(report, sheet)),
    )


def find_report(session: Session, sheet: Sheet) -> Report:
    """The released report that a file says it is."""
    head = sheet.get("report")
    if not isinstance(head, Mapping):
        raise UnreadableError("The file carries no report of Chutong.")
    kind, key, number = (head.get(name) for name in ("kind", "key", "number"))
    query = select(Report).where(
        Report.kind == str(kind),
        Report.key == str(key),
        Report.number == int(number or 0),
    )
    report = session.scalar(query)
    if report is None or report.state not in {
        ReportState.RELEASED,
        ReportState.WITHDRAWN,
    }:
        name = f"{kind} {key} no. {number}"
        raise UnreadableError(f"This database holds no released report {name}.")
    return report


def compare_files(report: Report, sheet: Sheet) -> Iterator[str]:
    """What a file, or the database, says differently from what was released."""
    released = whole(report)
    if sha256(released) != report.sha256:
        yield "The report in the database was changed after its release."
    for name in ("report", "texts"):
        if sheet.get(name) != released[name]:
            yield f"The file's {name} differ from what was released."
    said = {one.get("key"): one for one in sheet.get("figures", [])}
    for figure in released["figures"]:
        if said.pop(figure["key"], None) != figure:
            yield f"{figure['key']}: the file says something else than was released."
    for key in said:
        yield f"{key}: the file has a figure that was not released."


def check_figure(session: Session, figure: ReportFigure) -> Found:
    """Ask a figure again and compare its cells and the rows it comes from."""
    if figure.view not in VIEWS:
        return Found(figure.key, fault=f"the view {figure.view} is no longer known")
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
