"""What changed, said in one sentence, in Chinese and in English."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes.brief import in_short
from models.changes.fields import field_changes
from web.alerts.phrases import say_change, say_news
from web.notices.change_words import FIELDS
from web.notices.telling import MOST_PARTS, say_changes, say_parts, to_nation

MOVED = {"kind": "moved", "before": "2025-08-01", "after": "2025-08-31", "days": 30}
ADDED = {"kind": "added", "added": ["8506", "8507"], "added_count": 2, "removed": []}
LIMIT = {"of": "lead", "before": "0.5 mg/kg", "after": "0.2 mg/kg", "way": "lower"}
SAID: list[tuple[dict[str, Any], str, str]] = [
    (
        {"comments_close": MOVED},
        "评议截止日由2025年8月1日改为2025年8月31日，延长30天",
        "Comments close on 31 August 2025 instead of 1 August 2025 (30 days longer)",
    ),
    (
        {"comments_close": {**MOVED, "after": "2025-07-31", "days": -1}},
        "评议截止日由2025年8月1日改为2025年7月31日，缩短1天",
        "Comments close on 31 July 2025 instead of 1 August 2025 (1 day shorter)",
    ),
    (
        {"comments_close": {**MOVED, "kind": "set", "told": True}},
        "重新征求意见，评议截止日为2025年8月31日",
        "Comments are invited again until 31 August 2025",
    ),
    (
        {"entry_into_force": {**MOVED, "told": True}},
        "生效日期由2025年8月1日改为2025年8月31日，推迟30天",
        "Entry into force: 31 August 2025 instead of 1 August 2025 (30 days later)",
    ),
    (
        {"adoption": {"kind": "moved", "before": "2025-08-01", "after": "Not decided"}},
        "拟批准日期由2025年8月1日改为Not decided",
        "Proposed adoption: Not decided instead of 1 August 2025",
    ),
    (
        {"hs": ADDED},
        "HS编码增加2项（8506 原电池及原电池组、8507 蓄电池及其隔板）",
        "HS codes added (2): 8506 Cells and batteries",
    ),
    (
        {"objectives": {"kind": "cleared", "added": [], "removed": ["other-tbt"]}},
        "不再载明目标",
        "Objectives no longer stated",
    ),
    (
        {"limits": {"pairs": [LIMIT], "pairs_count": 4}},
        "限值由0.5 mg/kg降至0.2 mg/kg（lead）等4项",
        "Limit lowered from 0.5 mg/kg to 0.2 mg/kg (lead) and 3 more",
    ),
    (
        {"title": {"kind": "reworded", "before": "Old", "after": "New"}},
        "标题由“Old”改为“New”",
        'Title: "New" instead of "Old"',
    ),
    (
        {"description": {"kind": "reworded", "before": "a" * 50, "after": "b"}},
        "内容简述有改动",
        "Description reworded",
    ),
    (
        {"documents": {"added": ["https://a.example/b.pdf"], "added_count": 1}},
        "新增附件1份",
        "1 new attachment",
    ),
    (
        {"text": {"counts": {"same": 3, "changed": 1, "added": 2, "moved": 4}}},
        "通报的文本修改1条、新增2条、重新编号4条",
        "Notified text: 1 clause changed, 2 clauses added, 4 clauses renumbered",
    ),
    (
        {"text": {"counts": {"same": 3, "changed": 0}}},
        "通报的文本与此前一致",
        "The notified text is unchanged",
    ),
    ({"status": {"after": "void"}}, "原文件作废", "The document is void"),
    (
        {"scope": {"kind": "set", "after": "The scope is narrowed."}},
        "范围或内容有改动（原文：The scope is narrowed.）",
        'Scope or content changed: "The scope is narrowed."',
    ),
    (
        {"products": {"kind": "cleared", "before": "Toys", "after": None}},
        "不再载明覆盖的产品",
        "Products covered no longer stated",
    ),
]


@pytest.mark.parametrize(("changes", "zh", "en"), SAID)
def test_each_change_has_its_words(changes: dict[str, Any], zh: str, en: str) -> None:
    assert say_changes(changes, "zh") == zh
    assert say_changes(changes, "en").startswith(en)


def test_what_matters_most_comes_first_and_many_are_counted() -> None:
    both = {"hs": ADDED, "comments_close": MOVED}
    assert say_changes(both, "zh").startswith("评议截止日由")
    many = {name: {"kind": "reworded", "before": "a", "after": "b"} for name in FIELDS}
    parts = say_parts(many, "zh")
    assert len(parts) == MOST_PARTS + 1
    assert parts[-1].startswith("另有")


def test_a_national_measure_has_no_wto_comments() -> None:
    words = say_changes(to_nation({"comments_close": MOVED}), "zh")
    assert words.startswith("意见截止日由2025年8月1日")


def snapshot(kind: str, change: dict[str, Any], day: str = "2025-08-31") -> Any:
    return {"kind": kind, "change": change, "day": day, "day_basis": "stated"}


def test_an_alert_says_what_the_page_says() -> None:
    shown = snapshot("extended", {"comments_close": MOVED, "hs": ADDED})
    page = say_changes({"comments_close": MOVED, "hs": ADDED}, "zh")
    assert say_change(shown, "zh") == page
    assert say_news(shown, "zh") == say_changes({"comments_close": MOVED}, "zh")
    revised = snapshot("revised", {"hs": ADDED})
    assert say_change(revised, "en") == (
        f"Revised notification; {say_parts({'hs': ADDED}, 'en')[0]}"
    )


def test_the_day_of_an_event_is_said_once() -> None:
    change = {"entry_into_force": {**MOVED, "told": True}}
    told = say_change(snapshot("in_force", change), "zh")
    assert told == "生效日期由2025年8月1日改为2025年8月31日，推迟30天"
    assert say_news(snapshot("in_force", change), "zh") == told
    assert say_change(snapshot("in_force", {}), "zh") == "措施生效（2025年8月31日）"


def test_alerts_of_earlier_releases_are_still_told() -> None:
    old = {"comments_close": {"before": "2025-08-01", "after": "2025-08-31"}}
    assert say_change(snapshot("extended", old), "zh").endswith("延长30天")
    lists = {"hs": {"before": ["85"], "after": ["85", "8507"]}, "target": "G/TBT/N/X/1"}
    told = say_change(snapshot("text_changed", lists), "zh")
    assert told == "HS编码增加1项（8507 蓄电池及其隔板）"
    assert say_change(snapshot("text_changed", {}), "zh") == "通报文本有改动"
    assert say_change(snapshot("extended", {}), "zh") == "评议截止日为2025年8月31日"


CONTENT = st.dictionaries(
    st.sampled_from(sorted(FIELDS)),
    st.one_of(st.text(max_size=60), st.sampled_from(["2025-01-01", "2026-02-02"])),
    max_size=5,
)


@given(CONTENT, CONTENT, st.sampled_from(["zh", "en"]))
@settings(max_examples=80, deadline=None)
def test_any_change_can_be_said(
    old: dict[str, Any], new: dict[str, Any], language: str
) -> None:
    lists = {"hs", "ics", "objectives", "documents", "articles", "keywords"}
    lists |= {"agencies", "dockets", "references"}
    before, after = (
        {k: [v] if k in lists else v for k, v in one.items()} for one in (old, new)
    )
    words = say_changes(in_short(field_changes(before, after)), language)
    assert "None" not in words
    assert "\n" not in words
