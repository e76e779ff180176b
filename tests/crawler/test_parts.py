"""The small parts: records, patience, settings, twins, differences, spool."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Response

from crawler.card import WTO_EPING
from crawler.cells import is_heading, read_headings, shown
from crawler.differences import difference, is_new_text, merge
from crawler.faults import CrawlError
from crawler.languages import language_of
from crawler.normalise import read_notice
from crawler.patience import asked_wait
from crawler.record import Record
from crawler.settings import read_wishes, scrapy_settings
from crawler.spool import Spool
from crawler.twins import twin_key


def test_a_record_is_read_until_nothing_is_left() -> None:
    record = Record("ePing", {"id": 1, "title": "", "titlePlain": "T", "new": 2})
    assert record.take("id") == 1
    assert record.take_either("titlePlain", "title") == "T"
    warning = record.finish()
    assert str(warning) == "The rows of ePing have new fields: new."
    assert record.finish(unread={"new"}) is None


def test_a_missing_field_is_named() -> None:
    with pytest.raises(CrawlError, match="has no field commentDeadlineDate"):
        Record("ePing", {"id": 1}).take("commentDeadlineDate")
    with pytest.raises(CrawlError, match="titlePlain or title"):
        Record("ePing", {"id": 1}).take_either("titlePlain", "title")


def wait(value: str) -> float | None:
    return asked_wait(Response("https://x.org", headers={"Retry-After": value}))


def test_retry_after_is_read_in_both_forms() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=60)
    assert wait("7") == 7
    assert wait("") is None
    assert wait("later") is None
    moment = wait(format_datetime(soon))
    assert moment is not None
    assert 50 < moment <= 60


def test_we_say_who_we_are_and_call_gently(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHUTONG_CONTACT", "centre@example.org")
    monkeypatch.delenv("CHUTONG_CRAWL_DELAY", raising=False)
    settings = scrapy_settings(read_wishes(tmp_path), WTO_EPING)
    assert "centre@example.org" in settings["USER_AGENT"]
    assert settings["ROBOTSTXT_OBEY"] is True
    assert settings["DOWNLOAD_DELAY"] >= 1
    assert settings["DOWNLOAD_MAXSIZE"] == 50 * 2**20
    assert settings["DOWNLOAD_TIMEOUT"] == 60
    assert settings["AUTOTHROTTLE_ENABLED"] is True


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('=HYPERLINK("https://x.org/?v= G/TBT/N/A/1"," G/TBT/N/A/1")', " G/TBT/N/A/1"),
        ('=HYPERLINK("https://x.org"; "https://x.org")', "https://x.org"),
        ('=HYPERLINK("https://x.org")', "https://x.org"),
        ('=hyperlink("https://x.org","say ""so""")', 'say "so"'),
        ("=1+1", "=1+1"),
        ("plain", "plain"),
        (None, None),
    ],
)
def test_a_formula_cell_shows_its_label(cell: Any, text: Any) -> None:
    assert shown(cell) == text


def test_headings_are_known_by_their_full_names() -> None:
    heads = ["Document  symbol ", "DISTRIBUTION DATE", "Title", "Notifying Member"]
    heads += ["Final date for comments", "Notification type", "Date of something"]
    assert is_heading(heads)
    columns = read_headings(heads, "a.xlsx")
    assert columns.places["distributed"] == 1
    assert columns.unknown == ["Date of something"]


def test_only_what_a_way_can_tell_is_changed() -> None:
    old: Any = {"title": "A", "conforms": "Yes", "hs": ["85", "86"]}
    merged = merge(old, {"title": "A", "hs": ["86", "85"]}, frozenset({"title", "hs"}))
    assert merged == old
    emptied = merge(old, {"title": "A"}, frozenset({"title", "hs"}))
    assert emptied == {"title": "A", "conforms": "Yes"}
    assert is_new_text(old, emptied)
    assert difference(old, emptied)["hs"]["removed"] == ["85", "86"]


def key(title: str, **changes: Any) -> str | None:
    raw = {
        "symbol": "G/TBT/N/MWI/177",
        "member": "Malawi",
        "type": "Regular notification",
        "distributed": "2025-06-10",
        "title": title,
    }
    return twin_key(read_notice({**raw, **changes}, "row 2"))


def test_twins_differ_in_numbers_and_parts_only() -> None:
    base = key("DMS 91-1:2024, Water chemicals - Part 1: Lime")
    assert key("DMS 91-6:2024, Water chemicals - Part 6: Alum") == base
    assert key("DMS 91-6:2024, Water pumps") != base
    assert key("Ordinance No. 314 of 29 May 2025") == key(
        "Ordinance No. 7 of 1 June 2024"
    )


def test_other_members_months_and_types_are_no_twins() -> None:
    title = "Safety of toys"
    other = {"symbol": "G/TBT/N/KEN/9", "member": "Kenya"}
    late = {"distributed": "2025-09-10"}
    revised = {"type": "Revision to Regular Notification"}
    assert (
        len({key(title), *(key(title, **one) for one in (other, late, revised))}) == 4
    )


def test_one_circle_of_members_files_twins_under_its_own_symbols() -> None:
    bahrain = {"symbol": "G/TBT/N/BHR/704/Rev.1", "member": "Bahrain, Kingdom of"}
    kuwait = {"symbol": "G/TBT/N/KWT/683/Rev.1", "member": "Kuwait, the State of"}
    kind = {"type": "Revision to Regular Notification"}
    title = "Energy drinks"
    assert key(title, **bahrain, **kind) == key(title, **kuwait, **kind)


def test_a_spool_gives_back_what_was_put_in() -> None:
    spool = Spool()
    texts = ["", "电池", "a\ud800b", "x" * 70000, "电池"]
    for text in texts:
        spool.append(text)
    assert [spool[k] for k in range(len(spool))] == texts
    with pytest.raises(IndexError, match="no shared string 5"):
        spool[5]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Regulation on the labelling of toys", "en"),
        ("Toys", "en"),
        ("Reglamento técnico de juguetes", "es"),
        ("Arrêté relatif aux jouets", "fr"),
        ("Jouets : étiquetage", "fr"),
        ("电动自行车用锂离子电池及充电器检验规定（IEC 62133-2）修正草案", "zh"),
        ("Standard GB 4943.1 (音视频设备) on audio equipment", "en"),
        ("", "en"),
    ],
)
def test_small_words_tell_the_language(title: str, language: str) -> None:
    assert language_of({"title": title}) == language
