"""What a check of a report found, told in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.report import Report, ReportState
from web.trends.view import Words, one_of

MOST = 5
"""So many rows or cells are named; the rest are counted."""


class UnreadableError(ValueError):
    """A file that is no report of ours, or belongs to none that is held here."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


@dataclass(frozen=True)
class Found:
    """What became of a figure: its cells that differ, and the rows behind it that
    changed, vanished or came."""

    key: str
    cells: Sequence[str] = ()
    changed: Sequence[str] = ()
    gone: Sequence[str] = ()
    new: Sequence[str] = ()
    fault: Words | None = None

    @property
    def holds(self) -> bool:
        """Whether the figure still follows from the data."""
        parts = (self.cells, self.changed, self.gone, self.new)
        return not any(parts) and self.fault is None

    def told(self, language: str) -> str:
        """What differs, in one line, without the figure's name."""
        if self.fault is not None:
            return self.fault.told(language)
        parts = (
            (Words("数字不同", "numbers differ"), self.cells),
            (Words("有变动的行", "rows changed"), self.changed),
            (Words("已不存在的行", "rows gone"), self.gone),
            (Words("新增的行", "new rows"), self.new),
        )
        colon, stop = one_of(language, "：", ": "), one_of(language, "；", "; ")
        return stop.join(
            name.told(language) + colon + some(rows, language)
            for name, rows in parts
            if rows
        )

    def sentence(self) -> str:
        """What differs, in one line, for the command."""
        return f"{self.key}: {self.told('en')}"


@dataclass(frozen=True)
class Verdict:
    """What a check of a report found."""

    report: Report
    figures: Sequence[Found]
    tampered: Sequence[Words] = ()
    """What the file says differently from what was released."""
    day: date | None = None
    """The day on which the issue was withdrawn, where that is known."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was released."""
        return not self.tampered and all(one.holds for one in self.figures)

    @property
    def withdrawn(self) -> Words | None:
        """That the issue was withdrawn, when and why; None where it was not."""
        if self.report.state != ReportState.WITHDRAWN:
            return None
        on = Words(f"于{self.day}", f" on {self.day}") if self.day else Words("", "")
        reason = self.report.reason
        return Words(
            f"这份报告已{on.zh}撤回：{reason}",
            f"The issue was withdrawn{on.en}: {reason}",
        )

    def sentences(self) -> list[str]:
        """Everything that differs, a line each, for the command."""
        differing = (one.sentence() for one in self.figures if not one.holds)
        return [*(one.en for one in self.tampered), *differing]


def some(names: Sequence[str], language: str) -> str:
    """The first of some names, and how many more."""
    rest = len(names) - MOST
    more = one_of(language, f"等，另有{rest}项", f" and {rest} more")
    return ", ".join(names[:MOST]) + (more if rest > 0 else "")
