"""The words of the starter archive: ours, of the trade, and never the publisher's."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.symbols import source_key
from tests.crawler.starter import OURS, ROWS, each, key, label

FORBIDDEN = re.compile(
    r"Taiwan|台湾|(?<!中国)(?:香港|澳门|台北)|通报国|该国|各国|贸易伙伴国"
    r"|国家(?!标准|公路交通安全管理局|计量、质量与技术研究院)|截止日期"
)
RUN = 8


@each
def test_words_are_of_the_promised_length(row: dict[str, Any]) -> None:
    assert len(row["title_en"].split()) <= 14
    assert 12 <= len(row["title_zh"]) <= 40
    assert 1 <= row["summary_zh"].count("。") <= 3
    assert row["summary_zh"].endswith("。")
    assert row["summary_en"].endswith(".")


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
