"""The Harmonized System and the sectors as they ship: counts, codes, Chinese."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "models" / "reference"
COUNTS = {2: 96, 4: 1228, 6: 5612}
OLDER = {"854140", "854810", "9501"}
"""Codes of earlier editions that older notifications still state."""


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


HS = read("hs.csv")
CODES = {row["code"] for row in HS}


def test_the_edition_is_whole_and_nothing_stands_twice() -> None:
    assert Counter(len(row["code"]) for row in HS) == COUNTS
    assert len(CODES) == len(HS)
    assert all(int(row["level"]) == len(row["code"]) for row in HS)


def test_lists_of_statistics_are_no_hs() -> None:
    assert [code for code in CODES if code[:2] in {"77", "98", "99"}] == []
    assert all(code.isdecimal() for code in CODES)


def test_every_code_lies_under_one_that_is_there() -> None:
    assert [code for code in CODES if len(code) > 2 and code[:-2] not in CODES] == []


def test_english_for_all_and_chinese_down_to_headings() -> None:
    assert [row["code"] for row in HS if not row["en"].strip()] == []
    named = [row for row in HS if int(row["level"]) <= 4]
    assert [row["code"] for row in named if not row["zh"].strip()] == []
    names = Counter(
        (row["code"][:2], row["zh"]) for row in named if row["level"] == "4"
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_sectors_stand_on_codes_of_the_edition() -> None:
    sectors = {row["id"] for row in read("sectors.csv")}
    assert len(sectors) == 28
    terms = read("sector_terms.csv")
    assert {row["sector"] for row in terms} == sectors
    ics = {row["code"] for row in read("ics.csv")}
    wrong = [
        (row["sector"], row["kind"], row["term"])
        for row in terms
        if (row["kind"] in {"hs", "hs_exclude"} and row["term"] not in CODES | OLDER)
        or (row["kind"] == "ics" and row["term"] not in ics)
    ]
    assert wrong == []


@pytest.mark.samples
def test_codes_are_those_of_the_published_list(samples: Path) -> None:
    path = samples / "hs" / "hs2022_harmonized-system.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        published = {row["hscode"] for row in csv.DictReader(lines)}
    no_hs = {code for code in published if code == "TOTAL" or code.startswith("99")}
    assert published - no_hs == CODES
