"""How well tags and matches agree with labelled records; the figures of `score`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlp.definitions import Definitions, shipped
from nlp.findings import Finding
from nlp.matching import match
from nlp.ranking import rank
from nlp.tagging import tag
from nlp.tally import Tally, share_true
from nlp.text import NoticeText, from_record, without_codes

Record = dict[str, Any]
SURE, LIKELY = 0.85, 0.5


class ScoreError(ValueError):
    """Records and labels cannot be compared; the text says why in one sentence."""


@dataclass
class ScoreReport:
    """The figures of one run of `score`."""

    records: int = 0
    sectors: Tally = field(default_factory=Tally)
    measures: Tally = field(default_factory=Tally)
    chapter_first: list[bool] = field(default_factory=list)
    heading_first5: list[bool] = field(default_factory=list)
    labelled: bool = True

    def as_json(self) -> dict[str, Any]:
        """The report as `score --json` prints it."""
        ranked = {
            "chapter": {"first": share_true(self.chapter_first)},
            "heading": {"first5": share_true(self.heading_first5)},
        }
        if not self.labelled:
            return {"records": self.records, **ranked}
        return {
            "records": self.records,
            "sectors": self.sectors.as_json("by_sector"),
            "measure_types": self.measures.as_json("by_type"),
            **ranked,
        }

    def rows(self) -> list[tuple[str, str, str, str]]:
        """What, precision, recall and F1, as lines of a table for the terminal."""
        shown = self.as_json()
        lines = []
        for key, group in (("sectors", "by_sector"), ("measure_types", "by_type")):
            if key in shown:
                lines.append(row(key, shown[key]))
                each = shown[key][group].items()
                lines += [row(f"  {name}", one) for name, one in each]
        lines.append(("chapter first", "", percent(shown["chapter"]["first"]), ""))
        lines.append(("heading first 5", "", percent(shown["heading"]["first5"]), ""))
        return lines


def row(name: str, one: dict[str, float]) -> tuple[str, str, str, str]:
    """One line of the table."""
    return name, percent(one["precision"]), percent(one["recall"]), percent(one["f1"])


def percent(value: float) -> str:
    """0.8812 -> 88.1 %."""
    return f"{value * 100:.1f} %"


def score_files(
    records: Path, labels: Path | None = None, *, without_codes: bool = False
) -> ScoreReport:
    """Tag, match and compare the records of a file; ScoreError if they cannot be.

    Without labels the records' own HS codes are the answer, hidden from the tagger.
    """
    rows = read_jsonl(records)
    answers = read_jsonl(labels) if labels else None
    return score(rows, answers, hide_codes=without_codes)


def score(
    records: dict[str, Record],
    labels: dict[str, Record] | None,
    *,
    hide_codes: bool = False,
    definitions: Definitions | None = None,
) -> ScoreReport:
    """Compare what we find in the records with what their labels say."""
    if labels is not None:
        check_pairs(records, labels)
    report = ScoreReport(records=len(records), labelled=labels is not None)
    for key, record in records.items():
        text = read_text(record, hide_codes=hide_codes or labels is None)
        findings = tag(text)
        label = labels[key] if labels is not None else own_codes(record)
        add_codes(report, findings, text, label)
        if labels is not None:
            found = match(findings, text, definitions or shipped())
            guess = {one.sector: str(one.certainty) for one in found}
            report.sectors.add(key, guess, *must_and_ok(label, "sectors"))
            add_measures(report, key, findings, label)
    return report


def read_text(record: Record, *, hide_codes: bool) -> NoticeText:
    """The record as the tagger may see it."""
    text = from_record(record)
    return without_codes(text) if hide_codes else text


def must_and_ok(label: Record, name: str) -> tuple[set[str], set[str]]:
    """The answers that must be given, and those that may be."""
    return set(label.get(name) or ()), set(label.get(f"{name}_ok") or ())


def own_codes(record: Record) -> Record:
    """The record's own HS codes as its label."""
    codes = record.get("hs") or []
    return {
        "hs4": [code[:4] for code in codes if len(code) >= 4],
        "hs_chapters": [code[:2] for code in codes],
    }


def add_codes(
    report: ScoreReport, findings: list[Finding], text: NoticeText, label: Record
) -> None:
    """Whether the first chapter and one of five headings are among the answers."""
    for name, length, first, told in (
        ("hs_chapters", 2, 1, report.chapter_first),
        ("hs4", 4, 5, report.heading_first5),
    ):
        must, ok = must_and_ok(label, name)
        if must:
            told.append(
                not (must | ok).isdisjoint(rank(findings, text, length)[:first])
            )


def add_measures(
    report: ScoreReport, key: str, findings: list[Finding], label: Record
) -> None:
    """Count the kinds of measure of one record."""
    guess = {
        o.code: measure_certainty(o.score) for o in findings if o.scheme == "measure"
    }
    report.measures.add(key, guess, *must_and_ok(label, "measure_types"))


def measure_certainty(score: float) -> str:
    """The word for the score of a kind of measure."""
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "possible"


def check_pairs(records: Iterable[str], labels: Iterable[str]) -> None:
    """Every record must have its label, and every label its record."""
    bare, idle = sorted({*records} - {*labels}), sorted({*labels} - {*records})
    if bare:
        raise ScoreError(f"No label for the record {bare[0]} ({len(bare)} in all).")
    if idle:
        raise ScoreError(f"No record for the label {idle[0]} ({len(idle)} in all).")


def read_jsonl(path: Path) -> dict[str, Record]:
    """The lines of a file by their `symbol`; ScoreError if one has none."""
    if not path.is_file():
        raise ScoreError(f"There is no file {path}.")
    rows: dict[str, Record] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            one = read_line(line, f"{path.name} line {number}")
            rows[one["symbol"]] = one
    return rows


def read_line(line: str, place: str) -> Record:
    """One JSON object with a symbol; ScoreError names the place if it is none."""
    try:
        one = json.loads(line)
    except json.JSONDecodeError as error:
        raise ScoreError(f"{place} is not JSON: {error}.") from error
    if not isinstance(one, dict) or not one.get("symbol"):
        raise ScoreError(f"{place} has no symbol.")
    return one
