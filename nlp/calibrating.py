"""python -m nlp calibrate: fits again how often a match of a given weight is right."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nlp.calibration import Decile, Judged, Knot, cross_validated, fit
from nlp.definitions import shipped
from nlp.labelled import (
    Record,
    ScoreError,
    check_pairs,
    must_and_ok,
    read_jsonl,
)
from nlp.matching import consider
from nlp.tagging import tag
from nlp.text import from_record, without_codes
from nlp.words import LEXICONS

KNOTS = LEXICONS / "calibration.csv"


def calibrate(
    records: Sequence[Path], labels: Sequence[Path]
) -> tuple[list[Knot], list[Decile]]:
    """The knots that labelled files speak for, and how they do on unseen records.

    Each record is read as it is and without its codes, for both kinds come; each file
    counts alike, lest one that is full of traps outweigh what comes every day.
    ScoreError if the files do not fit together.
    """
    if len(records) != len(labels):
        raise ScoreError("Give one file of labels for each file of records.")
    sets: list[list[Judged]] = []
    for known, answers in zip(records, labels, strict=True):
        rows, told = read_jsonl(known), read_jsonl(answers)
        check_pairs(rows, told)
        sets.append([p for key in rows for p in judged(key, rows[key], told[key])])
    pairs = alike(sets)
    if not pairs:
        raise ScoreError("The labels judge no match, so that nothing can be fitted.")
    return fit(pairs), cross_validated(pairs)


def alike(sets: Sequence[Sequence[Judged]]) -> list[Judged]:
    """The pairs of all sets, with shares that let each set count alike."""
    mean = sum(map(len, sets)) / len(sets)
    return [replace(one, share=mean / len(each)) for each in sets for one in each]


def judged(key: str, record: Record, label: Record) -> Iterator[Judged]:
    """The matches and near misses of a record that its label can judge."""
    must, ok = must_and_ok(label, "sectors")
    whole = from_record(record)
    for text in (whole, without_codes(whole)):
        for one in consider(tag(text), text, shipped()):
            if one.sector not in ok:
                yield Judged(key, one.weight, one.sector in must)


def write_knots(knots: Iterable[Knot], path: Path = KNOTS) -> None:
    """Put the knots where matching reads them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("weight", "said"))
        rows.writerows(knots)
