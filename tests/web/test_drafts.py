"""The paper from its arguments: its shape, its numbers, and the words of the trade."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.reference import grounds
from tests.models.archive import AT
from tests.web.argued import ACTOR, prove
from tests.web.drafted import case, item, recompose
from web.drafts.blocks import Block, join, made, merge, read_blocks
from web.drafts.composing import compose
from web.drafts.internal import compose_internal, letters, save_internal
from web.drafts.patterns import duties, subject_of
from web.drafts.terms import slips
from web.refused import RefusedError

__all__ = ["case", "item"]

CHINESE = (
    "关于欧盟G/TBT/N/EU/1100号通报的评议意见",
    "感谢欧盟通报上述措施",
    "我方理解并支持该措施关于",
    "一、合格评定的实施（第5.2.1至5.2.8条）",
    "Article 3 · 3.1规定：“Tests shall be made by a laboratory established in",
    "国内获认可的实验室不能参与。根据《技术性贸易壁垒协定》",
    "请接受获认可的境外实验室出具的报告。",
    "请在该措施批准之前考虑上述意见，并予书面答复。",
)
ENGLISH = (
    "Comments from China regarding notification G/TBT/N/EU/1100 of the European Union",
    "We understand and support the aims stated",
    "Having examined the notification",
    "(Articles 5.2.1 to 5.2.8)",
    "Only laboratories in the Union may test. Under Articles 5.2.1 to 5.2.8 of the TBT",
    "Please accept reports of accredited laboratories abroad.",
    "and for a reply in writing.",
)


def test_the_paper_has_the_usual_shape(
    session: Session, case: Case, item: CaseItem
) -> None:
    draft = recompose(session, case)
    assert draft.origin == "composed"
    places = [draft.text_zh.find(words) for words in CHINESE]
    assert -1 not in places
    assert places == sorted(places)
    assert [words for words in ENGLISH if words not in draft.text_en] == []
    assert [one.item_id for one in read_blocks(draft.blocks)] == [
        None,
        None,
        item.id,
        None,
    ]


def test_only_what_may_go_out_enters_the_paper(
    session: Session, case: Case, item: CaseItem
) -> None:
    prove(session, item, invented=True, source="企业问卷", value="3", unit="家")
    prove(session, item, text_zh="甲公司年出口额", text_en="Firm A", internal=True)
    draft = recompose(session, case)
    wanted = "每个型号的检测费约8000元至12000元：3家（来源：企业问卷）（虚构示例）。"
    assert wanted in draft.text_zh
    assert "(invented example)" in draft.text_en
    assert not re.search("[家企业问卷]", draft.text_en)
    assert "甲公司" not in draft.text_zh
    assert "Firm A" not in draft.text_en
    inner = compose_internal(session, case)
    assert "证据（内部）：三家企业；甲公司年出口额" in inner
    assert "不得对外发送" in inner


def test_a_point_is_headed_by_what_all_checks_of_its_ground_say() -> None:
    assert subject_of("tbt-2.4", "en") == "Use of international standards"
    assert subject_of("tbt-6.1", "zh") == "接受合格评定结果"
    for ground_id in ("tbt-2.9.2", "tbt-2.12", "tbt-2.8"):
        assert subject_of(ground_id, "en") == ""


def test_points_are_numbered_as_they_stand() -> None:
    blocks = [made(f"item:{n}", n, f"第{n}", f"Point {n}") for n in range(1, 13)]
    assert "十二、第12" not in join(blocks, "zh")
    assert "10、第10" not in join(blocks, "zh")
    assert join(blocks[:2], "zh") == "一、第1\n\n二、第2\n"
    assert join(blocks[1:3], "en") == "1. Point 2\n\n2. Point 3\n"
    own = Block("free:1", None, "自写", "Own")
    assert [one.key for one in merge([*blocks[:1], own], blocks[:2])] == [
        "item:1",
        "free:1",
        "item:2",
    ]


def test_the_words_of_the_trade_are_kept_to() -> None:
    found = slips("请成员国说明合格评定的过渡期。", "Please explain the interval.")
    assert [(one.word, one.wanted, one.lacking) for one in found] == [
        ("成员国", "成员", False),
        ("合格评定", "conformity assessment", True),
    ]
    assert [one.wanted for one in slips("对台湾、香港的产品", "")] == [
        "中国台北",
        "中国香港",
    ]
    assert slips("中国香港、中国台北", "") == []
    assert slips("草案规定：“成员国应”。", "The draft.") == []


def test_the_internal_paper_keeps_versions(
    session: Session, case: Case, item: CaseItem
) -> None:
    first = save_internal(session, case, "一", based_on=0, actor=ACTOR, at=AT)
    same = save_internal(session, case, "一\r\n", based_on=1, actor=ACTOR, at=AT)
    assert first is same
    with pytest.raises(RefusedError, match="已保存第1版"):
        save_internal(session, case, "二", based_on=0, actor=ACTOR, at=AT)
    save_internal(session, case, "二", based_on=1, actor=ACTOR, at=AT)
    assert [one.number for one in letters(session, case)] == [1, 2]


def test_every_ground_has_a_duty_in_both_languages() -> None:
    known = {one.id for one in grounds()}
    assert set(duties()) == known
    assert all(one["zh"].endswith("。") for one in duties().values())
    assert all(one["en"].endswith(".") for one in duties().values())


def test_braces_in_words_stay_as_they_are(
    session: Session, case: Case, item: CaseItem
) -> None:
    item.problem_zh = item.quote = "限值为{x}"
    blocks = compose(session, case)
    assert "“限值为{x}”" in blocks[2].zh
