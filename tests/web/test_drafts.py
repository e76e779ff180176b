"""The paper from its arguments: every sentence has one, nobody's words are lost."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft, CaseItem
from models.reference import grounds
from tests.models.archive import AT
from tests.web.argued import ACTOR, argue, open_argued, prove
from web.arguments import service as arguments
from web.arguments.texts import texts_of
from web.cases.contents import live_items
from web.drafts import service
from web.drafts.blocks import Block, join, kept, made, merge, read_blocks
from web.drafts.composing import compose
from web.drafts.internal import compose_internal, letters, save_internal
from web.drafts.patterns import duties, subject_of
from web.drafts.standing import draft_missing, standing_of
from web.drafts.terms import slips
from web.refused import RefusedError


@pytest.fixture
def case(session: Session) -> Case:
    return open_argued(session)[0]


@pytest.fixture
def item(session: Session, case: Case) -> CaseItem:
    for one in live_items(case):
        arguments.remove(session, one, actor=ACTOR, at=AT)
    item = argue(session, case)
    texts = texts_of(session, case)
    arguments.place(session, item, texts, unchecked=False, actor=ACTOR, at=AT)
    return item


def recompose(session: Session, case: Case) -> CaseDraft:
    number = case.drafts[-1].number
    return service.recompose(session, case, based_on=number, actor=ACTOR, at=AT)


def write(session: Session, case: Case, **edits: service.Edit) -> CaseDraft:
    named = {key.replace("_", ":"): edit for key, edit in edits.items()}
    number = case.drafts[-1].number
    return service.save_blocks(
        session, case, named, based_on=number, actor=ACTOR, at=AT
    )


def key_of(item: CaseItem) -> str:
    return f"item_{item.id}"


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
    wanted = "每个型号的检测费约8000元至12000元：3 家（来源：企业问卷）（虚构示例）。"
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


def test_what_a_person_wrote_is_kept(
    session: Session, case: Case, item: CaseItem
) -> None:
    recompose(session, case)
    write(session, case, head=service.Edit("我的标题", "My title"))
    item.request_zh = "请改为接受境外报告。"
    item.request_en = "Please accept foreign reports."
    draft = recompose(session, case)
    assert draft.text_zh.startswith("我的标题")
    assert "请改为接受境外报告。" in draft.text_zh
    assert standing_of(session, case, draft).conflicts == []


def test_a_conflict_waits_for_a_person(
    session: Session, case: Case, item: CaseItem
) -> None:
    recompose(session, case)
    mine = service.Edit("手写的理由", "My own reasons")
    write(session, case, **{key_of(item): mine})
    item.request_zh, item.request_en = "新的请求。", "A new request."
    draft = recompose(session, case)
    (block,) = standing_of(session, case, draft).conflicts
    assert (block.zh, block.key) == ("手写的理由", f"item:{item.id}")
    assert "新的请求。" in block.offered_zh
    found = [one.what for one in draft_missing(session, case)]
    assert found == ["draft_conflict", "draft_blanks"]
    taken = service.Edit(block.zh, block.en, use_offered=True)
    draft = write(session, case, **{key_of(item): taken})
    assert "A new request." in draft.text_en
    assert "手写的理由" not in draft.text_zh
    assert standing_of(session, case, draft).conflicts == []


def test_leaving_what_is_offered_settles_it_too(
    session: Session, case: Case, item: CaseItem
) -> None:
    recompose(session, case)
    mine = service.Edit("手写", "By hand")
    write(session, case, **{key_of(item): mine})
    item.request_zh = item.request_en = "X."
    recompose(session, case)
    write(session, case, **{key_of(item): mine})
    draft = recompose(session, case)
    found = standing_of(session, case, draft)
    assert (found.conflicts, found.outdated) == ([], [])
    assert "手写" in draft.text_zh


def test_one_language_alone_lags_behind(
    session: Session, case: Case, item: CaseItem
) -> None:
    draft = recompose(session, case)
    block = next(one for one in read_blocks(draft.blocks) if one.item_id == item.id)
    edit = service.Edit(block.zh + "补一句。", block.en)
    draft = write(session, case, **{key_of(item): edit})
    (stale,) = standing_of(session, case, draft).stale
    assert stale.stale == "en"
    agreed = service.Edit(stale.zh, stale.en, agreed=True)
    draft = write(session, case, **{key_of(item): agreed})
    assert standing_of(session, case, draft).stale == []


def test_the_draft_says_when_arguments_went_on(
    session: Session, case: Case, item: CaseItem
) -> None:
    draft = recompose(session, case)
    assert standing_of(session, case, draft).outdated == []
    other = argue(session, case, ground_id="tbt-2.2", quote="")
    item.removed_at = AT
    keys = standing_of(session, case, draft).outdated
    assert keys == [f"item:{other.id}", f"item:{item.id}"]
    draft = recompose(session, case)
    assert "1. Objective and necessity (Article 2.2)" in draft.text_en
    assert "3.1" not in draft.text_en


def test_words_in_an_argument_that_was_taken_out_stay_as_ones_own(
    session: Session, case: Case, item: CaseItem
) -> None:
    recompose(session, case)
    write(session, case, **{key_of(item): service.Edit("手写甲", "By hand A")})
    write(session, case, new=service.Edit("自写一段", "A paragraph"))
    item.removed_at = AT
    draft = recompose(session, case)
    keys = [one.key for one in read_blocks(draft.blocks)]
    assert keys == ["head", "opening", f"item:{item.id}", "free:1", "none", "closing"]
    assert "手写甲" in draft.text_zh
    assert "自写一段" in draft.text_zh


def test_a_save_on_an_older_version_is_refused(
    session: Session, case: Case, item: CaseItem
) -> None:
    recompose(session, case)
    edit = {"head": service.Edit("题", "T")}
    with pytest.raises(RefusedError, match="王建国已保存第2版"):
        service.save_blocks(session, case, edit, based_on=1, actor=ACTOR, at=AT)
    case.state = "approved"
    with pytest.raises(RefusedError, match="不能改动"):
        recompose(session, case)


def test_an_equal_composition_makes_no_version(
    session: Session, case: Case, item: CaseItem
) -> None:
    first = recompose(session, case)
    assert recompose(session, case) is first


MERGED = [
    ("a", "a", "b", ("b", "")),
    ("hand", "a", "a", ("hand", "")),
    ("hand", "a", "b", ("hand", "b")),
    ("b", "a", "b", ("b", "")),
]


@pytest.mark.parametrize(("text", "was", "now", "expected"), MERGED)
def test_three_ways_are_merged(
    text: str, was: str, now: str, expected: tuple[str, str]
) -> None:
    assert kept(text, was, now) == expected


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
