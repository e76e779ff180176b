"""The gold set by sector: what it must hold, and that its labels are whole.

`gold/records.jsonl` and `gold/national_records.jsonl` were written beside the rules.
`gold/<sector>.records.jsonl` were written blind: by a reader of the sectors' list who
had not seen the rules. There each sector has notices in four languages, some without
codes or with wrong ones, and near misses: notices whose words look like the sector's
but whose goods are not (``near`` in the label).
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.kinds import NoticeKind

Row = dict[str, Any]

GOLD = Path(__file__).parent / "gold"
REFERENCE = Path(__file__).parents[2] / "models" / "reference"
LANGUAGES = {"en", "es", "fr", "zh"}
MEANT = ("sectors", "hs4", "hs_chapters", "measure_types")
"""What a label says must be found; each has a twin, ``…_ok``, for what is fine."""
LISTS = {*MEANT, *(f"{name}_ok" for name in MEANT)}
CODED = ("hs", "ics", "objectives", "keywords")
TOLD = ("symbol", "agreement", "type", "member", "title", "products", "description")
FIELDS = {*TOLD, *CODED, "members", "regions_affected"}
CODES = re.compile(r"\((?:HS|ICS) code\(s\): [^)]*\)")
SAMPLES = ("notifications/notifications.jsonl", "notifications_us/records.jsonl")


@cache
def rows(pattern: str) -> tuple[Row, ...]:
    """The rows of the gold files whose names match."""
    found = sorted(GOLD.glob(pattern))
    return tuple(json.loads(line) for path in found for line in path.open())


@cache
def column(name: str, key: str) -> frozenset[str]:
    """One column of a table of reference."""
    with (REFERENCE / f"{name}.csv").open(newline="") as file:
        return frozenset(row[key] for row in csv.DictReader(file))


def by_symbol(labels: tuple[Row, ...]) -> dict[str, Row]:
    """The labels under their symbols."""
    return {label["symbol"]: label for label in labels}


def blind() -> Iterator[tuple[Row, Row]]:
    """The records that were written blind, each with its label."""
    labels = by_symbol(rows("*.labels.jsonl"))
    return ((record, labels[record["symbol"]]) for record in rows("*.records.jsonl"))


def share(chosen: list[bool]) -> float:
    """The part of a list that is true."""
    return sum(chosen) / len(chosen)


def strays(pattern: str, known: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
    """The values of some lists that the reference does not know, by symbol."""
    return {
        (row["symbol"], value)
        for row in rows(pattern)
        for key, values in known.items()
        for value in row.get(key, [])
        if value not in values
    }


def test_each_record_has_its_one_label() -> None:
    records = Counter(row["symbol"] for row in rows("*records.jsonl"))
    labels = Counter(row["symbol"] for row in rows("*labels.jsonl"))
    assert records == labels
    assert set(records.values()) == {1}


def test_each_sector_has_eight_notices_and_two_near_misses() -> None:
    sectors = column("sectors", "id")
    labels = rows("*labels.jsonl")
    meant = Counter(one for label in labels for one in label["sectors"])
    near = Counter(one for label in labels for one in label.get("near", []))
    assert {one: meant[one] for one in sectors if meant[one] < 8} == {}
    assert {one: near[one] for one in sectors if near[one] < 2} == {}


def test_each_sector_is_written_in_four_languages() -> None:
    seen: dict[str, set[str]] = {one: set() for one in column("sectors", "id")}
    for label in rows("*.labels.jsonl"):
        for sector in label["sectors"]:
            seen[sector].add(label["language"])
    assert {
        one: LANGUAGES - found for one, found in seen.items() if found != LANGUAGES
    } == {}


def test_a_notice_in_chinese_is_chinese() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    for record, label in blind():
        assert bool(han.search(record["title"])) == (label["language"] == "zh")


def test_labels_are_complete_and_do_not_contradict_themselves() -> None:
    for label in rows("*labels.jsonl"):
        assert set(label) >= LISTS, label["symbol"]
        meant, fine = set(label["sectors"]), set(label["sectors_ok"])
        assert not meant & fine, label["symbol"]
        assert not (meant | fine) & set(label.get("near", [])), label["symbol"]
        assert not set(label["measure_types"]) & set(label["measure_types_ok"])
        assert {code[:2] for code in label["hs4"]} <= set(
            label["hs_chapters"] + label["hs_chapters_ok"]
        ), label["symbol"]


def test_labels_name_only_what_there_is() -> None:
    codes = column("hs", "code")
    values = {
        "sectors": column("sectors", "id"),
        "hs4": frozenset(code for code in codes if len(code) == 4),
        "hs_chapters": frozenset(code for code in codes if len(code) == 2),
        "measure_types": column("measure_types", "id"),
    }
    known = values | {f"{name}_ok": found for name, found in values.items()}
    known["near"] = values["sectors"]
    assert strays("*labels.jsonl", known) == set()


def test_records_name_only_what_there_is() -> None:
    known = {
        "hs": column("hs", "code"),
        "ics": column("ics", "code"),
        "objectives": column("objectives", "name"),
    }
    assert strays("*records.jsonl", known) == set()


def test_records_have_the_fields_and_types_of_their_publishers() -> None:
    wto, national = column("notice_types", "name"), set(NoticeKind)
    for record in rows("*records.jsonl"):
        assert set(record) >= FIELDS, record["symbol"]
        assert record["type"] in (wto if record["agreement"] else national)
        for objective in record["objectives"]:
            assert objective.endswith(f"({record['agreement']})"), record["symbol"]


def test_codes_are_as_poor_as_in_the_world() -> None:
    """About a third has no HS; a sixth has a wrong one, or one too broad to tell."""
    uncoded, wrong, ics_alone = [], [], []
    for record, label in blind():
        headings = {code[:4] for code in record["hs"]}
        uncoded.append(not headings)
        ics_alone.append(not headings and bool(record["ics"]))
        right = set(label["hs4"] + label["hs4_ok"])
        wrong.append(bool(headings) and not headings & right)
    assert 0.30 <= share(uncoded) <= 0.40
    assert 0.14 <= share(wrong) <= 0.20
    assert share(ics_alone) >= 0.15


def words(row: Row) -> list[str]:
    """The words of a notice, without the codes that its products field repeats."""
    text = " . ".join(row[key] or "" for key in ("title", "products", "description"))
    return re.findall(r"\w+", CODES.sub(" ", text).casefold())


def runs(row: Row, length: int = 6) -> set[tuple[str, ...]]:
    """All runs of so many words in a notice."""
    found = words(row)
    return {tuple(found[at : at + length]) for at in range(len(found) - length + 1)}


@pytest.mark.samples
def test_no_text_is_taken_from_the_samples(samples: Path) -> None:
    real = [json.loads(line) for name in SAMPLES for line in (samples / name).open()]
    taken = set().union(*(runs(row) for row in real))
    common = {row["symbol"]: runs(row) & taken for row in rows("*records.jsonl")}
    assert {symbol: found for symbol, found in common.items() if found} == {}
