"""How well tags and matches agree with labelled records; the figures of `score`."""

from collections.abc import Iterator
from pathlib import Path

from nlp.definitions import Definitions, shipped
from nlp.findings import Finding
from nlp.labelled import (
    Record,
    ScoreError,
    check_pairs,
    must_and_ok,
    own_codes,
    read_jsonl,
)
from nlp.matching import SectorMatch, consider
from nlp.ranking import rank
from nlp.reasons import render
from nlp.report import Explained, ScoreReport
from nlp.tagging import tag
from nlp.tally import PREDICTED, Tally
from nlp.text import NoticeText, from_record, without_codes

__all__ = ["ScoreError", "ScoreReport", "score", "score_files"]
SURE, LIKELY = 0.85, 0.5
SHOWN = 3
NEAR = "near"


def score_files(
    records: Path,
    labels: Path | None = None,
    *,
    without_codes: bool = False,
    title_only: bool = False,
) -> ScoreReport:
    """Tag, match and compare the records of a file; ScoreError if they cannot be.

    Without labels the records' own HS codes are the answer, hidden from the tagger.
    With `title_only` the tagger sees title and description, no products and no codes.
    """
    rows = read_jsonl(records)
    answers = read_jsonl(labels) if labels else None
    if title_only:
        rows = {key: {**row, "products": ""} for key, row in rows.items()}
    return score(rows, answers, hide_codes=without_codes or title_only)


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
    if labels is not None and any("objectives" in one for one in labels.values()):
        report.objectives = Tally()
    for key, record in records.items():
        text = read_text(record, hide_codes=hide_codes or labels is None)
        findings = tag(text)
        label = labels[key] if labels is not None else own_codes(record)
        add_codes(report, findings, text, label)
        if labels is not None:
            found = consider(findings, text, definitions or shipped())
            add_sectors(report, key, found, label)
            add_measures(report, key, findings, label)
            add_objectives(report, key, findings, label)
    return report


def read_text(record: Record, *, hide_codes: bool) -> NoticeText:
    """The record as the tagger may see it."""
    text = from_record(record)
    return without_codes(text) if hide_codes else text


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


def add_sectors(
    report: ScoreReport, key: str, found: list[SectorMatch], label: Record
) -> None:
    """Count the sectors of one record; a near miss is no match."""
    must, ok = must_and_ok(label, "sectors")
    guess = {one.sector: one.certainty for one in found if one.certainty != NEAR}
    report.sectors.add(key, {**guess}, must, ok)
    report.told += [
        (one.score, one.sector in must)
        for one in found
        if one.certainty != NEAR and one.sector not in ok
    ]
    known = {one.sector: one for one in found}
    for sector in sorted({*must, *guess} - ok):
        told = guess.get(sector) in PREDICTED
        if told != (sector in must):
            verdict = "missed" if sector in must else "wrong"
            one = explain(key, sector, verdict, known.get(sector))
            report.explained.setdefault("sectors", []).append(one)


def explain(
    key: str, sector: str, verdict: str, found: SectorMatch | None
) -> Explained:
    """What speaks for and against a sector that was missed or is wrong."""
    if found is None:
        return Explained(key, sector, verdict)
    told = tuple(render(reason)[1] for reason in found.reasons[:SHOWN])
    return Explained(key, sector, verdict, found.certainty, found.score, told)


def add_measures(
    report: ScoreReport, key: str, findings: list[Finding], label: Record
) -> None:
    """Count the kinds of measure of one record."""
    found = {one.code: one for one in findings if one.scheme == "measure"}
    guess = {code: measure_certainty(one.score) for code, one in found.items()}
    must, ok = must_and_ok(label, "measure_types")
    report.measures.add(key, guess, must, ok)
    told = {code for code, certainty in guess.items() if certainty in PREDICTED}
    report.explained.setdefault("measure_types", []).extend(
        explain_measures(key, found, told, must, ok)
    )


def explain_measures(
    key: str, found: dict[str, Finding], told: set[str], must: set[str], ok: set[str]
) -> Iterator[Explained]:
    """The kinds of measure that were missed or are wrong, with the words found."""
    for code in sorted((must - told) | (told - must - ok)):
        verdict = "missed" if code in must else "wrong"
        one = found.get(code)
        if one is None:
            yield Explained(key, code, verdict)
            continue
        certainty = measure_certainty(one.score)
        words = f"“{one.words}” in the {one.field}"
        yield Explained(key, code, verdict, certainty, one.score, (words,))


def add_objectives(
    report: ScoreReport, key: str, findings: list[Finding], label: Record
) -> None:
    """Count the objectives of one record, where they are labelled."""
    if report.objectives is not None:
        guess = {one.code: "sure" for one in findings if one.scheme == "objective"}
        report.objectives.add(key, guess, *must_and_ok(label, "objectives"))


def measure_certainty(score: float) -> str:
    """The word for the score of a kind of measure."""
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "possible"
