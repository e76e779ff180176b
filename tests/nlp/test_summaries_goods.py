"""Goods are called by our own words, and where we have none by those of codes."""

from __future__ import annotations

from nlp.findings import Finding
from nlp.summaries.facts import Goods, Name
from nlp.summaries.goods import (
    name_goods,
    plain_words,
    shorten,
    shorten_en,
    singular,
    without_parts,
)


def found(words: str) -> Finding:
    """A battery by these words in a title."""
    return Finding("hs", "8507", 1.0, "found", "title", 0, len(words), words)


def test_goods_by_our_word_once() -> None:
    goods = name_goods([found("Batteries"), found("battery")], {}, "en")
    assert goods.names == [Name("电池", "Batteries")]
    assert name_goods([found("锂电池")], {}, "zh").names[0].zh == "锂电池"


def test_two_words_of_one_english_name_are_told_once() -> None:
    goods = Goods([Name("动力电池", "Batteries"), Name("锂电池", "Batteries")])
    assert goods.english == ["Batteries"]


def test_unknown_goods_are_quoted_without_codes() -> None:
    goods = name_goods([], {"products": "Blue widgets (HS code(s): 9999)"}, "en")
    assert goods == Goods(quoted="Blue widgets")


def test_heading_of_many_goods_says_so() -> None:
    assert shorten("电话机，包括智能手机；其他设备") == "电话机等产品"
    assert shorten("蓄电池，包括隔板，不论是否矩形") == "蓄电池"


def test_long_names_are_not_cut_to_other_goods() -> None:
    assert shorten("鞋靴、家具、地板、车身、玻璃或金属用的光洁剂、擦洗膏") == ""
    assert singular("Lithium-ion Batteries") == "lithium ion battery"


def good(words: str, code: str, title: str, field: str = "title") -> Finding:
    """Goods by these words in a title, or in the row of products."""
    start = max(title.find(words), 0)
    return Finding("hs", code, 1.0, "found", field, start, start + len(words), words)


def names(found: list[Finding], title: str = "", kind: str = "notification") -> str:
    """The Chinese names of the goods of an English notice."""
    goods = name_goods(found, {"title": title}, "en", kind)
    return "、".join(one.zh for one in goods.names)


def test_the_fault_of_an_incident_is_not_its_goods() -> None:
    title = "Frozen fish due to veterinary drugs"
    found = [good("fish", "0303", title), good("veterinary drugs", "3004", title)]
    assert names(found, title, "border_alert") == "鱼类"
    assert "药" in names(found, title)


def test_a_chapter_beside_a_heading_is_left_out() -> None:
    exact = good("Batteries", "8507", "Batteries")
    broad = good("fruits and vegetables", "07", "", "products")
    assert names([exact, broad]) == "电池"
    assert names([broad]) == "水果和蔬菜"


def test_what_is_named_first_is_not_left_out() -> None:
    title = "Zimbabwe widgets and batteries"
    found = [good("Zimbabwe widgets", "8544", title), good("batteries", "8507", title)]
    assert names(found, title).endswith("、电池")
    stated = Finding("ics", "33.180.10", 1.0, "stated", "codes", 0, 2, "33.180.10")
    assert names([*found, stated], title) == "光纤和光缆"


def test_long_english_names_say_that_there_are_more() -> None:
    long = "Insecticides, rodenticides, fungicides, herbicides; others"
    assert shorten_en(long) == "Insecticides and similar goods"
    assert shorten_en("Plants, live; others") == "Plants, live"
    assert plain_words("Green Tea") == "green tea"
    assert plain_words("USB cables") == "USB cables"


def test_a_whole_name_stands_where_its_part_was_named() -> None:
    names = [Name(zh, "") for zh in ("蓄电池", "电话机", "锂蓄电池")]
    assert [one.zh for one in without_parts(names)] == ["锂蓄电池", "电话机"]
