"""python -m nlp calibrate: fits again how often a match of a given weight is right."""

import csv
from collections.abc import Iterable, Iterator, Sequence
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

    Each record is read as it is and without its codes, for both kinds come.
    ScoreError if the files do not fit together.
    """
    if len(records) != len(labels):
        raise ScoreError("Give one file of labels for each file of records.")
    pairs: list[Judged] = []
    for known, answers in zip(records, labels, strict=True):
        rows, told = read_jsonl(known), read_jsonl(answers)
        check_pairs(rows, told)
        for key, record in rows.items():
            pairs += judged(key, record, told[key])
    if not pairs:
        raise ScoreError("The labels judge no match, so that nothing can be fitted.")
    return fit(pairs), cross_validated(pairs)


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
