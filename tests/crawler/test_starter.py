"""The starter archive: true facts, whole rows, days told alike in both languages."""

import calendar
import csv
import re
from datetime import date
from typing import Any

from models.symbols import read_symbols
from tests.crawler.starter import FIELDS, OURS, REFERENCE, ROWS, each, key, label

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
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
MONTHS = list(calendar.month_name)[1:]


def names(file: str, column: str) -> set[str]:
    path = REFERENCE / file
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[column] for row in csv.DictReader(lines)}


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


def test_the_void_addendum_is_known_as_void() -> None:
    void = [row for row in ROWS if {"kind": "VOID", "day": None} in row["events"]]
    assert [label(row) for row in void] == ["G/TBT/N/BRA/366/Add.1/Corr.1"]
