"""The law behind the papers: every article leads to a ground; the texts of papers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.reference import measure_types
from tests.web.case_facts import make_facts
from web.cases.blanks import count_blanks, split_blanks
from web.radar.concern import draft_concern
from web.radar.enquiry import draft_enquiry
from web.radar.law import articles, cite, duties, duties_of, read_requests, requests
from web.radar.remarks import draft_remarks
from web.radar.subject import Subject, both, dotted, is_open_at_home

DAY, CLOSES = date(2026, 10, 16), date(2026, 12, 17)
TODAY = date(2026, 11, 30)
RECORD = [("查找范围：共2件。", "Searched: 2 in all.")]
TITLE = "Labelling of Rechargeable Battery Packs for Drones"


def subject(types: tuple[str, ...] = ("labelling",), **change: Any) -> Subject:
    content = change.pop("content", {})
    facts = make_facts(
        content,
        symbol="2026-20002",
        agreement="",
        type=change.pop("kind", "draft"),
        distributed=DAY,
        comments_close=None,
        title_zh=TITLE,
        title_en=TITLE,
        products_zh="",
        products_en="",
        standards=change.pop("standards", ()),
    )
    given: dict[str, Any] = {
        "original": TITLE,
        "publisher": ("美国联邦公报", "US Federal Register"),
        "address": "https://publisher.example/2026-20002",
        "sectors": ("锂离子电池与储能", "Lithium-ion batteries"),
        "hs_stated": ["8507.60"],
        "hs_found": ["8806"],
        "types": ("标签标识", "Labelling and marking"),
        "duties": duties_of(types),
        "closes": CLOSES,
        "looked": TODAY,
        "today": TODAY,
        **change,
    }
    return Subject(facts=facts, **given)


def pair(write: Any, *given: Any) -> tuple[str, str]:
    return write(*given, chinese=True), write(*given, chinese=False)


def test_every_article_stands_in_its_ground() -> None:
    known = {one.id for one in duties()}
    for one in articles():
        assert one.duty in known
        number = re.search(r"\d+(?:\.\d+)?", one.cite[1])
        assert number
        assert number[0] in one.ground.article, one.cite
        assert re.findall(r"\d+", one.cite[0]) == re.findall(r"\d+", one.cite[1])


def test_every_type_and_every_request_is_known() -> None:
    types = {one.id for one in measure_types()}
    assert all(one.types <= types for one in duties())
    rules = {one.rule for one in articles()}
    firsts: dict[str, str] = {}
    for row in read_requests():
        assert row["rule"] in rules
        assert "{cites}" in row["zh"]
        assert "{cites}" in row["en"]
        firsts.setdefault(row["paper"], row["rule"])
    assert firsts == {"enquiry": "notify", "concern": "notify", "remarks": "notify"}


def test_types_lead_to_the_duty_and_untold_ones_to_all() -> None:
    told = duties_of(["testing-certification", "labelling"])
    assert [one.id for one in told.found] == ["regulation", "assessment"]
    assert (told.told, told.agreements) == (True, ["TBT"])
    untold = duties_of(["other", "prohibition"])
    assert (untold.told, untold.agreements) == (False, ["TBT", "SPS"])
    assert len(untold.found) == len(duties())


def test_articles_are_cited_by_agreement_in_both_languages() -> None:
    bound = duties_of([])
    assert cite("notify", bound, chinese=True) == (
        "《技术性贸易壁垒协定》第2.9.2条、第5.6.2条；"
        "《实施卫生与植物卫生措施协定》第7条和附件B第5款"
    )
    assert cite("explain", duties_of(["registration-licensing"]), chinese=False) == ""
    asked = requests("concern", "draft", duties_of(["labelling"]), chinese=False)
    assert asked[0].endswith("(TBT Agreement, Article 2.9.2).")
    assert not [one for one in asked if "urgent" in one]
    assert len(requests("concern", "rule", bound, chinese=True)) == len(asked) + 1


def test_the_enquiry_says_the_facts_and_the_articles() -> None:
    zh, en = pair(draft_enquiry, subject())
    for text in (zh, en):
        assert TITLE in text
        assert "https://publisher.example/2026-20002" in text
        assert all(one in text for one in ("2.9.2", "2.9.3", "2.9.4", "2.5", "10.1"))
        assert not re.search(r"5\.6|SPS|[{}]", text)
        assert not count_blanks(text)
    assert "公布日：2026年10月16日" in zh
    assert "截至2026年11月30日，我方未查到" in zh
    assert "Comment period of the publisher ends: 17 December 2026" in en
    zh, en = pair(draft_enquiry, subject(certain=False))
    assert "我方掌握的通报可能不全" in zh
    assert "may be incomplete" in en


def test_the_concern_states_no_more_than_is_known() -> None:
    zh, en = pair(draft_concern, subject(), RECORD)
    assert "8507.60；8806【待核对：按产品名称识别】" in zh
    assert "所涉产品：【待填写：所涉产品】" in zh
    assert "（1）相关国际标准：【待核对" in zh
    assert "可能属于技术法规。【待核对：措施性质】" in zh
    assert "（1）查找范围：共2件。" in zh
    assert "Committee: TBT [TO COMPLETE: date of the meeting]" in en
    assert "(1) Searched: 2 in all." in en
    assert "has been asked" not in en
    assert count_blanks(zh) == count_blanks(en)


def test_what_sort_of_measure_it_is_stays_open_where_nothing_tells() -> None:
    zh, en = pair(draft_concern, subject(types=()), RECORD)
    assert "TBT、SPS委员会【待核对：择一】" in zh
    assert "只保留适用的条款】" in zh
    assert "[TO CHECK: choose one]" in en
    for text in (zh, en):
        assert "5.6.2" in text


STANDARDS: dict[str, tuple[dict[str, Any], str]] = {
    "none": ({"content": {"international_standard": "None"}}, "载明没有相关国际标准"),
    "named": ({"standards": ("IEC 62133", "UL 2580")}, "提及IEC 62133。【待核对"),
}


@pytest.mark.parametrize("case", STANDARDS)
def test_a_standard_is_stated_only_if_known(case: str) -> None:
    change, said = STANDARDS[case]
    zh, en = pair(draft_concern, subject(**change), RECORD)
    assert said in zh
    assert "UL 2580" not in zh
    assert ("there is none" in en) == (case == "none")


def test_a_rule_says_its_force_and_asks_for_the_urgency() -> None:
    given = {"entry_into_force": "2027-04-01", "agencies": ["Energy Department"]}
    one = subject(kind="rule", closes=None, content=given, asked="已发函", address="")
    zh, en = pair(draft_concern, one, RECORD)
    assert "生效日期：2027年4月1日" in zh
    assert "主管机构：Energy Department" in zh
    assert "网址：【待填写：公布网址】" in zh
    assert "此前与该成员的沟通：已发函" in zh
    assert "征求意见截止" not in zh
    assert "the enquiry point was asked" in en
    assert "urgent problem" in en
    worded = {"entry_into_force": "six months after publication"}
    _, en = pair(draft_concern, subject(kind="rule", content=worded), RECORD)
    assert "Entry into force: six months after publication" in en


def test_remarks_ask_for_the_notification_and_leave_the_rest_open() -> None:
    zh, en = pair(draft_remarks, subject(closes=None))
    assert "关于美国2026-20002号法规草案的意见" in zh
    assert "征求意见截止日：未载明" in zh
    assert "【待填写：逐条写明条款、问题、依据和建议】" in zh
    assert "no end stated" in en
    assert "Comments on draft 2026-20002 of the United States" in en


def test_small_rules() -> None:
    assert dotted("8507601000") == "8507.60.10.00"
    assert dotted("8507") == "8507"
    assert both([("甲", "A"), ("乙", "B")]) == ("甲、乙", "A, B")
    assert is_open_at_home("draft", TODAY, TODAY)
    assert not is_open_at_home("draft", DAY, TODAY)
    assert not is_open_at_home("rule", None, TODAY)
    late = replace(subject(), closes=DAY)
    assert "2026年10月16日（已截止）" in draft_enquiry(late, chinese=True)
    assert list(split_blanks("甲【待填写：乙】丙")) == [
        ("甲", False),
        ("【待填写：乙】", True),
        ("丙", False),
    ]
