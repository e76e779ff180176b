"""The figures of one run of `score`, as JSON and as tables for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from nlp.calibration import deciles, expected_error
from nlp.tally import Tally, share_true

GROUPS = {
    "sectors": "by_sector",
    "measure_types": "by_type",
    "objectives": "by_objective",
}
FIGURES = ("precision", "recall", "F1")
TOO_FEW = "样本不足"
VERDICTS = 20
"""With fewer verdicts on a sector, its measured precision says nothing."""


@dataclass(frozen=True)
class Explained:
    """An answer that was missed, or was wrong, and what was found of it."""

    symbol: str
    answer: str
    verdict: str
    certainty: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer as `score --json` prints it."""
        return {
            "symbol": self.symbol,
            "id": self.answer,
            "verdict": self.verdict,
            "certainty": self.certainty,
            "score": self.score,
            "reasons": list(self.reasons),
        }

    def lines(self) -> Iterator[str]:
        """The answer and its reasons for a terminal."""
        found = f"{self.certainty} {self.score:.2f}" if self.certainty else "not found"
        yield f"{self.verdict}: {self.symbol} {self.answer} ({found})"
        yield from (f"    {reason}" for reason in self.reasons)


@dataclass
class ScoreReport:
    """What one run of `score` has counted."""

    records: int = 0
    sectors: Tally = field(default_factory=Tally)
    measures: Tally = field(default_factory=Tally)
    objectives: Tally | None = None
    chapter_first: list[bool] = field(default_factory=list)
    heading_first5: list[bool] = field(default_factory=list)
    told: list[tuple[float, bool]] = field(default_factory=list)
    """The score of each match that can be right or wrong, and which it is."""
    explained: dict[str, list[Explained]] = field(default_factory=dict)
    labelled: bool = True

    def as_json(self) -> dict[str, Any]:
        """The report as `score --json` prints it."""
        ranked = {
            "chapter": {"first": share_true(self.chapter_first)},
            "heading": {"first5": share_true(self.heading_first5)},
        }
        if not self.labelled:
            return {"records": self.records, **ranked}
        tenths = deciles(self.told)
        return {
            "records": self.records,
            **self.groups(),
            **ranked,
            "calibration": [one.as_json() for one in tenths],
            "calibration_error": round(expected_error(tenths), 4),
        }

    def groups(self) -> dict[str, Any]:
        """The figures of each field whose answers are labelled."""
        tallies = {"sectors": self.sectors, "measure_types": self.measures}
        if self.objectives is not None:
            tallies["objectives"] = self.objectives
        return {
            name: {
                **tally.as_json(GROUPS[name]),
                "explained": [one.as_json() for one in self.explained.get(name, ())],
            }
            for name, tally in tallies.items()
        }

    def tables(self) -> Iterator[Table]:
        """The figures for a terminal: by field, certainty, answer and tenth."""
        shown = self.as_json()
        yield by_field(shown)
        if self.labelled:
            yield by_certainty(shown)
            yield by_answer(shown)
            yield by_tenth(shown)

    def lines(self) -> Iterator[str]:
        """What was missed or wrong, each with its reasons."""
        for group, found in self.explained.items():
            if found:
                yield f"{group}:"
            for one in found:
                yield from one.lines()


def by_field(shown: dict[str, Any]) -> Table:
    """One line for each field: sectors, kinds of measure, chapter, heading."""
    table = Table("field", *FIGURES, "mean recall", "worst", box=SIMPLE)
    for name in GROUPS:
        if name in shown:
            one = shown[name]
            means = percent(one["recall_macro"]), one["worst"]
            table.add_row(name, *three(one), *means)
    table.add_row("chapter first", "", percent(shown["chapter"]["first"]))
    table.add_row("heading first 5", "", percent(shown["heading"]["first5"]))
    return table


def by_certainty(shown: dict[str, Any]) -> Table:
    """How often the answers of each certainty are right."""
    table = Table("field", "certainty", "precision", "count", box=SIMPLE)
    for name in GROUPS:
        for certainty, one in shown.get(name, {}).get("by_certainty", {}).items():
            right = percent(one["precision"]) if one["count"] else ""
            table.add_row(name, certainty, right, str(one["count"]))
    return table


def by_answer(shown: dict[str, Any]) -> Table:
    """One line for each sector, kind of measure or objective."""
    table = Table("answer", *FIGURES, "labels", "", box=SIMPLE)
    for name, group in GROUPS.items():
        for answer, one in shown.get(name, {}).get(group, {}).items():
            note = "" if one["enough"] else TOO_FEW
            table.add_row(answer, *three(one), str(one["labels"]), note)
    return table


def by_verdicts(shown: dict[str, Any]) -> Table:
    """The measured precision of each sector, with how many verdicts it rests on."""
    table = Table("sector", *FIGURES, "judged", "", box=SIMPLE)
    for name, one in shown["sectors"]["by_sector"].items():
        note = "" if one["judged"] >= VERDICTS else TOO_FEW
        table.add_row(name, *three(one), str(one["judged"]), note)
    return table


def by_tenth(shown: dict[str, Any]) -> Table:
    """What the scores say, and how often they are right."""
    error = percent(shown["calibration_error"])
    heads = ("score", "said", "right", "count")
    table = Table(*heads, box=SIMPLE, caption=f"mean error {error}")
    for one in shown["calibration"]:
        span = f"{one['from']:.1f}-{one['to']:.1f}"
        said, right = percent(one["said"]), percent(one["right"])
        table.add_row(span, said, right, str(one["count"]))
    return table


def three(one: dict[str, float]) -> tuple[str, str, str]:
    """Precision, recall and F1 in percent."""
    return percent(one["precision"]), percent(one["recall"]), percent(one["f1"])


def percent(value: float) -> str:
    """0.8812 -> 88.1 %."""
    return f"{value * 100:.1f} %"
