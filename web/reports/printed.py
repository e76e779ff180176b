"""A report as it is printed in one language: the same for page, Word file and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.report import Report, ReportBlock, ReportFigure, ReportState
from web.reports.frozen import Sheet, columns_of, lines_of
from web.reports.links import Piece, Targets, pieces
from web.reports.plans import Asked, Chapter, Plan, Text, plan_of
from web.reports.titles import COVER, STATES, foot_of, head_of, issue_name, say_days
from web.reports.turning import turned
from web.trends.telling import write_cell
from web.trends.view import Sort, one_of

MOST_ROWS = 30
"""So many rows of a table are printed; the file of the view has all."""
TO_WRITE = ("待撰写", "To be written")
WORDS = (Sort.NAME, Sort.MONTH, Sort.DAY)


@dataclass(frozen=True)
class Prose:
    """A text: its paragraphs, and whether the machine made it of the figures."""

    key: str
    lines: Sequence[Sequence[Piece]]
    machine: bool

    @property
    def paragraphs(self) -> list[str]:
        """Its words alone."""
        return ["".join(one.words for one in line) for line in self.lines]

    @property
    def leads(self) -> bool:
        """Whether any of its words lead anywhere."""
        return any(one.url for line in self.lines for one in line)


@dataclass(frozen=True)
class Drawn:
    """A figure: the finding as its title, its chart, table and proof."""

    key: str
    number: int
    finding: str
    chart: dict[str, Any] | None
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    left: Sequence[bool]
    """Which columns are words and stand left."""
    rest: int
    """How many rows are not printed."""
    notes: Sequence[str]
    source: str


@dataclass(frozen=True)
class Section:
    """A chapter with its parts."""

    key: str
    name: str
    parts: Sequence[Prose | Drawn]


@dataclass(frozen=True)
class Printed:
    """A whole report in one language."""

    title: str
    issue: str
    days: str
    state: str
    head: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    foot: str


def print_report(
    report: Report,
    language: str,
    state: ReportState | None = None,
    targets: Targets | None = None,
) -> Printed:
    """The report as it stands, or as it did in another state; figures that are not
    there are left out. Notices lead where ``targets`` say."""
    plan = plan_of(report.kind)
    title = one_of(language, report.title_zh, report.title_en or report.title_zh)
    return Printed(
        title=title,
        issue=issue_name(report, language),
        days=say_days(report.since, report.until, language),
        state=one_of(language, *STATES[state or ReportState(report.state)]),
        head=head_of(report, language),
        sections=sections_of(plan, report, language, targets or {}),
        foot=foot_of(report, language),
    )


def sections_of(
    plan: Plan, report: Report, language: str, targets: Targets
) -> list[Section]:
    """The chapters that hold anything."""
    texts = {one.key: prose_of(one, language, targets) for one in report.blocks}
    figures = {one.key: one for one in report.figures}
    numbers = {one.key: place for place, one in enumerate(report.figures, start=1)}
    found = []
    for chapter in plan.chapters:
        parts = parts_of(chapter, texts, figures, numbers, language)
        if parts:
            name = chapter.name.told(language)
            found.append(Section(chapter.key, name, parts))
    return found


def parts_of(
    chapter: Chapter,
    texts: dict[str, Prose],
    figures: dict[str, ReportFigure],
    numbers: dict[str, int],
    language: str,
) -> list[Prose | Drawn]:
    """The parts of a chapter that are there."""
    parts: list[Prose | Drawn] = []
    for part in chapter.parts:
        if isinstance(part, Text):
            if part.key == COVER or part.key not in texts:
                continue
            parts.append(texts[part.key])
        elif part.key in figures:
            figure = figures[part.key]
            parts.append(drawn_of(figure.counted, part, numbers[part.key], language))
    return parts


def prose_of(block: ReportBlock, language: str, targets: Targets) -> Prose:
    """A text; one that is still empty says so."""
    text = one_of(language, block.zh, block.en)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    shown = lines or [one_of(language, *TO_WRITE)]
    cut = [pieces(line, targets) for line in shown]
    return Prose(block.key, cut, machine=block.author_id is None and bool(lines))


def drawn_of(sheet: Sheet, asked: Asked, number: int, language: str) -> Drawn:
    """A kept figure, with the columns that are printed."""
    lines = lines_of(sheet)
    pairs = enumerate(columns_of(sheet))
    kept = [(place, one) for place, one in pairs if one.key not in asked.without]
    columns = [one for _, one in kept]
    rows = [
        [write_cell(line.cells[place], one, language) for place, one in kept]
        for line in lines[:MOST_ROWS]
    ]
    heads = [one.name.told(language) for one in columns]
    left = [one.sort in WORDS for one in columns]
    heads, rows, left = turned(heads, rows, left)
    return Drawn(
        key=asked.key,
        number=number,
        finding=sheet["finding"][language],
        chart=sheet.get("chart", {}).get(language),
        heads=heads,
        rows=rows,
        left=left,
        rest=max(0, len(lines) - MOST_ROWS),
        notes=[one[language] for one in (*sheet["notes"], *left_out(sheet))],
        source=source_of(sheet, language),
    )


def left_out(sheet: Sheet) -> list[dict[str, str]]:
    """What was not counted, as notes."""
    return [
        {
            "zh": f"未计入：{one['why']['zh']} {one['many']}件。",
            "en": f"Not counted: {one['why']['en']}: {one['many']}.",
        }
        for one in sheet["left_out"]
    ]


def source_of(sheet: Sheet, language: str) -> str:
    """The line under a figure that says how it was counted."""
    used, cut = sheet["rows_used"], sheet["data_cut"]
    rows = one_of(language, f"依据{used}行", f"{used} rows")
    name = one_of(language, f"数据切片 {cut}", f"data cut {cut}")
    return " · ".join(
        [sheet["formula"][language], sheet["dates"][language], rows, name]
    )
