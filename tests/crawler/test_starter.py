"""The starter archive: true facts, whole rows, and no word of the publisher's."""

import calendar
import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.symbols import read_symbols, source_key

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "models" / "reference"
ARCHIVE = ROOT / "crawler" / "starter" / "notices.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in ARCHIVE.read_text(encoding="utf-8").splitlines()
]
FIELDS = {
    "symbols",
    "agreement",
    "type",
    "members",
    "distributed",
    "comments_close",
    "hs",
    "ics",
    "objectives",
    "keywords",
    "regions",
    "links",
    "products_en",
    "products_zh",
    "title_en",
    "title_zh",
    "summary_en",
    "summary_zh",
    "adoption",
    "entry_into_force",
    "events",
}
OURS = [field for field in sorted(FIELDS) if field.endswith(("_en", "_zh"))]
KINDS = {
    "EXTENDED",
    "ADOPTED",
    "PUBLISHED",
    "IN_FORCE",
    "FINAL_TEXT",
    "WITHDRAWN",
    "CHANGED",
    "GUIDANCE",
    "DATES_CHANGED",
    "OTHER",
    "VOID",
}
FORBIDDEN = re.compile(
    r"Taiwan|台湾|(?<!中国)(?:香港|澳门|台北)|通报国|该国|各国|贸易伙伴国"
    r"|国家(?!标准|公路交通安全管理局|计量、质量与技术研究院)|截止日期"
)
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
MONTHS = list(calendar.month_name)[1:]
RUN = 8


def names(file: str, column: str) -> set[str]:
    path = REFERENCE / file
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[column] for row in csv.DictReader(lines)}


def key(row: dict[str, Any]) -> str:
    return source_key(", ".join(row["symbols"]))


def label(row: dict[str, Any]) -> str:
    return str(row["symbols"][0])


each = pytest.mark.parametrize("row", ROWS, ids=label)


def test_there_are_at_least_ninety_documents_each_once() -> None:
    keys = [key(row) for row in ROWS]
    assert len(keys) >= 90
    assert len(set(keys)) == len(keys)


@each
def test_symbols_are_read_and_agree_with_the_row(row: dict[str, Any]) -> None:
    symbols = read_symbols(", ".join(row["symbols"]))
    assert [symbol.text for symbol in symbols] == row["symbols"]
    assert [symbol.member for symbol in symbols] == row["members"]
    assert {symbol.agreement for symbol in symbols} == {row["agreement"]}
    kind = symbols[0].kind
    assert row["type"].lower().startswith(kind) or kind == "regular"


@each
def test_every_promised_field_is_filled(row: dict[str, Any]) -> None:
    assert set(row) == FIELDS
    assert [field for field in OURS if not row[field].strip()] == []
    assert set(row["links"]) == {"notification", "documents"}
    assert row["links"]["notification"].startswith("https://docs.wto.org/")
    assert all(url.startswith("https://") for url in row["links"]["documents"])
    assert all(url.isascii() for url in row["links"]["documents"])


@each
def test_words_are_of_the_promised_length(row: dict[str, Any]) -> None:
    assert len(row["title_en"].split()) <= 14
    assert 12 <= len(row["title_zh"]) <= 40
    assert 1 <= row["summary_zh"].count("。") <= 3
    assert row["summary_zh"].endswith("。")
    assert row["summary_en"].endswith(".")


@each
def test_days_are_days_and_come_in_order(row: dict[str, Any]) -> None:
    days = [row["distributed"], row["comments_close"]]
    known = [date.fromisoformat(day) for day in days if day]
    assert known == sorted(known)
    assert known
    for event in row["events"]:
        assert set(event) == {"kind", "day"}
        assert event["kind"] in KINDS
        assert event["day"] is None or date.fromisoformat(event["day"])


@each
def test_every_notice_says_when_it_was_distributed(row: dict[str, Any]) -> None:
    assert date.fromisoformat(row["distributed"])


@each
def test_the_deadline_is_told_in_both_languages(row: dict[str, Any]) -> None:
    if row["comments_close"] is None:
        assert "评议截止日为" not in row["summary_zh"]
        return
    day = date.fromisoformat(row["comments_close"])
    told = f"评议截止日为{day.year}年{day.month}月{day.day}日"
    assert told in row["summary_zh"]
    assert f"{day.day} {day:%B %Y}" in row["summary_en"]


def chinese_days(text: str) -> set[date]:
    return {date(int(y), int(m), int(d)) for y, m, d in DAY.findall(text)}


def english_days(text: str) -> set[date]:
    found = re.findall(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", text)
    return {date(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in found}


@each
def test_the_english_summary_tells_no_day_that_the_chinese_lacks(
    row: dict[str, Any],
) -> None:
    told = english_days(row["summary_en"])
    assert told <= chinese_days(row["summary_zh"])


def test_hs_codes_exist_in_the_edition() -> None:
    stated = {code for row in ROWS for code in row["hs"]}
    assert stated - names("hs.csv", "code") == set()


@each
def test_ics_and_terms_are_those_of_the_reference(row: dict[str, Any]) -> None:
    assert set(row["ics"]) <= names("ics.csv", "code")
    assert set(row["objectives"]) <= names("objectives.csv", "name")
    assert row["type"] in names("notice_types.csv", "name")
    assert set(row["members"]) <= names("members.csv", "code")


def test_no_forbidden_name_is_used() -> None:
    told = [(label(row), row[field]) for row in ROWS for field in OURS]
    assert [place for place, text in told if FORBIDDEN.search(text)] == []


@each
def test_chinese_is_set_in_chinese_signs(row: dict[str, Any]) -> None:
    chinese = row["title_zh"] + row["summary_zh"] + row["products_zh"]
    assert re.findall(r"[,;!?]", chinese) == []


def test_a_title_serves_one_document_only() -> None:
    assert len({row["title_en"] for row in ROWS}) == len(ROWS)
    assert len({row["title_zh"] for row in ROWS}) == len(ROWS)


def test_the_void_addendum_is_known_as_void() -> None:
    void = [row for row in ROWS if {"kind": "VOID", "day": None} in row["events"]]
    assert [label(row) for row in void] == ["G/TBT/N/BRA/366/Add.1/Corr.1"]


def publisher_texts(samples: Path) -> Iterator[tuple[str, str]]:
    """Each sample's symbols, and all that its publisher says of it in words."""
    path = samples / "notifications" / "notifications.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        told = (row.get(name) for name in ("title", "description", "products"))
        yield row["symbol"], " ".join(text or "" for text in told)
    path = samples / "eping" / "gcc_ics43020_30_records.json"
    for row in json.loads(path.read_text(encoding="utf-8")):
        told = (
            row[name] for name in row if name.endswith("Plain") and name[0] in "tdp"
        )
        yield row["documentSymbol"], " ".join(text or "" for text in told)


def runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.mark.samples
def test_no_eight_words_running_are_the_publishers(samples: Path) -> None:
    theirs: set[str] = set()
    for _, text in publisher_texts(samples):
        theirs |= runs(text)
    english = [field for field in OURS if field.endswith("_en")]
    shared = {
        (label(row), run)
        for row in ROWS
        for field in english
        for run in runs(row[field]) & theirs
    }
    assert shared == set()


@pytest.mark.samples
def test_every_sample_is_in_the_archive(samples: Path) -> None:
    held = {key(row) for row in ROWS}
    assert {source_key(symbol) for symbol, _ in publisher_texts(samples)} <= held
