"""Titles and summaries say what was found, in the words of the trade, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice, Rendering
from models.search_index import matches_search
from nlp.summaries.chinese import summary_zh, title_zh
from nlp.summaries.days_zh import say_when
from nlp.summaries.english import summary_en, title_en
from nlp.summaries.facts import Facts, Limit, Name, Standard, When, read_when
from nlp.summaries.work import to_summarise
from nlp.work import match_pending, summarise_pending, tag_pending
from tests.nlp.drafts import DRAFT, add_batteries


def test_draft_in_one_line() -> None:
    assert title_zh(DRAFT) == "欧盟拟规定锂电池的标签标识要求和禁止性规定"
    assert title_en(DRAFT).startswith("European Union: draft labelling and marking")


def test_summary_says_how_the_deadline_is_known() -> None:
    words = summary_zh(DRAFT)
    assert "2025年8月1日（原文未载明，按通报日起60天推算）" in words
    assert "；原文未载明拟批准日期、拟生效日期。" in words
    assert "60 days from circulation" in summary_en(DRAFT)


def test_nothing_is_named_that_is_not_known() -> None:
    empty = Facts(kind="regular", members=[Name("日本", "Japan")])
    assert title_zh(empty) == title_en(empty) == ""
    assert "原文未载明产品范围" in summary_zh(empty)
    assert "未匹配到湖北出口行业" in summary_zh(empty)
    assert summary_zh(Facts(kind="regular")) == ""


def test_sectors_are_told_by_certainty() -> None:
    sectors = {"sure": [Name("茶叶", "Tea")], "possible": [Name("光电子", "Optics")]}
    words = summary_zh(replace(DRAFT, sectors=sectors))
    assert "湖北出口行业：涉及茶叶；可能涉及光电子。" in words
    assert "请在评议截止前反馈" in words


def test_measures_against_others_ask_for_nothing() -> None:
    others = replace(
        DRAFT, aims=[Name("波兰", "Poland")], sectors={"likely": [Name("食品", "Food")]}
    )
    assert "措施针对来自波兰的产品。" in summary_zh(others)
    assert "措施未点名中国产品" in summary_zh(others)


def test_standards_and_limits() -> None:
    facts = replace(
        DRAFT,
        standards=[Standard("IEC 60335-1", "GB/T 4706.1", "mod"), Standard("DMS 1")],
        limits=[Limit(Name("铅", "lead"), "not detectable")],
    )
    assert "IEC 60335-1（我国对应标准：GB/T 4706.1，修改采用）；DMS 1。" in summary_zh(
        facts
    )
    assert "限量：铅 不得检出。" in summary_zh(facts)


@pytest.mark.parametrize(
    ("note", "words", "said"),
    [
        ("2026-03-01", "", "2026年3月1日"),
        ("publication+6m", "", "公布后6个月"),
        ("adoption+0", "", "批准之日"),
        ("2026-H2", "", "2026年下半年"),
        ("2026-06", "", "2026年6月"),
        ("", "To be determined.", "原文为“To be determined”"),
    ],
)
def test_days_in_words(note: str, words: str, said: str) -> None:
    assert say_when(read_when(note, words)) == said
    assert say_when(When()) == ""


def test_texts_are_kept_found_and_made_again(session: Session) -> None:
    notice = add_batteries(session)
    tag_pending(session)
    match_pending(session)
    texts = select(Rendering).where(Rendering.origin == "rule")
    assert {(one.language, one.field) for one in session.scalars(texts)} == {
        ("zh", "title"),
        ("zh", "summary"),
        ("en", "summary"),
    }
    asked = matches_search(session.get_bind().dialect.name, "日本通报")
    assert asked is not None
    query = select(Notice.id).where(asked)
    assert session.scalars(query).all() == [notice.id]
    assert to_summarise(session) == []
    assert summarise_pending(session) == 0
    notice.deadline, notice.deadline_basis = date(2025, 8, 1), "form"
    session.flush()
    assert summarise_pending(session) == 1
    summary = session.scalar(
        texts.where(Rendering.language == "zh", Rendering.field == "summary")
    )
    assert summary
    assert "2025年8月1日（据通报表格）" in summary.text


def test_what_is_not_stated_is_said_once() -> None:
    bare = replace(DRAFT, deadline=None)
    assert "原文未载明评议截止日、拟批准日期、拟生效日期。" in summary_zh(bare)
    assert "No deadline for comments and no day of adoption" in summary_en(bare)


def test_a_day_gone_by_is_no_plan() -> None:
    days = {"adoption": When(date(2025, 3, 3)), "force": When(date(2025, 9, 1))}
    addendum = replace(
        DRAFT, kind="addendum", stage="", days=days, distributed=date(2025, 3, 9)
    )
    words = summary_zh(addendum)
    assert "；批准日期：2025年3月3日；拟生效日期：2025年9月1日。" in words
    words = summary_en(addendum)
    assert "; adoption: 3 March 2025; proposed entry into force: 1" in words
