"""A draft that is made anew keeps what people wrote, in each language."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from tests.models.archive import AT
from tests.web.argued import ACTOR, argue
from tests.web.drafted import case, item, key_of, recompose, write
from web.drafts import service
from web.drafts.blocks import kept, read_blocks
from web.drafts.standing import draft_missing, standing_of
from web.refused import RefusedError

__all__ = ["case", "item"]


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
