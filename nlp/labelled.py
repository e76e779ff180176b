"""Labelled records out of JSONL files, each with the label of the same symbol."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Record = dict[str, Any]


class ScoreError(ValueError):
    """Records and labels cannot be compared; the text says why in one sentence."""


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
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ScoreError(f"{path.name} is not text in UTF-8.") from error
    rows: dict[str, Record] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            one = read_line(line, f"{path.name} line {number}")
            if one["symbol"] in rows:
                raise ScoreError(
                    f"{path.name} line {number} repeats the symbol {one['symbol']}."
                )
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
